/// A piece of one file of an export. The pieces of a file come in order, one after the other.
public struct ExportChunk: Sendable {
    /// Where the file stands, relative to the export's folder; parts are joined by `/`.
    public let path: String
    /// What follows in the file.
    public let bytes: [UInt8]
}
