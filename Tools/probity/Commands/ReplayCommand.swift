import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import ComplianceState
import LedgerModel
import Merkle
import StrictJSON

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Fold the log again from its bytes, and compare it with the read models.",
        discussion: """
            EXAMPLES
              probity replay
              probity replay --until 2026-03-03
              probity replay --verify-projections

            Prints a digest of all states: two ledgers that hold the same facts have the same one. With \
            --verify-projections every row is compared; 1 where any differs.
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var output: JSONOption
    @Option(
        name: .long, parsing: .unconditional,
        help: "States as of this instant, known at it: RFC 3339, a date, -30d, or @POSITION.")
    var until: TimeExpression?
    @Flag(name: .long, help: "Compare every state with the read models.")
    var verifyProjections = false

    func run() throws {
        try carryOut("replaying \(place.path)") {
            let history = History(try place.open())
            let times = try history.resolve(asOf: nil, knownAt: until)
            let progress = ProgressBar("folding")
            let started = ContinuousClock.now
            // Without an end the digest is over all that the log says, of the future too, so that it does not
            // depend on when it is made.
            let instant = until == nil ? Timestamp.latest : times.asOf
            let fold = try history.fold(below: times.prefix) { progress.show($0, of: times.prefix.value) }
            var states: [SHA256Digest] = []
            fold.forEachDevice { device in
                guard device.facts.contains(where: { $0.occurred <= instant }) else { return }
                states.append(
                    SHA256.hash(of: StateDigest.bytes(of: device.state(asOf: instant), key: device.key)))
            }
            progress.end()
            // Devices that are known by hardware ids alone stand in an order that chance made.
            var digest = SHA256()
            for state in states.sorted() { digest.update(state.bytes) }
            let devices = UInt64(states.count)
            let seconds = (ContinuousClock.now - started) / .seconds(1)
            let comparison = verifyProjections ? try ReadModels.compare(history.ledger) : nil
            let rate = UInt64(Double(times.prefix.value) / max(seconds, 0.000_001))
            if output.json {
                Terminal.json { writer in
                    writer.beginObject()
                    times.write(&writer)
                    for (name, value) in [
                        ("events", times.prefix.value), ("devices", devices),
                        ("facts", UInt64(fold.factCount)),
                        ("eventsPerSecond", rate),
                    ] {
                        writer.key(name)
                        writer.uint64(value)
                    }
                    writer.key("digest")
                    writer.string(digest.finalized().hex)
                    if let comparison { comparison.write(&writer) }
                    writer.endObject()
                }
            } else {
                times.tell()
                Terminal.line("\(times.prefix.value) events, \(devices) devices, \(fold.factCount) facts")
                Terminal.line("digest \(digest.finalized().hex)")
                Terminal.note("\(rate) events a second")
                comparison?.tell()
            }
            if let comparison, !comparison.agrees {
                Terminal.hint("probity rebuild")
                throw ExitCode(1)
            }
        }
    }
}
