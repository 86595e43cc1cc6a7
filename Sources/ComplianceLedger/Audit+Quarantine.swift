import DeterministicCBOR
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle

extension Audit {
    /// The quarantine: its mark, its segments up to there, and every entry.
    mutating func quarantine(_ opening: LedgerOpening) {
        let store = opening.stores.quarantine
        let mark: QuarantineMark?
        do throws(LedgerError) { mark = try QuarantineMark.read(store) } catch {
            if error.provesDamage { damaged.insert(store.kind) }
            return note(error)
        }
        if mark == nil {
            note(.damage, "\(QuarantineMark.path(in: store)): it is missing, though every ledger has it")
        }
        guard let end = mark?.end ?? (try? QuarantineOpening(store))?.tail.end else { return }
        var kept: Set<Bits128> = []
        var wrong: [String] = []
        walk(store, end: end) { block in
            for index in 0..<block.count {
                let number = block.header.first + UInt64(index)
                let result = Result { () throws(CBORError) in try QuarantineRecord(block.record(index)) }
                switch result {
                case .failure(let error): wrong.append("quarantine entry \(number): \(error)")
                case .success(let record) where record.isReference:
                    if !kept.contains(record.id) {
                        wrong.append("quarantine entry \(number): the entry that has its bytes is not there")
                    }
                case .success(let record): kept.insert(record.id)
                }
            }
        }
        let isWhole = !damaged.contains(store.kind) && !unreadable.contains(store.kind)
        // Behind a gap, references may lead into it.
        if isWhole { for text in wrong { note(.damage, text) } }
        report.quarantined = end.count
    }

    /// What opening for writing would find behind the ends: what a crash left, what was added, and whatever
    /// it would refuse.
    mutating func behindTheEnds(_ opening: LedgerOpening) {
        // A writer at work is always a little ahead of what it has said. What stands still is looked at
        // twice: the writer may have stopped in between.
        guard !problems(behind: opening).isEmpty, !isBeingWritten else { return }
        let told = Set(report.findings.map(\.text))
        for finding in problems(behind: opening) where !told.contains(finding.text) {
            report.findings.append(finding)
        }
    }

    private func problems(behind opening: LedgerOpening) -> [AuditReport.Finding] {
        let found: LedgerOpening.Found
        do throws(LedgerError) { found = try opening.find() } catch {
            guard error.provesDamage else {
                let isTold = report.findings.contains { $0.grade == .incomplete }
                return isTold ? [] : [AuditReport.Finding(grade: .incomplete, text: "\(error)")]
            }
            if case .store(.damaged(let damage)) = error, damaged.contains(damage.store) { return [] }
            return [AuditReport.Finding(grade: .damage, text: "\(error)")]
        }
        var problems: [AuditReport.Finding] = []
        for torn in found.torn + [found.quarantine.torn].compactMap(\.self) {
            for part in torn.parts where part.byteCount > 0 || part.removesFile {
                problems.append(
                    AuditReport.Finding(
                        grade: .disposable,
                        text: "\(opening.store(torn.store).segmentPath(part.segment)), byte "
                            + "\(part.byteOffset): \(part.byteCount) bytes that nobody was told of; the "
                            + "next opening for writing puts them aside"))
            }
        }
        for cut in found.recovery.cuts {
            problems.append(
                AuditReport.Finding(
                    grade: .disposable,
                    text: "\(layout.recovery): \(cut.byteCount) bytes were cut behind record \(cut.number); "
                        + "the next opening for writing says so by an event"))
        }
        problems += strayHashes(size: found.log.end.count)
        if let size = report.checkpointSize, let mark = found.highWater, mark.size > size {
            problems.append(
                AuditReport.Finding(
                    grade: .disposable,
                    text: "\(layout.checkpoint): it is over \(size) events, though \(mark.size) were signed; "
                        + "the next opening for writing publishes that"))
        }
        return problems
    }

    /// Files among the stored hashes that are larger than the tree, or of no level.
    private func strayHashes(size: UInt64) -> [AuditReport.Finding] {
        let names = (try? environment.files.list(layout.hashes)) ?? []
        return names.compactMap { name in
            let path = layout.hashes + "/" + name
            let found = (try? environment.files.information(path)) ?? nil
            // A file holds the nodes over 256 of those of the file before.
            let level = Int(name).flatMap { (0..<8).contains($0) ? $0 : nil }
            let most = level.map { (size >> (8 * UInt64($0))) * UInt64(SHA256Digest.byteCount) } ?? 0
            guard let found, found.size > most || level == nil else { return nil }
            return AuditReport.Finding(
                grade: .disposable,
                text: "\(path), byte \(most): \(found.size - most) bytes that are hashes of no record")
        }
    }

    var isBeingWritten: Bool {
        // Who has never written left no lock, and none is made here.
        guard let lock = try? environment.files.information(layout.lock), lock.kind == .file else {
            return false
        }
        do throws(DurableIOError) {
            try environment.files.lock(layout.lock).unlock()
            return false
        } catch {
            return error.code == .locked
        }
    }
}
