import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import ComplianceState
import LedgerModel

struct ShowEnrollmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrollment",
        abstract: "An enrolment: its steps, its factors, and what the documents would have.",
        discussion: """
            EXAMPLES
              probity show enrollment 26fa6a3f-c2e7-4cfa-8557-93e5b4400f13
              probity show enrollment 4c299165-6e8f-4b45-a5ba-c5d250a707ff --as-of -30d
              probity show enrollment C02XK1ABCDEF --json
              probity show enrollment @1204 --evidence

            An enrolment is named by its own id, by the event or the position of one of its steps, or by any \
            id of its device, whose last enrolment is meant then. The log is read twice.
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var clocks: TimeOptions
    @OptionGroup var output: JSONOption
    @Flag(name: .long, help: "The private fields and the verbatim source records behind each step.")
    var evidence = false
    @Argument(help: "An enrolment's or a device's id.")
    var id: String

    func run() throws {
        try carryOut("showing an enrollment of \(place.path)") {
            let position = try position()
            if position == nil, !History.canNameDevice(id) {
                throw ValidationError("an enrollment is named by its GUID, by @POSITION, or by its device")
            }
            let history = History(try place.open())
            let times = try clocks.resolve(history)
            let sessions = try history.foldEnrolmentsShowingProgress(below: times.prefix)
                .sessions(asOf: times.asOf)
            let found = try find(position, among: sessions, history)
            guard !found.isEmpty else {
                throw NotFound(
                    "no event tells of a step of this enrollment, or of one of this device, as far as was "
                        + "known then",
                    hint: "probity list enrollments shows all that events tell of; how a device stands, "
                        + "whether its steps were told or not, is told by probity show device")
            }
            let reader = EvidenceReader(history.ledger)
            let views = found.map { EnrollmentView($0) }
            times.show(views, as: "enrollments", json: output.json) { view, writer in
                view.write(&writer, reader, evidence: evidence)
            } tell: { view in
                view.tell(reader, evidence: evidence)
            }
        }
    }

    /// The position that the text names; nil where it names none.
    private func position() throws -> GlobalPosition? {
        guard id.utf8.first == UInt8(ascii: "@") else { return nil }
        guard case .position(let position)? = TimeExpression(id) else {
            throw ValidationError("behind @ stands a position")
        }
        return position
    }

    /// Those that are named, in whichever tenant; of a device the last one.
    private func find(
        _ position: GlobalPosition?, among sessions: [EnrolmentSession], _ history: History
    ) throws -> [EnrolmentSession] {
        if let position {
            return sessions.filter { $0.steps.contains { $0.position == position } }
        }
        if let bits = Bits128(guid: id) {
            let named = sessions.filter { session in
                session.id == bits || session.steps.contains { $0.event.bits == bits }
            }
            if !named.isEmpty { return named }
        }
        let tags = try DeviceTagLookup(history).tags(id)
        let last = sessions.last { $0.deviceKeys.contains { tags.contains($0.tag) } }
        return last.map { [$0] } ?? []
    }
}
