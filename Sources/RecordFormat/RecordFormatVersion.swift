import DeterministicCBOR

/// Versions of the record's shape; the first element of every record.
public enum RecordFormatVersion {
    /// What this code writes, and the only one there is.
    public static let current: UInt64 = 1
    /// Elements of the record's array.
    static let elements = 21

    /// Reads what an array of a record or of an identity's entry begins with. The version is looked at
    /// first: another one may have another number of elements.
    @inline(__always)
    static func read(_ reader: inout CBORReader, elements: Int) throws(RecordError) {
        let start: (count: Int, version: UInt64)
        do throws(CBORError) {
            let count = try reader.readArrayHeader()
            start = (count, try reader.readUnsigned())
        } catch {
            throw .encoding(error)
        }
        guard start.version == current else { throw .version(start.version) }
        guard start.count == elements else { throw .encoding(CBORError(.type, at: 0)) }
    }
}
