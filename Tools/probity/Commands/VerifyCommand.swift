import ArgumentParser
import ComplianceLedger
import DurableIO
import Foundation
import LedgerModel
import LogStore
import StrictJSON

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check every byte, every hash and every signature of the ledger.",
        discussion: """
            EXAMPLES
              probity verify
              probity verify --json --ledger /srv/ledger

            EXIT STATUS
              0  everything is good
              1  only what is disposable is wrong
              2  tampering, corruption or loss is proven
              3  something could not be checked
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var output: JSONOption

    func run() throws {
        try carryOut("verifying \(place.path)") {
            let environment = LedgerEnvironment.system
            let progress = ProgressBar("verifying, bytes")
            let report = try Audit.run(place.path, in: environment) { progress.show($0, of: $1) }
            progress.end()
            remember(report, environment)
            if output.json {
                Terminal.json { write(report, &$0) }
            } else {
                tell(report)
            }
            switch report.exitStatus {
            case 1: Terminal.hint("probity rebuild")
            case 2: Terminal.hint("reading verbs still work; restore a backup that verifies")
            case 3: Terminal.hint("see who may read what is named, then verify again")
            default: break
            }
            if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
        }
    }

    private func tell(_ report: AuditReport) {
        for finding in report.findings {
            Terminal.line("\(Self.word(finding.grade)): \(Terminal.plain(finding.text))")
        }
        Terminal.line(
            "\(report.exitStatus == 0 ? "good" : "not good"): \(report.size.value) events, "
                + "\(report.privateRecords) private records, \(report.identities) identities, "
                + "\(report.quarantined) quarantined, "
                + "\(report.segments) segments, \(report.bytes) bytes")
        if report.erasedRecords + report.erasedIdentities + report.erasedQuarantined > 0 {
            Terminal.line(
                "erased: \(report.erasedRecords) private records, \(report.erasedIdentities) identities, "
                    + "\(report.erasedQuarantined) quarantined, each named by an event")
        }
        if let root = report.root { Terminal.line("root: \(root)") }
        if let began = report.epochBegan {
            Terminal.line(
                "epoch: \(report.epoch), which began at position \(began) when a backup was restored")
        }
        if let size = report.checkpointSize {
            Terminal.line("checkpoint: \(size) events, signature good")
        }
        let checked = report.scope.filter { $0.extent == .checked }.map(\.part.name)
        Terminal.line("checked: " + (checked.isEmpty ? "nothing" : checked.joined(separator: ", ")))
        for check in report.scope {
            switch check.extent {
            case .checked: continue
            case .partly(let reason):
                Terminal.line("checked in part: \(check.part.name) (\(Terminal.plain(reason)))")
            case .not(let reason):
                Terminal.line("not checked: \(check.part.name) (\(Terminal.plain(reason)))")
            }
        }
    }

    private static func word(_ extent: AuditReport.Extent) -> String {
        switch extent {
        case .checked: "checked"
        case .partly: "partly"
        case .not: "not"
        }
    }

    private static func word(_ grade: AuditReport.Finding.Grade) -> String {
        switch grade {
        case .damage: "damage"
        case .incomplete: "not checked"
        case .disposable: "to be rebuilt"
        }
    }

    /// When, what and with which result; disposable, and left out where the folder cannot be written or is
    /// another user's, in whose ledger nobody else leaves files.
    private func remember(_ report: AuditReport, _ environment: LedgerEnvironment) {
        let folder = (try? environment.files.information(place.path + "/.")) ?? nil
        guard folder?.isOwnedByProcess == true else { return }
        var writer = JSONWriter(pretty: false)
        writer.beginObject()
        writer.key("time")
        writer.string(environment.clock.now().description)
        writer.key("size")
        writer.uint64(report.size.value)
        writer.key("status")
        writer.int64(Int64(report.exitStatus))
        writer.key("findings")
        writer.uint64(UInt64(report.findings.count))
        writer.endObject()
        try? environment.files.replaceAtomically(
            LedgerLayout(root: place.path).lastVerification, with: writer.bytes + [10], permissions: 0o600)
    }

    private func write(_ report: AuditReport, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("status")
        writer.int64(Int64(report.exitStatus))
        writer.key("size")
        writer.uint64(report.size.value)
        writer.key("root")
        if let root = report.root { writer.string(root) } else { writer.null() }
        writer.key("checkpointSize")
        if let size = report.checkpointSize { writer.uint64(size) } else { writer.null() }
        writer.key("epoch")
        writer.uint64(UInt64(report.epoch))
        writer.key("epochBegan")
        if let began = report.epochBegan { writer.uint64(began) } else { writer.null() }
        writer.key("segments")
        writer.int64(Int64(report.segments))
        writer.key("bytes")
        writer.uint64(report.bytes)
        writer.key("privateRecords")
        writer.uint64(report.privateRecords)
        writer.key("identities")
        writer.uint64(report.identities)
        writer.key("quarantined")
        writer.uint64(report.quarantined)
        writer.key("erased")
        writer.beginObject()
        writer.key("privateRecords")
        writer.int64(Int64(report.erasedRecords))
        writer.key("identities")
        writer.int64(Int64(report.erasedIdentities))
        writer.key("quarantined")
        writer.int64(Int64(report.erasedQuarantined))
        writer.endObject()
        writer.key("scope")
        writer.beginArray()
        for check in report.scope {
            writer.beginObject()
            writer.key("part")
            writer.string(check.part.rawValue)
            writer.key("extent")
            writer.string(Self.word(check.extent))
            writer.key("reason")
            if let reason = check.extent.reason { writer.string(reason) } else { writer.null() }
            writer.endObject()
        }
        writer.endArray()
        writer.key("findings")
        writer.beginArray()
        for finding in report.findings { write(finding, &writer) }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ finding: AuditReport.Finding, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("grade")
        writer.string(Self.word(finding.grade))
        writer.key("text")
        writer.string(finding.text)
        writer.key("shape")
        if let shape = finding.shape { writer.string(shape.word) } else { writer.null() }
        writer.key("file")
        if let file = finding.file { writer.string(file) } else { writer.null() }
        writer.key("byte")
        if let byte = finding.byte { writer.uint64(byte) } else { writer.null() }
        writer.key("firstRecord")
        if let records = finding.records { writer.uint64(records.lowerBound) } else { writer.null() }
        writer.key("recordsAffected")
        if let records = finding.records {
            writer.uint64(records.upperBound - records.lowerBound)
        } else {
            writer.null()
        }
        writer.endObject()
    }
}
