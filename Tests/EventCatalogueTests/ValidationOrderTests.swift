import LedgerModel
import StrictJSON
import Testing

@testable import EventCatalogue

/// Every failure of an event, in the order that the article declares.
@Suite("what is wrong with an event") struct ValidationOrderTests {
    private func failures(_ definition: EventDefinition, _ members: [String]) throws -> [ValidationFailure] {
        let text = "{" + members.joined(separator: ",") + "}"
        switch try ExampleEvent.read(definition, text: text) {
        case .success: return []
        case .failure(let all): return all.failures
        }
    }

    @Test("of every type, each field that is wrong is told by its path and place, whatever comes first")
    func everyType() throws {
        var random = SeededRandom(seed: 17)
        for definition in EventCatalogue.definitions {
            var members = [#""tenant":"acme""#, #""surprise":1"#]
            var expected = ["data event.unknown_member"]
            let strangers = PersonalField.allCases.filter { field in
                !definition.personalFields.contains(field)
                    && !definition.fields.contains { $0.name.utf8.elementsEqual(field.name.utf8) }
            }
            for field in PersonalField.allCases {
                if strangers.contains(field) {
                    members.append(#""\#(field.name)":"x""#)
                    expected.append("data.\(field.name) event.personal_field")
                } else if definition.personalFields.contains(field) {
                    members.append(#""\#(field.name)":{}"#)
                    expected.append("data.\(field.name) event.wrong_kind")
                }
            }
            // What is part of the subject as well is told with it.
            let subject = DataMembers.SubjectMember.allCases.map { DataMembers.name(of: $0, in: definition) }
            for field in definition.fields.sorted(by: { $0.number < $1.number })
            where !subject.contains(field.name) {
                if case .flag = field.kind {
                    members.append(#""\#(field.name)":7"#)
                } else {
                    members.append(#""\#(field.name)":true"#)
                }
                expected.append("data.\(field.name) event.wrong_kind")
            }
            for field in definition.fields where field.isRequired && subject.contains(field.name) {
                Issue.record("\(definition.type): \(field.name) is asked for twice")
            }
            let found = try failures(definition, members.shuffled(using: &random))
            #expect(found.map { "\($0.member) \($0.code)" } == expected, "\(definition.type)")
        }
    }

    @Test("required fields that are not there are told in the order of their numbers")
    func required() throws {
        for definition in EventCatalogue.definitions {
            let expected = definition.fields.sorted { $0.number < $1.number }.filter(\.isRequired)
                .map { "data.\($0.name) event.missing_member a value nothing" }
            let found = try failures(definition, [#""tenant":"acme""#])
            #expect(found.map { "\($0.member) \($0.code) \($0.expected) \($0.found)" } == expected)
        }
    }

    @Test("values within lists and structures are told by their places")
    func paths() throws {
        let found = try failures(
            PolicySettingEvents.leastVersionSet,
            [
                #""tenant":"acme""#, #""component":7"#, #""least":{"minor":-1,"patch":"x","odd":1}"#,
                #""greatest":{"major":1,"Build":2}"#,
            ])
        #expect(
            found.map { "\($0.member) \($0.code)" } == [
                "data.component event.wrong_kind", "data.least.major event.missing_member",
                "data.least.minor event.out_of_range", "data.least.patch event.wrong_kind",
                "data.least event.unknown_member", "data.greatest event.unknown_member",
            ])
        #expect(found[2].expected == "0 or more" && found[2].found == "a smaller number")
        #expect(found[3].found == "text of 1 bytes" && found[5].expected == "`build`")
        let lists = try failures(
            CompliancePolicyEvents.created,
            [
                #""tenant":"acme""#, #""groups":["no",7,null]"#,
                #""actions":[{"graceHours":"x"},5,{"action":"BLOCK"},{"action":"new"}]"#,
            ])
        #expect(
            lists.map { "\($0.member) \($0.code)" } == [
                "data.actions[0].graceHours event.wrong_kind", "data.actions[1] event.wrong_kind",
                "data.actions[2].action event.spelling", "data.groups[0] event.wrong_kind",
                "data.groups[1] event.wrong_kind", "data.groups[2] event.wrong_kind",
            ])
    }

    @Test("every text of a personal list that is none is told")
    func personalLists() throws {
        let found = try failures(
            AccessEvents.granted,
            [#""tenant":"acme""#, #""basis":"granted""#, #""ipAddress":["a",1,"b",[],null]"#, #""phone":3"#])
        #expect(
            found.map { "\($0.member) \($0.found)" } == [
                "data.phone a number of 1 bytes", "data.ipAddress[1] a number of 1 bytes",
                "data.ipAddress[3] a list of 0", "data.ipAddress[4] null",
            ])
    }

    @Test("a list of very many wrong texts is told by the first ones, and the others are counted")
    func bounded() throws {
        let list = "[" + Array(repeating: "1", count: 3_000).joined(separator: ",") + "]"
        let text = #"{"tenant":"acme","basis":"granted","ipAddress":\#(list),"mail":\#(list)}"#
        guard case .failure(let all) = try ExampleEvent.read(AccessEvents.granted, text: text) else {
            Issue.record("the event was accepted")
            return
        }
        #expect(all.failures.count == ValidationFailures.greatestCount)
        #expect(all.omitted == 6_000 - ValidationFailures.greatestCount)
        #expect(all.failures.allSatisfy { $0.member.hasPrefix("data.mail[") })
    }

    @Test("no failure repeats what the event holds")
    func silent() throws {
        let secret = "swordfish"
        for definition in EventCatalogue.definitions {
            var members = [#""tenant":{"\#(secret)":"\#(secret)"}"#, #""\#(secret)":"\#(secret)""#]
            for field in definition.fields {
                members.append(#""\#(field.name)":{"\#(secret)":"\#(secret)"}"#)
            }
            for field in PersonalField.allCases
            where !definition.fields.contains(where: { $0.name.utf8.elementsEqual(field.name.utf8) }) {
                members.append(#""\#(field.name)":{"\#(secret)":["\#(secret)"]}"#)
            }
            let found = try failures(definition, members)
            #expect(!found.isEmpty && !found.contains { "\($0)".contains(secret) }, "\(definition.type)")
        }
    }
}
