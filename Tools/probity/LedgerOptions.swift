public import ArgumentParser
public import ComplianceHistory
import ComplianceLedger
import Foundation
import LedgerModel

/// Where the ledger is.
struct LedgerOptions: ParsableArguments {
    @Option(name: .long, help: "The ledger's folder; else $PROBITY_LEDGER, else ./ledger.")
    var ledger: String?

    var path: String { ledger ?? ProcessInfo.processInfo.environment["PROBITY_LEDGER"] ?? "ledger" }

    func open(_ mode: Ledger.Mode = .reading) throws -> Ledger {
        let ledger = try Ledger.open(path, for: mode)
        if let recovery = ledger.recovery, recovery.bytesCut > 0 {
            Terminal.note(
                "recovered: \(recovery.bytesCut) bytes behind the last whole batch were put into quarantine")
        }
        if mode == .writing { try noteClock(of: ledger) }
        return ledger
    }
}

/// Says so where this machine's clock is behind the last event.
func noteClock(of ledger: Ledger) throws {
    guard let last = try ledger.recordedAheadOfClock() else { return }
    Terminal.note(
        "the last event was recorded at \(last), which is ahead of this machine's clock: new events get that "
            + "time until the clock has passed it")
}

/// The two clocks.
struct TimeOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .unconditional,
        help: "When it happened: RFC 3339, a date (its last instant, UTC), -30d, or @POSITION.")
    var asOf: TimeExpression?

    @Option(name: .long, parsing: .unconditional, help: "When the ledger had learned it; the same forms.")
    var knownAt: TimeExpression?

    func resolve(_ history: History) throws -> ResolvedTimes {
        try history.resolve(asOf: asOf, knownAt: knownAt)
    }
}

extension TimeExpression: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

/// How the answer is written.
struct FormatOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, jsonl, csv }

    @Flag(name: .long, help: "The same as --format json.")
    var json = false

    @Option(name: .long, help: "How the answer is written.")
    var format: Format = .table

    var chosen: Format { json ? .json : format }
}

/// One object or a page for people.
struct JSONOption: ParsableArguments {
    @Flag(name: .long, help: "One JSON object.")
    var json = false
}
