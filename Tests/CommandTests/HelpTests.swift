import Testing

@Suite("help")
struct HelpTests {
    static let verbs = [
        "init", "import", "append", "quarantine", "log", "show", "why", "list", "replay", "status", "verify",
        "checkpoint",
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
        for type in types { #expect((type["schema"] as? [String: Any])?["$id"] != nil) }
    }
}
