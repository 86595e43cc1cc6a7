import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat

extension Audit {
    /// The quarantine: its mark, its segments up to there, and every entry.
    mutating func quarantine(_ opening: LedgerOpening, _ progress: (UInt64, UInt64) -> Void) {
        let store = opening.stores.quarantine
        let mark: QuarantineMark?
        do throws(LedgerError) { mark = try QuarantineMark.read(store) } catch {
            if error.provesDamage { damaged.insert(store.kind) }
            report.cover(.quarantine, .not("nobody can say where it ends: \(error)"))
            return note(error)
        }
        let path = QuarantineMark.path(in: store)
        if mark == nil {
            note(.damage, "\(path): it is missing, though every ledger has it", shape: .missing, file: path)
        }
        guard let end = mark?.end ?? (try? QuarantineOpening(store))?.tail.end else {
            return report.cover(.quarantine, .not("nobody can say where it ends"))
        }
        var kept: Set<Bits128> = []
        var wrong: [(number: UInt64, text: String, grade: AuditReport.Finding.Grade)] = []
        var erased = RangeSet<UInt64>()
        walk(store, end: end, .quarantine, progress) { item in
            for index in 0..<item.block.count {
                let number = item.block.header.first + UInt64(index)
                let result = Result { () throws(RecordError) in
                    try QuarantineRecord(item.block.record(index))
                }
                switch result {
                case .failure(let error):
                    wrong.append((number, "\(error)", error.isOfAnotherVersion ? .incomplete : .damage))
                case .success(let record) where record.isErased: erased.insert(number)
                case .success(let record) where record.isReference:
                    if !kept.contains(record.id) {
                        wrong.append((number, "the entry that has its bytes is not there", .damage))
                    }
                case .success(let record): kept.insert(record.id)
                }
            }
        }
        let isWhole = !damaged.contains(store.kind) && !unreadable.contains(store.kind)
        // Behind a gap, references may lead into it.
        if isWhole {
            for (number, text, grade) in wrong {
                note(
                    grade, "quarantine entry \(number): \(text)", file: layout.quarantine,
                    records: number..<(number + 1))
            }
        }
        report.quarantined = end.count
        self.erased.quarantined = erased
    }

    /// What opening for writing would find behind the ends: what a crash left, what was added, and whatever
    /// it would refuse.
    mutating func behindTheEnds(_ opening: LedgerOpening) {
        // A writer at work is always a little ahead of what it has said.
        var failure: LedgerError?
        let looked = whileNobodyWrites(opening) {
            failure = nil
            do throws(LedgerError) { return try problems(behind: opening) } catch {
                failure = error
                return [
                    AuditReport.Finding(
                        error.provesDamage ? .damage : .incomplete, "\(error)", cause: error.failedCall)
                ]
            }
        }
        guard let looked else {
            return report.cover(
                .behindTheEnds, .not("a writer is at work, and always a little ahead of what it has said"))
        }
        report.cover(.behindTheEnds, failure.map { .not("\($0)") } ?? .checked)
        let told = Set(report.findings.map(\.text))
        let isKnown = failure.map { isTold($0) } ?? false
        if !isKnown { report.findings += looked.filter { !told.contains($0.text) } }
    }

    /// Whether what kept opening from finding the ends is told already.
    private func isTold(_ failure: LedgerError) -> Bool {
        guard failure.provesDamage else { return report.findings.contains { $0.grade == .incomplete } }
        guard case .store(.damaged(let damage)) = failure else { return false }
        return damaged.contains(damage.store)
    }

    /// Looks where a writer would be seen at its work; nil where one is. What stands still is looked at until
    /// nothing changed meanwhile: a writer may have come and gone.
    func whileNobodyWrites(
        _ opening: LedgerOpening, _ look: () -> [AuditReport.Finding]
    ) -> [AuditReport.Finding]? {
        for _ in 0..<Self.mostLooks {
            let before = stamp(opening)
            let found = look()
            if found.isEmpty { return found }
            if isBeingWritten { return nil }
            // Whoever ended in between said last what there is.
            if stamp(opening) == before { return found }
        }
        return nil
    }

    private static let mostLooks = 8

    /// What changes with everything that a writer does: the lengths of all files in the stores, and the bytes
    /// of the small files.
    private func stamp(_ opening: LedgerOpening) -> [String] {
        var out: [String] = []
        for path in [layout.commit, layout.checkpoint, layout.highWater, layout.recovery] {
            let bytes = (try? environment.files.contents(of: path, limit: 65_536)) ?? nil
            out.append("\(path) \(bytes.map { CRC32C.checksum($0) } ?? 0) \(bytes?.count ?? 0)")
        }
        let stores = opening.stores
        let folders = [stores.log, stores.privateRecords, stores.identities, stores.quarantine].map(\.path)
        for folder in folders + [layout.hashes] {
            for name in (try? environment.files.list(folder)) ?? [] {
                let found = (try? environment.files.information(folder + "/" + name)) ?? nil
                out.append("\(folder)/\(name) \(found?.size ?? 0)")
            }
        }
        return out
    }

    private func problems(behind opening: LedgerOpening) throws(LedgerError) -> [AuditReport.Finding] {
        let found = try opening.find()
        var problems: [AuditReport.Finding] = []
        for torn in found.torn + [found.quarantine.torn].compactMap(\.self) {
            for part in torn.parts where part.byteCount > 0 || part.removesFile {
                problems.append(
                    AuditReport.Finding(
                        .disposable,
                        "\(opening.store(torn.store).segmentPath(part.segment)), byte "
                            + "\(part.byteOffset): \(part.byteCount) bytes that nobody was told of; the "
                            + "next opening for writing puts them aside",
                        file: opening.store(torn.store).segmentPath(part.segment), byte: part.byteOffset))
            }
        }
        for cut in found.recovery.cuts {
            problems.append(
                AuditReport.Finding(
                    .disposable,
                    "\(layout.recovery): \(cut.byteCount) bytes were cut behind record \(cut.number); "
                        + "the next opening for writing says so by an event", file: layout.recovery))
        }
        problems += try strayHashes(size: found.log.end.count)
        if let size = found.published?.size, let mark = found.highWater, mark.size > size {
            problems.append(
                AuditReport.Finding(
                    .disposable,
                    "\(layout.checkpoint): it is over \(size) events, though \(mark.size) were signed; "
                        + "the next opening for writing publishes that", file: layout.checkpoint))
        }
        return problems
    }

    /// Files among the stored hashes that are larger than the tree, or of no level.
    private func strayHashes(size: UInt64) throws(LedgerError) -> [AuditReport.Finding] {
        let names = try onFiles { () throws(DurableIOError) in
            do throws(DurableIOError) { return try environment.files.list(layout.hashes) } catch {
                guard error.code == .notFound else { throw error }
                return []
            }
        }
        return names.compactMap { name in
            let path = layout.hashes + "/" + name
            let found = (try? environment.files.information(path)) ?? nil
            // A file holds the nodes over 256 of those of the file before.
            let level = Int(name).flatMap { (0..<8).contains($0) ? $0 : nil }
            let most = level.map { (size >> (8 * UInt64($0))) * UInt64(SHA256Digest.byteCount) } ?? 0
            guard let found, found.size > most || level == nil else { return nil }
            return AuditReport.Finding(
                .disposable,
                "\(path), byte \(most): \(found.size - most) bytes that are hashes of no record",
                file: path, byte: most)
        }
    }

    /// Whether a writer has the ledger open. Asks without taking the lock: a writer that begins at this
    /// instant must not be refused.
    var isBeingWritten: Bool { (try? environment.files.isLocked(layout.lock)) ?? false }
}
