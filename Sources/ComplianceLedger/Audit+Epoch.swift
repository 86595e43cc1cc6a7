import DurableIO
import Merkle

extension Audit {
    /// Which epoch it is, and from where it goes on: the records must have the root that was restored.
    mutating func epoch(_ opening: LedgerOpening) {
        report.epoch = opening.origin.epoch
        if let began = opening.origin.began {
            report.epochBegan = began.size
            if began.size > 0 { signed.append((began.size, began.root, layout.origin)) }
        }
        do throws(LedgerError) {
            let pending = try PendingRestore.read(layout, files: environment.files)
            for rollback in pending.rollbacks {
                note(
                    .disposable,
                    "\(layout.restored): epoch \(rollback.epoch) began at position \(rollback.head.size); "
                        + "the next opening for writing says so by an event")
            }
        } catch {
            note(error)
        }
    }
}
