import FaultRecords
import Foundation
import Testing

@Suite("The answer sheet of a fleet of all device managers")
struct AnswerSheetTests {
    @Test(
        "whatever the order of the imports, each device stands as the exports tell, and nothing else is known"
    )
    func score() throws {
        let score = try FleetScore(
            devices: TestEffort.count(20, nightly: 500), days: TestEffort.count(14, nightly: 60), seed: 2,
            shuffle: 17)
        defer { score.shell.remove() }
        print(score.report)
        #expect(score.quarantined == 0)
        for field in [
            "joined", "enrolment", "enrolment, since", "evaluated", "ownership", "registration",
            "management", "observed", "platform", "last contact", "reported, not known",
        ] {
            #expect(score.compared[field] ?? 0 > 0, "\(field) was never compared")
        }
        for (field, lines) in score.differing.sorted(by: { $0.key < $1.key }) {
            Issue.record("\(field): \(lines.count) differ, the first \(lines.prefix(3))")
        }
    }
}
