import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import Connectors
import EventCatalogue
import LedgerModel
import StrictJSON

struct QuarantineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine", abstract: "What was refused, byte for byte, and another try.",
        discussion: """
            EXAMPLES
              probity quarantine list
              probity quarantine show 3f0c… > record.json
              probity quarantine retry --tenant 72f988bf-86f1-41af-91ab-2d7cd011db47
            """,
        subcommands: [QuarantineListCommand.self, QuarantineShowCommand.self, QuarantineRetryCommand.self])
}

/// What the quarantine holds, without what a later try took out.
struct QuarantineView {
    static let resolved = "quarantine.resolved"

    private(set) var entries: [QuarantineEntry] = []
    private(set) var resolved: Set<Bits128> = []

    /// - Parameter keepsBytes: whether the entries keep their bytes.
    init(_ ledger: Ledger, keepsBytes: Bool = true) throws {
        var found: [QuarantineEntry] = []
        var gone: Set<Bits128> = []
        try ledger.forEachQuarantined { entry in
            if entry.code.utf8.elementsEqual(Self.resolved.utf8) {
                if let id = Bits128(bytes: entry.bytes) { gone.insert(id) }
            } else {
                found.append(entry)
            }
        }
        entries = found
        resolved = gone
    }

    var open: [QuarantineEntry] { entries.filter { !resolved.contains($0.id) } }
}

struct QuarantineListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What was refused, where it stood, and why.",
        discussion: """
            EXAMPLES
              probity quarantine list
              probity quarantine list --all --format csv
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var output: FormatOptions
    @Flag(name: .long, help: "Those too that a later try took out.")
    var all = false

    func run() throws {
        try carryOut("reading the quarantine of \(place.path)") {
            let ledger = try place.open()
            let view = try QuarantineView(ledger)
            let names = [
                "id", "code", "field", "expected", "found", "file", "line", "byte", "element", "bytes",
                "part", "received", "state",
            ]
            var rows = Rows(names, output.chosen)
            for entry in all ? view.entries : view.open {
                rows.add([
                    .text(entry.id.description), .text(entry.code), entry.field.map { .text($0) } ?? .none,
                    .text(entry.expected), .text(entry.found), .text(entry.place.file),
                    .number(entry.place.line),
                    .number(entry.place.byte), entry.place.element.map { .number($0) } ?? .none,
                    .number(UInt64(entry.bytes.count)), .number(UInt64(entry.part)),
                    .text(entry.received.description),
                    .text(view.resolved.contains(entry.id) ? "resolved" : "open"),
                ])
            }
            rows.end()
        }
    }
}

struct QuarantineShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "The bytes of one entry, exactly as they came.",
        discussion: """
            EXAMPLES
              probity quarantine show 3f0c1d2e-… > record.json
            """)

    @OptionGroup var place: LedgerOptions
    @Argument(help: "The entry's id, or the beginning of it.")
    var id: String

    func run() throws {
        try carryOut("reading the quarantine of \(place.path)") {
            let view = try QuarantineView(try place.open())
            let found = view.entries.filter { $0.id.description.utf8.starts(with: id.lowercased().utf8) }
            guard let first = found.first else {
                Terminal.note("no entry with this id")
                throw ExitCode(1)
            }
            guard found.allSatisfy({ $0.id == first.id }) else {
                Terminal.note("\(found.count) entries begin so")
                throw ExitCode(1)
            }
            Terminal.note("\(first.code): expected \(first.expected), found \(first.found)")
            Terminal.note("\(first.place.file), line \(first.place.line), byte \(first.place.byte)")
            Terminal.write(first.bytes)
        }
    }
}

struct QuarantineRetryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Try what was refused again.",
        discussion: """
            EXAMPLES
              probity quarantine retry --tenant 72f988bf-86f1-41af-91ab-2d7cd011db47
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var output: JSONOption
    @OptionGroup var about: SourceOptions

    func run() throws {
        try carryOut("trying the quarantine of \(place.path) again") {
            let context = try about.context()
            let ledger = try place.open(.writing)
            defer { try? ledger.close() }
            let view = try QuarantineView(ledger)
            let quarantine = try ledger.openQuarantine()
            defer { quarantine.close() }
            var summary = ImportSummary()
            var batches = BatchCheck()
            for entry in view.open where entry.parts == 1 {
                summary.read += 1
                guard let submissions = Self.submissions(of: entry, context) else {
                    summary.quarantined += 1
                    continue
                }
                summary.read += UInt64(submissions.count) - 1
                for batch in submissions.compactMap({ SourceBatch($0) }) { batches.note(batch) }
                guard try Self.append(submissions, to: ledger, &summary) else { continue }
                try quarantine.add(
                    QuarantineEntry(
                        code: QuarantineView.resolved, expected: "", found: "", place: entry.place,
                        received: ledger.environment.clock.now(), bytes: entry.id.bytes))
            }
            try quarantine.flush()
            let checked = Result { try batches.run(ledger) }
            try ledger.close()
            try ReadModels.catchUp(place.path, recorded: summary.events) {
                if output.json {
                    Terminal.json { summary.write(&$0, file: false) }
                } else {
                    Terminal.line(
                        "\(summary.read) tried, \(summary.recorded) recorded, "
                            + "\(summary.duplicates) there already, \(summary.revisions) revisions, "
                            + "\(summary.quarantined) still refused")
                }
                batches.tell()
            }
            try checked.get()
        }
    }

    /// What can be read of an entry now: an event that was appended, or a source's record; nil for neither.
    private static func submissions(of entry: QuarantineEntry, _ context: ConnectorContext) -> [Submission]? {
        if let event = entry.submittedEvent() { return [event] }
        guard case .submissions(let found) = VendorConnector().read(entry.bytes, context) else {
            return nil
        }
        return found
    }

    /// False where the ledger still refuses one of them.
    private static func append(
        _ submissions: [Submission], to ledger: Ledger, _ summary: inout ImportSummary
    ) throws -> Bool {
        var isWhole = true
        for result in ledger.appendEach(submissions) {
            switch result {
            case .success(let receipt): summary.note(receipt)
            case .failure(.failed(let cause)): throw cause
            case .failure(let error) where !error.concernsSubmission: throw error
            case .failure:
                summary.quarantined += 1
                isWhole = false
            }
        }
        return isWhole
    }
}
