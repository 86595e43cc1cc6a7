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
        var wanting: [String] = []
        do throws(LedgerError) { _ = try keys.signer() } catch {
            noteKey(error)
            wanting.append("the key: \(error)")
        }
        do throws(LedgerError) { _ = try keys.secret() } catch {
            noteKey(error)
            wanting.append("the secret: \(error)")
        }
        let reason = wanting.joined(separator: "; ")
        report.cover(
            .keys, wanting.isEmpty ? .checked : wanting.count == 1 ? .partly(reason) : .not(reason))
        do throws(LedgerError) {
            if let checkpoint = try opening.checkpoint() {
                take(checkpoint)
            } else if try HighWater.read(layout, files: environment.files) != nil {
                // The first one is published behind its mark: a writer may be about to, or just have.
                let isPublishing = isBeingWritten
                if let checkpoint = try opening.checkpoint() {
                    take(checkpoint)
                } else if isPublishing {
                    report.cover(.signature, .not("a writer is at work and has published none yet"))
                } else {
                    note(
                        .incomplete,
                        "\(layout.checkpoint): it is missing, though \(layout.highWater) says that one was "
                            + "signed; no signature could be checked", file: layout.checkpoint)
                    report.cover(.signature, .not("the checkpoint is missing"))
                }
            } else {
                report.cover(.signature, .not("nothing is signed yet"))
            }
        } catch {
            report.cover(.signature, .not("\(error)"))
            note(error)
        }
        do throws(LedgerError) {
            if let mark = try HighWater.read(layout, files: environment.files) {
                signed.append((mark.size, mark.root, layout.highWater))
                report.cover(.highWater, .checked)
            } else if report.checkpointSize ?? 0 > 0 {
                note(
                    .damage, "\(layout.highWater): it is missing, though a checkpoint was signed",
                    shape: .missing, file: layout.highWater)
                report.cover(.highWater, .not("it is missing"))
            } else {
                report.cover(.highWater, .not("nothing is signed yet"))
            }
        } catch {
            report.cover(.highWater, .not("\(error)"))
            note(error, shape: small(layout.highWater))
        }
        commitCopies(opening)
    }

    private mutating func take(_ checkpoint: VerifiedCheckpoint) {
        report.checkpointSize = checkpoint.head.size
        signed.append((checkpoint.head.size, checkpoint.head.root, layout.checkpoint))
        report.cover(.signature, .checked)
    }

    /// A key that is not to be read leaves its check undone; one that is read and wrong is damage.
    private mutating func noteKey(_ error: LedgerError) {
        guard case .file(let path, let reason) = error else {
            return note(.incomplete, "\(error)", cause: error.failedCall)
        }
        let isMissing = (try? environment.files.information(path)) == .some(nil)
        note(
            isMissing ? .incomplete : .damage, "\(path): \(reason)",
            shape: isMissing ? .missing : small(path), file: path)
    }

    /// What a damaged small file looks like, where its bytes tell.
    private func small(_ path: String) -> DamageShape? {
        guard let bytes = (try? environment.files.contents(of: path, limit: 65_536)) ?? nil else {
            return nil
        }
        if bytes.isEmpty { return .truncated }
        if bytes.allSatisfy({ $0 == 0 }) { return .zeroed }
        return LineFile.shape(of: bytes)
    }

    /// The copies of the mark. One that is torn is read again: a writer may be writing it at this instant,
    /// and one that nobody writes stays as it is.
    private func settledCopies() throws(DurableIOError) -> (bytes: [UInt8], copies: CommitCopies)? {
        var last: (bytes: [UInt8], copies: CommitCopies)?
        for _ in 0..<Self.mostReadings {
            guard let bytes = try environment.files.contents(of: layout.commit, limit: 65_536) else {
                return nil
            }
            let copies = CommitCopies(bytes)
            let isWhole = copies.broken == nil && copies.strayByte == nil && copies.latest != nil
            if isWhole || bytes == last?.bytes { return (bytes, copies) }
            last = (bytes, copies)
        }
        return last
    }

    private static let mostReadings = 1_000

    /// A crash leaves one copy torn at most, and none is torn once a checkpoint was signed behind it.
    private mutating func commitCopies(_ opening: LedgerOpening) {
        let path = layout.commit
        let most = signed.map(\.size).max() ?? 0
        let found: (bytes: [UInt8], copies: CommitCopies)?
        do throws(DurableIOError) { found = try settledCopies() } catch {
            report.cover(.commit, .not("\(error)"))
            return note(.storage(error))
        }
        do throws(LogStoreError) { try found?.copies.requireKnown(path: path) } catch {
            report.cover(.commit, .not("\(error)"))
            return note(.store(error))
        }
        report.cover(.commit, .checked)
        guard let (bytes, commit) = found else {
            if !signed.isEmpty { note(.damage, "\(path): it is missing", shape: .missing, file: path) }
            return
        }
        guard let mark = commit.latest else {
            if most > 0 || commit.broken != nil {
                note(
                    .damage, "\(path), byte 0: neither copy is whole",
                    shape: bytes.isEmpty ? .truncated : bytes.allSatisfy { $0 == 0 } ? .zeroed : .overwritten,
                    file: path, byte: 0)
            }
            return
        }
        if mark.ledger != opening.origin.id {
            note(
                .damage, "\(path), byte 8: it belongs to another ledger", shape: .foreignSegment, file: path,
                byte: 8)
        } else if mark.log.count < most, commit.broken == nil {
            note(
                .damage,
                "\(path): it says that \(mark.log.count) events are durable, but \(most) were signed",
                shape: .rolledBack, file: path)
        }
        if let broken = commit.broken {
            note(
                .disposable,
                "\(path), byte \(broken.byteOffset): this copy is not whole (\(broken.nature)), the "
                    + "other one is", file: path, byte: broken.byteOffset)
        }
        if let place = commit.strayByte {
            note(
                .disposable, "\(path), byte \(place): something stands there that is no mark", file: path,
                byte: place)
        }
    }
}
