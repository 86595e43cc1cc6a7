import Testing

@Suite("The rules of source files")
struct SourceRulesTests {
    @Test("sources and tools keep to the rules")
    func tree() throws {
        let files = try Repository.swiftFiles(below: ["Sources", "Tools", "Migrations"])
        #expect(!files.isEmpty)
        let found = files.flatMap { SourceRules.violations(of: $0) }
        #expect(found.isEmpty, "\(found.count) violations:\n\(found.prefix(40).joined(separator: "\n"))")
    }

    @Test("tests are no longer and no wider than sources")
    func tests() throws {
        var found: [String] = []
        for file in try Repository.swiftFiles(below: ["Tests"]) + [manifest()] {
            if file.lines.count > SourceRules.longestFile {
                found.append("\(file.path): \(file.lines.count) lines")
            }
            found += SourceRules.wideLines(of: file).map {
                "\(file.path):\($0 + 1): \(file.lines[$0].count) columns"
            }
        }
        #expect(found.isEmpty, "\(found.count) violations:\n\(found.prefix(40).joined(separator: "\n"))")
    }

    @Test(
        "a planted violation is found",
        arguments: [
            "let x = try! f()", "fatalError(\"no\")", "let now = Date()", "print(1)", "    print(value)",
            "// TODO: later", "/// FIXME", "struct PathUtils {", "final class SessionManager {",
            "enum Helper {}",
            "final class Box: @unchecked Sendable {}",
            String(repeating: "a", count: SourceRules.widestLine + 1),
        ])
    func planted(_ line: String) {
        let file = SourceFile(path: "Sources/Merkle/Planted.swift", text: "let before = 1\n\(line)\n")
        #expect(SourceRules.violations(of: file).count == 1)
    }

    @Test(
        "what only resembles a violation is none",
        arguments: [
            "fingerprint(1)", "log.print(1)", "let date = CheckedDate()", "struct ManagerReport {",
            "try value()",
            "/// Never `try!` here.",
            "// SAFETY: guarded by its lock.\nfinal class Box: @unchecked Sendable {}",
            String(repeating: "a", count: SourceRules.widestLine),
        ])
    func harmless(_ text: String) {
        let file = SourceFile(path: "Sources/Merkle/Planted.swift", text: text + "\n")
        #expect(SourceRules.violations(of: file) == [])
    }

    @Test("a long file and a drawer by name are found")
    func files() {
        let long = String(repeating: "let a = 1\n", count: SourceRules.longestFile + 1)
        #expect(SourceRules.violations(of: SourceFile(path: "Sources/A/B.swift", text: long)).count == 1)
        #expect(
            SourceRules.violations(of: SourceFile(path: "Sources/A/StringUtils.swift", text: "")).count == 1)
        #expect(SourceRules.violations(of: SourceFile(path: "Sources/A/Common.swift", text: "")).count == 1)
    }

    @Test("what stands in a literal of several lines may be wide, what stands behind it may not")
    func literals() {
        let wide = String(repeating: "a", count: SourceRules.widestLine + 1)
        let text = "let help = \"\"\"\n\(wide)\n\"\"\"\n\(wide)\n"
        #expect(SourceRules.wideLines(of: SourceFile(path: "Sources/A/B.swift", text: text)) == [3])
    }

    @Test("tools may print")
    func tools() {
        #expect(
            SourceRules.violations(of: SourceFile(path: "Tools/probity/A.swift", text: "print(1)\n")) == [])
    }

    @Test("every exception is still needed: its file exists")
    func exceptions() {
        for exception in SourceRules.exceptions {
            #expect(Repository.exists(exception.path), "\(exception.path): \(exception.reason)")
        }
    }

    private func manifest() throws -> SourceFile {
        SourceFile(path: "Package.swift", text: try Repository.text("Package.swift"))
    }
}
