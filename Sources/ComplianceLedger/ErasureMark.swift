import DurableIO
import LedgerModel

/// Up to which position the erasures that events tell of were carried out: the `erased` file.
///
/// The event is durable first; then bytes are erased; then this file says so. A crash in between leaves an
/// event at or above the mark, and the next opening for writing carries it out. Without the file all are
/// carried out again, which changes nothing where nothing is left: it can be deleted.
struct ErasureMark: Hashable, Sendable {
    /// Erasures of events below this position need not be looked at.
    var through: UInt64

    /// Reads the file; nothing was carried out where it is missing or not whole.
    /// - Throws: ``LedgerError/storage(_:)`` where it is there and cannot be read.
    static func read(
        _ layout: LedgerLayout, ledger: LedgerID, files: any FileSystem
    ) throws(LedgerError) -> ErasureMark {
        let contents: [UInt8]?
        do throws(DurableIOError) { contents = try files.contents(of: layout.erased, limit: 4_096) } catch {
            // One that is too large is none.
            guard error.code == .tooLarge else { throw .storage(error) }
            contents = nil
        }
        guard let bytes = contents, let file = LineFile(bytes), file["format"] == nil,
            let name = file["ledger"].flatMap({ Bits128(guid: $0) }), LedgerID(name) == ledger,
            let through = file["through"].flatMap({ UInt64($0) })
        else { return ErasureMark(through: 0) }
        return ErasureMark(through: through)
    }

    /// Replaces the file, durably.
    func write(_ layout: LedgerLayout, ledger: LedgerID, files: any FileSystem) throws(LedgerError) {
        let lines = LineFile([("ledger", ledger.description), ("through", String(through))])
        try onFiles { () throws(DurableIOError) in
            try files.replaceAtomically(layout.erased, with: lines.bytes, permissions: 0o600)
        }
    }
}
