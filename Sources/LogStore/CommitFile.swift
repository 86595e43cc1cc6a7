public import DurableIO
public import LogFormat

/// The `commit` file: two copies of the mark, written in turn.
public final class CommitFile {
    private let file: any File
    private var sequence: UInt64

    /// Opens or makes the file; the first mark written gets the number after the newest that is there.
    public init(path: String, files: any FileSystem) throws(LogStoreError) {
        let file = try onStorage { () throws(DurableIOError) in try files.open(path, .createOrOpen) }
        self.file = file
        let bytes = try onStorage { () throws(DurableIOError) in
            try file.bytes(at: 0, count: Int(min(8_192, file.size())))
        }
        sequence = CommitMark.latest(in: bytes)?.sequence ?? 0
    }

    /// Reads a file's newest whole mark; nil where the file is missing or holds none.
    public static func read(path: String, files: any FileSystem) throws(LogStoreError) -> CommitMark? {
        let bytes = try onStorage { () throws(DurableIOError) in try files.contents(of: path, limit: 65_536) }
        return bytes.flatMap { CommitMark.latest(in: $0) }
    }

    /// Writes a mark over the older copy. Not synced: a crash leaves an older mark, and opening finds the
    /// rest.
    public func write(_ mark: CommitMark) throws(LogStoreError) {
        var mark = mark
        sequence += 1
        mark.sequence = sequence
        let offset = CommitMark.copyOffsets[Int(sequence % 2)]
        try onStorage { () throws(DurableIOError) in try file.write(mark.encoded, at: offset) }
    }

    /// Makes the marks durable; before a checkpoint is signed.
    public func synchronize() throws(LogStoreError) {
        try onStorage { () throws(DurableIOError) in try file.synchronizeData() }
    }

    /// Lets the file go.
    public func close() { file.close() }
}
