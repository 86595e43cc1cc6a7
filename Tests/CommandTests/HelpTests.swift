import Foundation
import Testing

@Suite("help")
struct HelpTests {
    static let verbs = [
        "init", "import", "append", "quarantine", "log", "show", "why", "list", "replay", "status", "verify",
        "checkpoint", "backup", "restore",
        "rebuild", "inspect", "catalogue", "simulate",
    ]

    @Test("every verb opens with examples, and only verbs that work are listed", arguments: verbs)
    func examples(_ verb: String) {
        let shell = Shell()
        defer { shell.remove() }
        let run = shell.probity(verb, "--help")
        #expect(run.status == 0)
        #expect(run.text.contains("EXAMPLES") && run.text.contains("probity \(verb)"), "\(verb): \(run.text)")
    }

    @Test("the list of verbs is this one")
    func list() {
        let shell = Shell()
        defer { shell.remove() }
        let text = shell.probity("--help").text
        for verb in Self.verbs { #expect(text.contains("  \(verb) "), "\(verb)") }
        for verb in ["serve", "erase", "hold", "keys", "witness", "timestamp"] {
            #expect(!text.contains("  \(verb) "), "\(verb) is listed though it does not work")
        }
    }

    @Test("the catalogue prints every type with a schema")
    func catalogue() {
        let shell = Shell()
        defer { shell.remove() }
        let types = object(shell.probity("catalogue", "--json"))["types"] as? [[String: Any]] ?? []
        #expect(types.count > 40)
        for type in types {
            let schema = type["schema"] as? [String: Any]
            #expect(schema?["$id"] != nil)
            #expect((schema?["examples"] as? [[String: Any]])?.first?["tenant"] != nil)
        }
    }

    @Test("the catalogue shows a type with its fields, its personal ones and an example that can be appended")
    func catalogueOfOneType() throws {
        let shell = Shell()
        defer { shell.remove() }
        let run = shell.probity("catalogue", "partner.configured")
        #expect(run.status == 0)
        for text in [
            "partner.configured, revision 1, about the connection", "secretFingerprint", "SHA-256",
            "Personal, in the private record only: ", "An event's data:",
        ] { #expect(run.text.contains(text), "\(text)") }
        let example = try #require(run.text.components(separatedBy: "An event's data:\n").last)
        let event =
            #"{"specversion":"1.0","id":"1","source":"mdm:berlin","type":"partner.configured","data":"#
            + example.replacingOccurrences(of: "\n", with: " ") + "}\n"
        #expect(shell.probity("init", "--origin", "test.example/catalogue").status == 0)
        let append = shell.probity("append", "-", input: Array(event.utf8))
        #expect(append.status == 0 && append.text.contains("recorded"), "\(append.text) \(append.errors)")
    }
}
