import ArgumentParser
import ComplianceLedger
import EventCatalogue
import Foundation
import LedgerModel
import StrictJSON

struct AppendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "append", abstract: "Record events of the catalogue's own types.",
        discussion: """
            EXAMPLES
              probity append events.jsonl
              probity simulate --devices 10 --days 30 --seed 1 --events | probity append -
              probity append --expect device/entra/TENANT/DEVICE=4 event.json
              probity append --enforce change.json

            CloudEvents 1.0 in JSON: one a line, one alone, or a batch (an array). An event with the same \
            source and id and the same content is not recorded again. An event that is not valid is refused \
            with its line and all that is wrong with it, and kept in quarantine; the valid ones beside it go \
            in, unless --expect or --enforce makes the input one append: all or nothing, and nothing kept.

            With --enforce an event that breaks a rule is refused, with the rule and its source, what stands \
            against it and what would make it valid; the status is then 5. Without it the same event is \
            recorded: what happened is never refused for breaking a rule.

            A receipt says what became of an event, its position, its id in the ledger and its own id.
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var output: JSONOption

    @Option(
        name: .long,
        help:
            "STREAM=N, STREAM=none or STREAM=exists: what a stream must look like; the input is then one append."
    )
    var expect: [String] = []

    @Flag(
        name: .long,
        help: "Refuse events that break a rule of the documents; the input is then one append.")
    var enforce = false

    @Flag(name: .long, help: "Print no receipts, only the summary.")
    var quiet = false

    @Argument(help: "A file; - is standard input.")
    var file: String = "-"

    func run() throws {
        try carryOut("appending to \(place.path)") {
            let conditions = try expect.map(Self.condition)
            let ledger = try place.open(.writing)
            defer { try? ledger.close() }
            let form: ReceiptPrinter.Form = quiet ? .none : output.json ? .object : .lines
            let run = AppendRun(
                ledger, conditions: conditions, isEnforced: enforce, receipts: form)
            let started = ContinuousClock.now
            do {
                for file in InputFile.given([file]) { try run.run(file) }
            } catch {
                // What was acknowledged is told whatever stopped the rest, and an object is closed.
                report(run, taken: ContinuousClock.now - started)
                throw error
            }
            let taken = ContinuousClock.now - started
            try ledger.close()
            let projected = ContinuousClock.now
            try ReadModels.catchUp(place.path, recorded: run.summary.events) {
                report(run, taken: taken, projecting: ContinuousClock.now - projected)
            }
            if run.summary.refused > 0 {
                Terminal.hint("probity quarantine list shows what was refused, and why")
                throw ExitCode(1)
            }
        }
    }

    private func report(_ run: AppendRun, taken: Duration, projecting: Duration = .zero) {
        run.end(taken: taken, projecting: projecting)
        if !output.json {
            Terminal.note(run.summary.text)
        } else if quiet {
            Terminal.json { writer in
                writer.beginObject()
                run.write(&writer)
                writer.endObject()
            }
        }
    }

    private static func condition(_ text: String) throws -> AppendCondition {
        guard let cut = text.utf8.lastIndex(of: UInt8(ascii: "=")),
            let stream = StreamName(text: String(text[..<cut]))
        else { throw ValidationError("--expect takes STREAM=N, STREAM=none or STREAM=exists") }
        let value = String(text[text.utf8.index(after: cut)...])
        switch value {
        case "none": return .stream(stream, .noStream)
        case "exists": return .stream(stream, .streamExists)
        default:
            guard let version = UInt64(value) else {
                throw ValidationError("--expect takes STREAM=N, STREAM=none or STREAM=exists")
            }
            return .stream(stream, .exactly(StreamVersion(version)))
        }
    }
}
