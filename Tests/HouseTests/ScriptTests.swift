import Foundation
import Testing

@Suite("The scripts")
struct ScriptTests {
    static let paths = [
        ".ci/run", "Tools/bench", "Tools/faults", "Tools/fuzz", "Tools/install", "Tools/packages",
        "Tools/quickstart", "Tools/test",
    ]

    @Test("each can be run, is Bash, and stops at the first failure", arguments: paths)
    func shape(_ path: String) throws {
        let lines = Markdown(try Repository.text(path)).lines
        #expect(lines.first == "#!/usr/bin/env bash")
        #expect(lines.contains("set -euo pipefail"))
        #expect(lines[1].hasPrefix("# "), "it does not say what it does")
        #expect(
            FileManager.default.isExecutableFile(atPath: Repository.root.appendingPathComponent(path).path))
    }

    @Test("no script is left out of these tests")
    func all() {
        let found = Repository.names(in: "Tools").filter { Repository.names(in: "Tools/\($0)").isEmpty }
        #expect(Set(found.map { "Tools/\($0)" } + [".ci/run"]) == Set(Self.paths))
    }

    @Test("Bash can read each", arguments: paths)
    func syntax(_ path: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["bash", "-n", Repository.root.appendingPathComponent(path).path]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
