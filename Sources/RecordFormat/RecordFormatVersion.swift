/// Versions of the record's shape; the first element of every record.
public enum RecordFormatVersion {
    /// What this code writes, and the only one there is.
    public static let current: UInt64 = 1
    /// Elements of the record's array.
    static let elements = 21
}
