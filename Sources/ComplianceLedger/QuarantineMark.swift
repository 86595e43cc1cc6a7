import DurableIO
import LedgerModel
import LogFormat
import LogStore

/// How far the quarantine is known to be durable: the `quarantine/size` file.
///
/// Replaced durably after each sync and before anybody is told that an entry is kept. What is not whole below
/// it is damage; above it, what a crash leaves.
struct QuarantineMark: Hashable, Sendable {
    let end: CommitMark.End

    /// A quarantine that holds nothing.
    static let empty = QuarantineMark(end: StoreTail.empty.end)

    /// The file's path.
    static func path(in store: StoreDirectory) -> String { store.path + "/size" }

    /// Reads the file; nil where there is none.
    static func read(_ store: StoreDirectory) throws(LedgerError) -> QuarantineMark? {
        let path = path(in: store)
        guard
            let bytes = try onFiles({ () throws(DurableIOError) in
                try store.files.contents(of: path, limit: 65_536)
            })
        else { return nil }
        let file = try LineFile.read(bytes, path: path)
        guard let ledger = file["ledger"].flatMap({ Bits128(guid: $0) }),
            let count = file["records"].flatMap({ UInt64($0) }),
            let segment = file["segment"].flatMap({ UInt64($0) }),
            let byte = file["byte"].flatMap({ UInt64($0) })
        else { throw .damagedFile(path: path, reason: "its checksum or one of its lines is wrong") }
        guard LedgerID(ledger) == store.ledger else {
            throw .damagedFile(path: path, reason: "it belongs to another ledger")
        }
        return QuarantineMark(end: CommitMark.End(count: count, segment: segment, byteOffset: byte))
    }

    /// Replaces the file, durably.
    func write(_ store: StoreDirectory) throws(LedgerError) {
        let lines = LineFile([
            ("ledger", store.ledger.description), ("records", String(end.count)),
            ("segment", String(end.segment)), ("byte", String(end.byteOffset)),
        ])
        try onFiles { () throws(DurableIOError) in
            try store.files.replaceAtomically(Self.path(in: store), with: lines.bytes, permissions: 0o600)
        }
    }
}
