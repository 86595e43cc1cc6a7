import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import Projections

struct ListEnrollmentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrollments", abstract: "All enrolments, how they ended, and by how many factors.",
        discussion: """
            EXAMPLES
              probity list enrollments
              probity list enrollments tenant:72f988bf-86f1-41af-91ab-2d7cd011db47
              probity list enrollments user:alex@example.com --as-of -30d --json
              probity list enrollments device:C02XK1ABCDEF --format csv

            The log is read twice.
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var clocks: TimeOptions
    @OptionGroup var output: FormatOptions
    @Argument(help: "Words of the filter: tenant:, device:, user:.")
    var filter: [String] = []

    func run() throws {
        try carryOut("listing the enrollments of \(place.path)") {
            let history = History(try place.open())
            let lookup = PersonLookup(history)
            let devices = DeviceTagLookup(history)
            let words = try EventFilter(
                filter, in: history, taking: ["tenant", "device", "user"],
                devices: { text throws(LedgerError) in try devices.tags(text) },
                people: { name throws(LedgerError) in try lookup.tags(name) })
            let clauses = words.tagClauses.map { (isNegated: $0.isNegated, tags: Set($0.tags)) }
            let times = try clocks.resolve(history)
            let fold = try history.foldEnrolmentsShowingProgress(below: times.prefix)
            times.tell()
            var rows = Rows(
                Self.names, output.chosen, of: Rows.Answer(member: "enrollments", times: times))
            for session in fold.sessions(asOf: times.asOf) {
                let tags =
                    [session.tenant.tag] + session.deviceKeys.map(\.tag)
                    + session.users.map { UserKey(tenant: session.tenant, identity: $0).tag }
                guard clauses.allSatisfy({ $0.tags.isDisjoint(with: tags) == $0.isNegated }) else {
                    continue
                }
                rows.add(Self.row(EnrolmentAssessment(session)))
            }
            rows.end()
        }
    }

    private static let names = [
        "enrollment", "tenant", "device", "user", "platform", "product", "workflow", "setting", "outcome",
        "began", "ended", "required", "observed", "claims", "fallback", "deviations", "toldBy", "proof",
    ]

    private static func row(_ assessment: EnrolmentAssessment) -> [Rows.Cell] {
        let session = assessment.session
        let at = session.decisive
        func text(_ text: String?) -> Rows.Cell {
            text.map { $0.isEmpty ? .none : .text($0) } ?? .none
        }
        // What no step tells of is not known, and not none.
        func told(_ count: Int) -> Rows.Cell {
            session.tellsAuthentication ? .number(UInt64(count)) : .none
        }
        return [
            .text(session.id.guidText), .text(session.tenant.text),
            text(session.devices.map(\.text).joined(separator: "+")),
            text(session.users.map(\.description).joined(separator: "+")),
            text(session.platform?.value.word), text(session.product?.value.word),
            text(session.workflow.known(at: at)?.value.word),
            text(session.defaultAuthentication.known(at: at)?.value.word),
            .text(session.outcome.rawValue),
            session.hasKnownBeginning ? .text(session.began.description) : .none,
            text(session.outcome == .open ? nil : session.proof.occurred.description),
            text(assessment.required.map { "\($0.value.count)" }.joined(separator: " or ")),
            told(assessment.observed),
            told(session.claims.count),
            session.passwords.isEmpty ? .none : .flag(session.fallback != nil),
            text(assessment.deviations.map(\.kind.rawValue).uniqued.joined(separator: "+")),
            .text(session.telling.rawValue), .number(session.proof.position.value),
        ]
    }
}

extension [String] {
    /// Each once, in the order of their first.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
