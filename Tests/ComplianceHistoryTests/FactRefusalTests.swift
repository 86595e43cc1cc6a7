import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

/// What the documents leave no room for, and what is refused at the door.
@Suite("What no event may say")
struct FactRefusalTests {
    struct Case: CustomTestStringConvertible, Sendable {
        /// The statements that it is about.
        var facts: [String]
        var type: String
        /// Members of the data, without braces.
        var data: String
        /// The path of what is wrong; nil where nothing is.
        var path: String?
        var testDescription: String { "\(type) \(data)" }
    }

    static let cases = [
        Case(
            facts: ["S000.30"], type: "partner.configured", data: directory("contoso"), path: "data.directory"
        ),
        Case(facts: ["S000.31"], type: "partner.configured", data: app("portal"), path: "data.app"),
        Case(facts: ["S003.24"], type: "partner.configured", data: directory("1234"), path: "data.directory"),
        Case(facts: ["S003.24", "S000.30"], type: "partner.configured", data: directory(guid), path: nil),
        Case(facts: ["S000.31"], type: "partner.configured", data: app(guid), path: nil),
        // A tenant by its name and by its id.
        Case(facts: ["S003.52", "S004.24"], type: "partner.heartbeat", data: tenant("contoso"), path: nil),
        Case(facts: ["S003.52", "S004.24"], type: "partner.heartbeat", data: tenant(guid), path: nil),
        Case(
            facts: ["S003.52", "S004.24"], type: "partner.heartbeat", data: tenant(""), path: "data.tenant"),
        // There is no room for a password, nor for a secret.
        Case(
            facts: ["S001.13"], type: "enrollment.password_passed",
            data: #""tenant":"contoso","password":"hunter2""#, path: "data"),
        Case(
            facts: ["S004.25"], type: "partner.configured",
            data: #""tenant":"contoso","product":"jamfPro","secret":"correct horse""#, path: "data.secret"),
        Case(
            facts: ["S004.25"], type: "partner.secret_changed",
            data: #""tenant":"contoso","clientSecret":"correct horse""#, path: "data"),
    ]

    private static let guid = "1610f04f-2f3b-429c-8f6a-a56579bde90c"
    private static func directory(_ id: String) -> String {
        #""tenant":"contoso","product":"maas360","directory":"\#(id)""#
    }
    private static func app(_ id: String) -> String {
        #""tenant":"contoso","product":"maas360","app":"\#(id)""#
    }
    private static func tenant(_ name: String) -> String {
        #""tenant":"\#(name)","partner":"\#(guid)""#
    }

    @Test("is refused, and only that", arguments: cases)
    func refused(_ trial: Case) throws {
        let device = trial.type.hasPrefix("enrollment") ? #","device":{"entraDeviceId":"\#(Self.guid)"}"# : ""
        let text =
            #"{"specversion":"1.0","id":"1","source":"mdm:berlin","type":"\#(trial.type)","#
            + #""time":"2026-03-01T09:00:00Z","data":{\#(trial.data)\#(device)}}"#
        switch CloudEventReader().read(try JSONDocument(Array(text.utf8)).root) {
        case .success(let submission):
            #expect(trial.path == nil && submission.events.count == 1)
        case .failure(let failures):
            #expect(failures.failures.map(\.member) == trial.path.map { [$0] } ?? [], "\(failures)")
            #expect(!"\(failures)".contains("correct horse") && !"\(failures)".contains("hunter2"))
        }
    }
}
