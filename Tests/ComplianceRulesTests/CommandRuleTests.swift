import EventCatalogue
import Testing

@testable import ComplianceRules

@Suite("The rules of commands")
struct CommandRuleTests {
    @Test("ids are unique, and every statement that a rule rests on is in the reference data")
    func sources() {
        #expect(Set(CommandRule.allCases.map(\.id)).count == CommandRule.allCases.count)
        for rule in CommandRule.allCases {
            #expect(!rule.sources.isEmpty && !rule.title.isEmpty && !rule.refusesWhen.isEmpty)
            #expect(!rule.wayOut.isEmpty && !rule.undecidedWhen.isEmpty)
            for source in rule.sources {
                let document = ReferenceData.current.document(of: source)
                #expect(document != nil, "\(source)")
                if let fact = source.fact { #expect(fact <= document?.facts ?? 0, "\(source)") }
            }
        }
    }
}
