/// Where in its input a source record stands; for errors and quarantine entries. Holds no input.
public struct SourceRecordPlace: Hashable, Sendable {
    /// The file as the user named it, or `-`.
    public var file: String
    /// 0-based byte offset of the record's first byte in the file.
    public var byte: UInt64
    /// 1-based line of that byte.
    public var line: UInt64
    /// 0-based place within an array or page; nil where the record stands alone.
    public var element: UInt64?

    public init(file: String, byte: UInt64, line: UInt64, element: UInt64? = nil) {
        self.file = file
        self.byte = byte
        self.line = line
        self.element = element
    }
}
