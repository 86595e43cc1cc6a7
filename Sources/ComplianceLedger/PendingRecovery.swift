import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle

/// What was cut from the log and is to be told by events: the `recovery` file. It is written before anything
/// is cut and goes when the events are durable, so that a crash in between loses none of them.
struct PendingRecovery: Hashable, Sendable {
    /// One torn tail.
    struct Cut: Hashable, Sendable {
        /// The position that the first lost record would have had.
        var number: UInt64
        var byteCount: Int
        /// The segment's first number, and where the torn bytes began in it.
        var segment: UInt64
        var byteOffset: UInt64
        /// Of the torn bytes.
        var digest: SHA256Digest
    }

    private(set) var cuts: [Cut] = []

    /// Adds a cut, unless it is there already.
    mutating func add(_ cut: Cut) { if !cuts.contains(cut) { cuts.append(cut) } }

    /// Reads the file; without it nothing is to be told.
    static func read(_ layout: LedgerLayout, files: any FileSystem) throws(LedgerError) -> PendingRecovery {
        let bytes = try onFiles { () throws(DurableIOError) in
            try files.contents(of: layout.recovery, limit: 65_536)
        }
        var out = PendingRecovery()
        guard let bytes else { return out }
        let wrong = LedgerError.damagedFile(
            path: layout.recovery, reason: "its checksum or one of its lines is wrong")
        let file = try LineFile.read(bytes, path: layout.recovery)
        for line in file.lines where line.name == Self.line {
            let words = line.value.split(separator: " ")
            guard words.count == 5, let number = UInt64(words[0]), let count = Int(words[1]), count >= 0,
                let segment = UInt64(words[2]), let byte = UInt64(words[3]),
                let digest = SHA256Digest(base64: Array(words[4].utf8))
            else { throw wrong }
            out.add(
                Cut(number: number, byteCount: count, segment: segment, byteOffset: byte, digest: digest))
        }
        return out
    }

    /// Writes the file, durably.
    func write(_ layout: LedgerLayout, files: any FileSystem) throws(LedgerError) {
        let lines = cuts.map { cut in
            let numbers = [cut.number, UInt64(cut.byteCount), cut.segment, cut.byteOffset]
            return (
                name: Self.line, value: numbers.map { "\($0) " }.joined() + cut.digest.base64
            )
        }
        let bytes = LineFile(lines).bytes
        try onFiles { () throws(DurableIOError) in
            try files.replaceAtomically(layout.recovery, with: bytes, permissions: 0o600)
        }
    }

    /// `cut NUMBER BYTES SEGMENT BYTE SHA-256`.
    private static let line = "cut"
}
