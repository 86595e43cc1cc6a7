import Testing

@Suite("the layout of help")
struct HelpLayoutTests {
    /// Wide enough for every terminal.
    private static let columns = 80
    /// The parser of the command line does not fill the last ones.
    private static let spare = 2

    private static let verbs =
        [""] + HelpTests.verbs + [
            "show device", "show user", "show tenant", "show event", "show enrollment", "list enrollments",
            "list devices", "list users",
            "list tenants", "list sources", "quarantine list", "quarantine show", "quarantine retry",
        ]

    @Test("prose fills its lines, and every example stands on one", arguments: verbs)
    func filled(_ verb: String) {
        var shell = Shell()
        defer { shell.remove() }
        shell.environment["COLUMNS"] = "\(Self.columns)"
        let run = shell.run(verb.split(separator: " ").map(String.init) + ["--help"])
        let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { !$0.hasPrefix("USAGE") }
        #expect(lines.count > 3, "\(run.text)")
        for (line, next) in zip(lines, lines.dropFirst()) where !next.isEmpty && !next.hasPrefix(" ") {
            #expect(!line.hasPrefix(" "), "this example is broken: \(line)")
            let isHeading = line.isEmpty || line.allSatisfy { $0.isUppercase || $0 == " " }
            let word = next.prefix { $0 != " " }
            #expect(
                isHeading || line.count + 1 + word.count > Self.columns - Self.spare,
                "this line ends early: \(line)")
        }
    }
}
