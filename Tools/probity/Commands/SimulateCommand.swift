import ArgumentParser
import FleetSimulator
import Foundation
import Glibc
import LedgerModel

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "A fleet that follows the documented workflows.",
        discussion: """
            EXAMPLES
              probity simulate --devices 100 --days 90 --seed 1 --events | probity append -
              probity simulate --devices 100 --days 90 --seed 1 --exports exports
              probity simulate --faults R1,R13 --truth truth.jsonl --exports exports
              probity simulate --formats entra,intune --exports exports
              probity simulate --scenarios maas360 --events > enrolments.jsonl
              probity simulate --formats jamf --exports x
              probity import --source jamf:aldermoor --sources x/sources.json x/jamf

            Formats, each with its folders:
              entra          entra-signin, entra-audit: by Azure Monitor and Graph
              log-analytics  log-analytics: rows of a workspace, JSON lines and CSV
              blob           blob: as Azure Monitor fills a storage account
              unified-audit  unified-audit: that log, as JSON lines and CSV
              intune         intune: its logs and reports, and Graph's objects
              jamf           jamf: webhooks, inventory, device compliance
              workspace-one  workspace-one: event notifications, device search
              maas360        maas360: device search, and its reports
              ivanti         ivanti: event notifications, EPMM's devices
              fleet          fleet: activities
              nanomdm        nanomdm: webhooks
              xml            xml: Jamf Pro's webhooks and Workspace ONE's, as XML
              cef            cef: the audit log of Ivanti Core, as lines in CEF

            A device is managed by Intune, or by one of the six below it, which have a \
            folder for each instance; exports/sources.json says whose it is. The last two \
            have some of that in another form. A file whose name has \
            `received-` and an instant is imported with that as --received-at; \
            device-compliance-computer-… and device-compliance-mobile-… with --format \
            jamf-computer-compliance and jamf-mobile-compliance.

            Beside the fleet, whose devices live in its tenants, companies of their own try device managers \
            out, with devices that stand in the events and the truth alone:
              maas360        set up, and enrolments by both its workflows
              ivanti         two Cores, and the way from them to Workspace ONE
              workspace-one  phones and Macs by partner compliance, Windows by its app
              jamf           the older connection by hand, until it is ended
              jamf-cloud     two Jamf Pro by Cloud Connector

            And to people of the fleet, in the directory's logs as well:
              sign-ins       with every result that the reference data know
              people         leave the group and come back, lose a licence

            With --violations they break rules that append --enforce holds commands to: R37 to \
            R42, R46 to R49.

            The same seed gives the same bytes. Faults and violations that are planted are listed \
            in the truth by their ids.
            """)

    @Option(name: .long, help: "How many devices.")
    var devices: Int = 100
    @Option(name: .long, help: "Over how many days.")
    var days: Int = 90
    @Option(name: .long, help: "The seed.")
    var seed: UInt64 = 1
    @Option(name: .long, help: "How many tenants.")
    var tenants: Int = 1
    @Option(name: .long, help: "The first day, as a date.")
    var start: String?
    @Option(name: .long, help: "Faults to plant, as R1,R13; or none.")
    var faults: String = "none"
    @Option(name: .long, help: "What to tell beside the fleet, as maas360,sign-ins; all, or none.")
    var scenarios: String = "all"
    @Option(name: .long, help: "Rules that the scenarios break, as R37,R46; all, or none.")
    var violations: String = "none"
    @Option(name: .long, help: "Write what really happened to this file.")
    var truth: String?
    @Flag(name: .long, help: "Write CloudEvents to standard output, one a line.")
    var events = false
    @Option(name: .long, help: "Write files in the vendors' own formats into this folder.")
    var exports: String?
    @Option(name: .long, help: "Formats to export, as entra,intune; or all.")
    var formats: String = "all"

    func run() throws {
        try carryOut("simulating a fleet") {
            guard events != (exports != nil) else {
                throw ValidationError("give either --events or --exports FOLDER")
            }
            var first = FleetPlan.defaultStart
            if let start {
                guard let instant = Timestamp(rfc3339: start + "T00:00:00Z") else {
                    throw ValidationError("--start takes a date: 2026-01-05")
                }
                first = instant
            }
            let simulation: FleetSimulation
            let chosen: ExportFormats
            do {
                chosen = try ExportFormats(parsing: formats)
                simulation = FleetSimulation(
                    try FleetPlan(
                        devices: devices, days: days, seed: seed, start: first, tenants: tenants,
                        faults: try FaultSelection(parsing: faults),
                        scenarios: try ScenarioSelection(parsing: scenarios),
                        violations: try ViolationSelection(parsing: violations)))
            } catch {
                throw ValidationError("\(error)")
            }
            if let exports { try refuse(exports, unless: isMissingOrEmptyFolder, "is there and not empty") }
            if let truth { try refuse(truth, unless: isNoFileYet, "is there already") }
            if events {
                var buffer: [UInt8] = []
                for line in simulation.events() {
                    buffer += line
                    buffer.append(UInt8(ascii: "\n"))
                    if buffer.count > 1 << 16 {
                        Terminal.write(buffer)
                        buffer.removeAll(keepingCapacity: true)
                    }
                }
                Terminal.write(buffer)
            } else if let exports {
                try write(simulation.exports(formats: chosen), into: exports)
            }
            if let truth {
                let file = try OutputFile(truth)
                for line in simulation.truth(formats: chosen) { try file.write(line + [UInt8(ascii: "\n")]) }
                try file.finish()
            }
        }
    }

    /// Ends before anything is written where something would be overwritten.
    private func refuse(_ path: String, unless isFree: (String) -> Bool, _ found: String) throws {
        guard !isFree(path) else { return }
        Terminal.note("simulating a fleet: refusing to write into \(path), which \(found)")
        Terminal.hint("name another place, or remove what is there")
        throw ExitCode(5)
    }

    private func isMissingOrEmptyFolder(_ path: String) -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return true }
        return (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false
    }

    /// Devices and pipes are there, and can be written to.
    private func isNoFileYet(_ path: String) -> Bool {
        let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        return type != .typeRegular && type != .typeDirectory && type != .typeSymbolicLink
    }

    /// The pieces of one file come in order, but those of another may stand between them.
    private func write(_ chunks: FleetExports, into folder: String) throws {
        var file: OutputFile?
        var path = ""
        var begun: Set<[UInt8]> = []
        for chunk in chunks {
            if !chunk.path.utf8.elementsEqual(path.utf8) {
                try file?.finish()
                path = chunk.path
                let whole = folder + "/" + path
                let parent = String(whole[..<(whole.lastIndex(of: "/") ?? whole.startIndex)])
                try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
                let isNew = begun.insert(Array(path.utf8)).inserted
                file = try OutputFile(whole, continuing: !isNew)
            }
            try file?.write(chunk.bytes)
        }
        try file?.finish()
    }
}
