/// Files of which one is open at a time: a file for each day, hour or page.
///
/// A file that has been left is not written again as long as whoever adds does not come back to its path.
struct TurningFile: Sendable {
    private var path = ""
    private var buffer: [UInt8] = []

    private static let flushed = 1 << 15

    /// Adds bytes to the file at a path; `opening` stands before the first of a file.
    mutating func add(
        _ bytes: [UInt8], to path: String, opening: [UInt8] = [], _ chunks: inout [ExportChunk]
    ) {
        if path != self.path {
            flush(&chunks)
            self.path = path
            buffer += opening
        }
        buffer += bytes
        if buffer.count >= Self.flushed { flush(&chunks) }
    }

    /// Adds a line of JSON.
    mutating func add(line json: JSONLine, to path: String, _ chunks: inout [ExportChunk]) {
        add(json.bytes, to: path, &chunks)
    }

    /// Ends the file that is open, if one is.
    mutating func close(ending: [UInt8] = [], _ chunks: inout [ExportChunk]) {
        if !path.isEmpty { buffer += ending }
        flush(&chunks)
        path = ""
    }

    private mutating func flush(_ chunks: inout [ExportChunk]) {
        guard !buffer.isEmpty else { return }
        chunks.append(ExportChunk(path: path, bytes: buffer))
        buffer.removeAll(keepingCapacity: true)
    }
}

/// One JSON text and the end of its line.
struct JSONLine {
    let bytes: [UInt8]

    init(_ json: [UInt8]) { bytes = json + [UInt8(ascii: "\n")] }
}
