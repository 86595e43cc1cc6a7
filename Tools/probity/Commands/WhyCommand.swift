import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import ComplianceState

struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "The events that made a state what it is, on both clocks.",
        discussion: """
            EXAMPLES
              probity why device 4c299165-6e8f-4b45-a5ba-c5d250a707ff
              probity why device C02XK1ABCDEF --as-of 2026-03-03T09:12:00Z --json
            """,
        subcommands: [WhyDeviceCommand.self])
}

struct WhyDeviceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device",
        abstract: "What made a device's enrolment, registration, management and compliance what they are.",
        discussion: """
            EXAMPLES
              probity why device 4c299165-6e8f-4b45-a5ba-c5d250a707ff
              probity why device entra-object/0f1e… --as-of -30d --known-at -30d

            For each part there is the shortest chain of events: what stood before, what began the value, \
            what said it last, and which records join the id that was asked for with the one that these name.
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var clocks: TimeOptions
    @OptionGroup var output: JSONOption
    @Argument(help: "A GUID, kind/GUID, or a serial number.")
    var id: String

    func run() throws {
        try carryOut("asking why of a device of \(place.path)") {
            let found = try DeviceLookup(id, place, clocks)
            let times = found.times
            let decided = found.fold.decisions().filter { $0.occurred <= times.asOf }
            let views = found.devices.map { device in
                WhyView(
                    device: device, state: device.state(asOf: times.asOf),
                    aliases: found.fold.aliases(of: device, asOf: times.asOf),
                    decisions: decided.filter { $0.device.map(device.keys.contains) == true },
                    asked: device.keys.filter { found.tags.contains($0.tag) }, ledger: found.history.ledger,
                    sources: found.sources)
            }
            times.show(views, as: "devices", json: output.json) { view, writer in
                view.write(&writer)
            } tell: { view in
                view.tell()
            }
        }
    }
}
