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
        let copies = CommitCopies(bytes)
        do throws(LogStoreError) { try copies.requireKnown(path: path) } catch {
            file.close()
            throw error
        }
        sequence = copies.latest?.sequence ?? 0
    }

    /// Reads a file's newest whole mark; nil where the file is missing or holds none. A file that a newer
    /// program wrote is an error.
    public static func read(path: String, files: any FileSystem) throws(LogStoreError) -> CommitMark? {
        let bytes = try onStorage { () throws(DurableIOError) in try files.contents(of: path, limit: 65_536) }
        guard let bytes else { return nil }
        let copies = CommitCopies(bytes)
        try copies.requireKnown(path: path)
        return copies.latest
    }

    /// Writes both copies, so that neither is torn, stale or missing, and removes what stands beside them.
    /// Not synced.
    public func writeTwice(_ mark: CommitMark) throws(LogStoreError) {
        for _ in CommitMark.copyOffsets { try write(mark) }
        try onStorage { () throws(DurableIOError) in
            if try file.size() > CommitCopies.byteCount { try file.truncate(to: CommitCopies.byteCount) }
            for place in CommitCopies.gaps {
                try file.write([UInt8](repeating: 0, count: place.count), at: place.lowerBound)
            }
        }
    }

    /// Writes a mark over the older copy. Not synced: a crash leaves an older mark, and opening finds the
    /// rest.
    public func write(_ mark: CommitMark) throws(LogStoreError) {
        var mark = mark
        let next = sequence + 1
        mark.sequence = next
        let bytes = mark.encoded
        let offset = CommitMark.copyOffsets[Int(next % 2)]
        // After a failure the same copy is written again: the other one may be the only one that is whole.
        try onStorage { () throws(DurableIOError) in try file.write(bytes, at: offset) }
        sequence = next
    }

    /// Makes the marks durable; before a checkpoint is signed.
    public func synchronize() throws(LogStoreError) {
        try onStorage { () throws(DurableIOError) in try file.synchronizeData() }
    }

    /// Lets the file go.
    public func close() { file.close() }
}

/// What stands in the places of a `commit` file's copies, and behind them.
public struct CommitCopies: Sendable {
    public enum Copy: Sendable {
        case whole(CommitMark)
        /// Nothing was ever written there.
        case unwritten
        case broken(FormatError)
    }

    /// Where the last copy ends.
    static let byteCount = CommitMark.copyOffsets.reduce(0) { max($0, $1 + UInt64(CommitMark.byteCount)) }

    /// What lies between the copies.
    static let gaps = zip(CommitMark.copyOffsets, CommitMark.copyOffsets.dropFirst()).map {
        ($0 + UInt64(CommitMark.byteCount))..<$1
    }

    /// In the order of ``LogFormat/CommitMark/copyOffsets``.
    public let copies: [Copy]
    /// The first byte outside of the copies at which something stands; nil where nothing does.
    public let strayByte: UInt64?

    /// Takes a file's bytes apart; a file that ends before a copy's place has none there.
    public init(_ file: [UInt8]) {
        copies = CommitMark.copyOffsets.map { offset in
            let bytes = file.dropFirst(Int(offset)).prefix(CommitMark.byteCount)
            guard bytes.contains(where: { $0 != 0 }) else { return .unwritten }
            do throws(FormatError) {
                return .whole(
                    try bytes.withUnsafeBytes { buffer in
                        Result { () throws(FormatError) in try CommitMark(buffer) }
                    }.get())
            } catch {
                return .broken(error)
            }
        }
        let between = Self.gaps.lazy.compactMap { gap in
            file.indices.clamped(to: Int(gap.lowerBound)..<Int(gap.upperBound)).first { file[$0] != 0 }
        }
        .first.map { UInt64($0) }
        strayByte = between ?? (file.count > Self.byteCount ? Self.byteCount : nil)
    }

    /// The later of the whole copies.
    public var latest: CommitMark? {
        copies.compactMap { if case .whole(let mark) = $0 { mark } else { nil } }
            .max { $0.sequence < $1.sequence }
    }

    /// Refuses copies whose checksum is right and which say what this program does not know: one of them may
    /// be the later one, and neither is written over.
    public func requireKnown(path: String) throws(LogStoreError) {
        for case .broken(let error) in copies where error.isOfAnotherVersion {
            throw .unknownFile(path: path, error)
        }
    }

    /// The place of a copy that was written and is not whole, and what is wrong with it; nil where there is
    /// none. A copy that was never written is whole where the other is the first mark of all.
    public var broken: (byteOffset: UInt64, nature: String)? {
        for (offset, copy) in zip(CommitMark.copyOffsets, copies) {
            switch copy {
            case .whole: continue
            case .broken(let error): return (offset, "\(error)")
            case .unwritten:
                if latest.map({ $0.sequence > 1 }) ?? false { return (offset, "nothing stands there") }
            }
        }
        return nil
    }
}
