import Attestation
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle

extension Audit {
    /// `origin`, key and secret, `commit`, `checkpoint`, `highwater`.
    mutating func smallFiles(_ opening: LedgerOpening) {
        let keys = LedgerKeys(layout: layout, files: environment.files, origin: opening.origin)
        do throws(LedgerError) { _ = try keys.signer() } catch { noteKey(error) }
        do throws(LedgerError) { _ = try keys.secret() } catch { noteKey(error) }
        do throws(LedgerError) {
            if let checkpoint = try opening.checkpoint() {
                report.checkpointSize = checkpoint.head.size
                signed.append((checkpoint.head.size, checkpoint.head.root, layout.checkpoint))
            } else if try HighWater.read(layout, files: environment.files) != nil {
                note(
                    .incomplete,
                    "\(layout.checkpoint): it is missing, though \(layout.highWater) says that one was "
                        + "signed; no signature could be checked")
            }
        } catch {
            note(error)
        }
        do throws(LedgerError) {
            if let mark = try HighWater.read(layout, files: environment.files) {
                signed.append((mark.size, mark.root, layout.highWater))
            } else if report.checkpointSize ?? 0 > 0 {
                note(.damage, "\(layout.highWater): it is missing, though a checkpoint was signed")
            }
        } catch {
            note(error)
        }
        commitCopies(opening)
    }

    /// A key that is not to be read leaves its check undone; one that is read and wrong is damage.
    private mutating func noteKey(_ error: LedgerError) {
        guard case .file(let path, let reason) = error else { return note(.incomplete, "\(error)") }
        let isMissing = (try? environment.files.information(path)) == .some(nil)
        note(isMissing ? .incomplete : .damage, "\(path): \(reason)")
    }

    /// A crash leaves one copy torn at most, and none is torn once a checkpoint was signed behind it.
    private mutating func commitCopies(_ opening: LedgerOpening) {
        let most = signed.map(\.size).max() ?? 0
        let bytes: [UInt8]?
        do throws(DurableIOError) {
            bytes = try environment.files.contents(of: layout.commit, limit: 65_536)
        } catch {
            return note(.storage(error))
        }
        guard let bytes else {
            if !signed.isEmpty { note(.damage, "\(layout.commit): it is missing") }
            return
        }
        let commit = CommitCopies(bytes)
        guard let mark = commit.latest else {
            if most > 0 || commit.broken != nil {
                note(.damage, "\(layout.commit), byte 0: neither copy is whole")
            }
            return
        }
        if mark.ledger != opening.origin.id {
            note(.damage, "\(layout.commit), byte 8: it belongs to another ledger")
        } else if mark.log.count < most, commit.broken == nil {
            note(
                .damage,
                "\(layout.commit): it says that \(mark.log.count) events are durable, but \(most) were signed"
            )
        }
        if let broken = commit.broken {
            note(
                .disposable,
                "\(layout.commit), byte \(broken.byteOffset): this copy is not whole (\(broken.nature)), the "
                    + "other one is")
        }
        if let place = commit.strayByte {
            note(.disposable, "\(layout.commit), byte \(place): something stands there that is no mark")
        }
    }
}
