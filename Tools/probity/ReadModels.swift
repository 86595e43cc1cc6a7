import ComplianceLedger
import ComplianceState
import LedgerModel
import Merkle
import Projections
import StrictJSON

/// The read models of a ledger, as the verbs need them.
enum ReadModels {
    /// Brings the read models up to the end of the log; verbs that write do so before they exit.
    ///
    /// The events are durable before, so that the verb's summary is printed whatever becomes of this.
    /// - Parameters:
    ///   - events: how many the verb recorded, where it says so.
    ///   - report: prints the verb's summary, before an error is thrown.
    static func catchUp(
        _ path: String, recorded events: UInt64? = nil, thenReport report: () -> Void = {}
    ) throws {
        let result = Result { try project(path) }
        report()
        if case .failure(let cause) = result { throw BehindError(events: events, cause: cause) }
    }

    private static func project(_ path: String) throws {
        let ledger = try Ledger.open(path)
        let store = try ProjectionStore.open(of: ledger, for: .writing)
        defer { store.close() }
        let progress = ProgressBar("read models")
        try Projector(store).catchUp(from: ledger) { progress.show($0.size.value, of: $0.logSize.value) }
        progress.end()
    }

    /// That events were recorded and the read models do not know them.
    struct BehindError: Error, CustomStringConvertible {
        let events: UInt64?
        let cause: any Error

        /// What stopped the reading of the log, where that is the cause.
        var ledgerError: LedgerError? {
            (cause as? ProjectionError)?.ledgerError ?? cause as? LedgerError
        }

        var description: String {
            let reason = (cause as? ProjectionError).map { "could not \($0.operation): \($0.reason)" }
            return (events.map { "\($0) events are recorded" } ?? "what was recorded is kept")
                + "; the read models could not be brought up to date: \(reason ?? "\(cause)"); "
                + "probity rebuild makes them again"
        }
    }

    /// Makes the read models anew beside the old ones, and puts them in their place.
    static func rebuild(_ path: String) throws -> RebuildReport {
        let ledger = try Ledger.open(path)
        let progress = ProgressBar("read models")
        let report = try ProjectionStore.rebuild(of: ledger) {
            progress.show($0.size.value, of: $0.logSize.value)
        }
        progress.end()
        return report
    }

    /// Compares every row with what the log says.
    static func compare(_ ledger: Ledger) throws -> ReadModelComparison {
        let store = try ProjectionStore.open(of: ledger, for: .reading)
        defer { store.close() }
        return ReadModelComparison(report: try store.verify(against: ledger), size: ledger.size)
    }

    struct Status {
        var name: String
        var position: UInt64
        var lag: UInt64
        var problem: String?
    }

    /// How far the read models are; what is wrong with them is part of the answer.
    static func status(of ledger: Ledger) -> [Status] {
        do throws(ProjectionError) {
            let store = try ProjectionStore.open(of: ledger, for: .reading)
            defer { store.close() }
            let progress = try store.progress()
            return [
                Status(
                    name: "read models", position: progress.size.value,
                    lag: ledger.size.value - min(ledger.size.value, progress.size.value))
            ]
        } catch {
            return [
                Status(name: "read models", position: 0, lag: ledger.size.value, problem: error.description)
            ]
        }
    }

    /// Asks the read models, where they know all that the log does; else says why they are not asked.
    ///
    /// - Returns: whether `body` ran to its end. Where it did not, whatever it was told is whole as far as it
    ///   goes.
    /// - Parameter instead: what the caller does otherwise.
    static func answer(
        about ledger: Ledger, instead: String = "folding the log",
        _ body: (ProjectionReading) throws(ProjectionError) -> Void
    ) -> Bool {
        // Nothing was recorded yet: there is nothing that read models could know.
        guard ledger.size.value > 0 else { return false }
        do throws(ProjectionError) {
            let store = try ProjectionStore.open(of: ledger, for: .reading)
            defer { store.close() }
            return try store.read { reading throws(ProjectionError) in
                guard reading.progress.size == ledger.size else {
                    tellDifference(reading.progress.size, ledger.size, instead)
                    return false
                }
                try body(reading)
                return true
            }
        } catch {
            Terminal.note("could not \(error.operation): \(error.reason); \(instead) instead")
            // A statement that SQLite refuses has no table that it needs.
            if let hint = error.hint ?? (error.code == .statement ? "probity rebuild" : nil) {
                Terminal.hint(hint)
            }
            return false
        }
    }

    /// What the read models say where the question is about all that is known, else what `otherwise` finds.
    ///
    /// - Parameters:
    ///   - isAboutNow: whether all that was recorded is known in the question.
    ///   - instead: what `otherwise` is said to do where the read models cannot answer.
    static func find<Found>(
        about ledger: Ledger, isAboutNow: Bool, instead: String = "folding the log",
        read: (ProjectionReading) throws(ProjectionError) -> Found, otherwise: () throws -> Found
    ) throws -> Found {
        if isAboutNow {
            var found: Found?
            let isAnswered = answer(about: ledger, instead: instead) { reading throws(ProjectionError) in
                found = try read(reading)
            }
            if isAnswered, let found { return found }
        }
        return try otherwise()
    }

    private static func tellDifference(_ known: TreeSize, _ size: TreeSize, _ instead: String) {
        guard known < size else {
            // A writer went on while the ledger was being opened.
            Terminal.note(
                "the read models are at \(known.value) events already, and the question is about "
                    + "\(size.value); \(instead) instead")
            return
        }
        Terminal.note(
            "the read models lag: they hold \(known.value) of \(size.value) events; \(instead) instead")
        Terminal.hint("probity rebuild")
    }
}

/// What comparing the read models with the log came to.
struct ReadModelComparison {
    let report: VerificationReport
    let size: TreeSize

    var agrees: Bool { report.isGood }

    func tell() {
        for difference in report.differences {
            Terminal.line(
                Terminal.plain(
                    "differs: \(difference.subject), \(difference.part): expected "
                        + "\(difference.expected ?? "nothing"), found \(difference.found ?? "nothing")"))
        }
        Terminal.line(
            agrees
                ? "the read models agree: \(report.compared) rows compared, digest \(report.digest.hex)"
                : "the read models differ in \(report.total) places: digest \(report.digest.hex), expected "
                    + report.expectedDigest.hex)
        if report.size < size {
            Terminal.note("the read models lag: compared at \(report.size.value) of \(size.value) events")
        }
    }

    func write(_ writer: inout JSONWriter) {
        writer.key("projections")
        writer.beginObject()
        writer.key("agree")
        writer.bool(agrees)
        writer.key("size")
        writer.uint64(report.size.value)
        writer.key("compared")
        writer.int64(Int64(report.compared))
        writer.key("differences")
        writer.int64(Int64(report.total))
        writer.key("digest")
        writer.string(report.digest.hex)
        writer.key("expectedDigest")
        writer.string(report.expectedDigest.hex)
        writer.endObject()
    }
}
