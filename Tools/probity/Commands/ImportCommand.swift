public import ArgumentParser
import ComplianceHistory
import ComplianceLedger
public import Connectors
import EventCatalogue
import LedgerModel
import StrictJSON

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Record what vendors' exports say, with the evidence.",
        discussion: """
            EXAMPLES
              probity import signins.json audits.jsonl
              probity import --tenant 72f988bf-86f1-41af-91ab-2d7cd011db47 page-*.json
              probity import exports/
              cat insights-logs-signinlogs.json | probity import --json -
              probity import --source jamf:acme --sources sources.json webhooks.jsonl
              probity import --sources sources.json exports/ console.log
              probity import --remap
              probity import --remap

            Formats are recognised by content: Entra sign-ins and directory audits, as Microsoft Graph, \
            Azure Monitor or Log Analytics write them, the last also as CSV; Intune's logs and objects; the \
            unified audit log, as JSON and as the CSV of its searches; and what Jamf Pro, Workspace ONE, \
            MaaS360, Ivanti, Fleet and NanoMDM write, as JSON and as lines of syslog, where --source names \
            the instance or --sources lists what the records tell it by. What cannot be understood goes to \
            quarantine, byte for byte, and everything valid beside it goes in. \
            Importing the same input again records none of it again.

            Of a folder, all regular files below it are imported, in the byte order of their paths. Hidden \
            files and folders are left out and symbolic links are not followed, which is said.

            --remap takes no files: it reads the evidence that the ledger has kept again. What today's \
            mappings say of a record that an older one read is recorded behind a record.remapped, with the \
            same evidence, and counts from then on. --tenant and --source say whose records; --sources says \
            what the groups of an instance are. Whose a record is, and when it was received, stays as it was.
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var output: JSONOption

    @Option(name: .long, help: "Takes this format alone, and a log of Entra's without looking.")
    var format: SourceFormat?

    @OptionGroup var about: SourceOptions

    @Flag(name: .long, help: "Reads the kept evidence again, by today's mappings.")
    var remap = false

    @Flag(name: .long, help: "End with status 1 where anything was quarantined, or refused by --remap.")
    var strict = false

    @Argument(help: "Files and folders; - is standard input. None with --remap.")
    var files: [String] = []

    func validate() throws {
        guard remap else {
            guard files.isEmpty else { return }
            throw ValidationError("expected files or folders, - for standard input, or --remap")
        }
        guard files.isEmpty else {
            throw ValidationError("--remap reads the ledger's own evidence, and takes no files")
        }
        guard format == nil, about.receivedAt == nil else {
            throw ValidationError("--remap keeps the format and the instant of receipt that records have")
        }
    }

    func run() throws {
        if remap { return try readAgain() }
        try carryOut("importing into \(place.path)") {
            let context = try about.context(format)
            let ledger = try place.open(.writing)
            defer { try? ledger.close() }
            let quarantine = try ledger.openQuarantine()
            defer { quarantine.close() }
            let given = InputFile.given(files)
            let isOne = given.count == 1 && !given[0].isFolder
            var summaries: [ImportSummary] = []
            var batches = BatchCheck()
            for input in given {
                let found = input.files()
                for file in found.files {
                    let run = ImportRun(ledger, quarantine: quarantine, context: context)
                    summaries.append(try run.run(file))
                    batches.add(run.batches.batches)
                }
                for error in found.errors {
                    Terminal.note("\(error)")
                    summaries.append(ImportSummary(file: error.path, error: "\(error)"))
                }
                if let note = found.note { Terminal.note(note) }
            }
            let checked = Result { try batches.run(ledger) }
            try ledger.close()
            try ReadModels.catchUp(place.path, recorded: summaries.reduce(0) { $0 + $1.events }) {
                report(summaries, isOne: isOne)
                batches.tell()
            }
            try checked.get()
            if summaries.contains(where: { $0.error != nil }) { throw ExitCode(1) }
            if strict, summaries.contains(where: { $0.quarantined > 0 }) { throw ExitCode(1) }
        }
    }

    private func readAgain() throws {
        try carryOut("reading the evidence of \(place.path) again") {
            let (context, selection) = try about.remapping()
            let summary = try RemapRun(place: place, context: context, selection: selection)
                .run(isJSON: output.json)
            if strict, summary.refused > 0 { throw ExitCode(1) }
        }
    }

    private func report(_ summaries: [ImportSummary], isOne: Bool) {
        var total = ImportSummary()
        for summary in summaries { total.add(summary) }
        if output.json {
            Terminal.json { writer in
                if isOne {
                    summaries[0].write(&writer, file: false)
                } else {
                    writer.beginObject()
                    writer.key("files")
                    writer.beginArray()
                    for summary in summaries { summary.write(&writer, file: true) }
                    writer.endArray()
                    writer.key("total")
                    total.write(&writer, file: false)
                    writer.endObject()
                }
            }
        } else {
            Terminal.table(
                [
                    "file", "format", "read", "recorded", "duplicates", "revisions", "unmapped",
                    "quarantined", "events",
                ],
                (summaries.count > 1 ? summaries + [total] : summaries).map { summary in
                    [
                        summary.file.isEmpty ? "total" : summary.file,
                        summary.formats.sorted().joined(separator: "+"),
                    ]
                        + [
                            summary.read, summary.recorded, summary.duplicates, summary.revisions,
                            summary.unmapped,
                            summary.quarantined, summary.events,
                        ].map { String($0) }
                })
            for (reason, count) in total.reasons.sorted(by: { $0.value > $1.value }) {
                Terminal.note("quarantined \(count): \(reason)")
            }
        }
        if total.undated > 0 {
            Terminal.note(
                "\(total.undated) records do not say of when they are, and were dated by their recording")
            Terminal.hint("import such files with --received-at, which says when they were read")
        }
        if total.quarantined > 0 { Terminal.hint("probity quarantine list shows what was refused, and why") }
    }
}

extension SourceFormat: ExpressibleByArgument {}
