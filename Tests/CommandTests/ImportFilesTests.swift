import Foundation
import Glibc
import Testing

@Suite("files and folders of an import")
struct ImportFilesTests {
    private static func record(_ number: Int) -> String {
        HostileInputTests.good.replacingOccurrences(of: "11111111-", with: String(format: "%08d-", number))
    }

    private static func ledger() -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/files")
        return shell
    }

    @Test("a folder is read with all below it, in the order of the paths; hidden files and links are not")
    func folder() throws {
        let shell = Self.ledger()
        defer { shell.remove() }
        let names = ["in/b/c.json", "in/b.json", "in/a.json", "in/.hidden.json", "in/.git/x.json"]
        for (number, name) in names.enumerated() { shell.write(name, Self.record(number)) }
        try FileManager.default.createSymbolicLink(
            atPath: shell.folder + "/in/link.json", withDestinationPath: "a.json")
        try FileManager.default.createSymbolicLink(
            atPath: shell.folder + "/in/loop", withDestinationPath: "..")
        let run = shell.probity("import", "--json", "--tenant", "acme", "in")
        #expect(run.status == 0, "\(run.errors)")
        let files = object(run)["files"] as? [[String: Any]] ?? []
        #expect(files.map { $0["file"] as? String } == ["in/a.json", "in/b.json", "in/b/c.json"])
        #expect((object(run)["total"] as? [String: Any] ?? [:]).number("recorded") == 3)
        #expect(run.errors.contains("in: left out 2 hidden, 2 symbolic links"), "\(run.errors)")
        // A folder that ends with a slash is the same one.
        let again = shell.probity("import", "--json", "--tenant", "acme", "in/")
        let second = object(again)["files"] as? [[String: Any]] ?? []
        #expect(second.map { $0["file"] as? String } == ["in/a.json", "in/b.json", "in/b/c.json"])
    }

    @Test("an empty folder is said to be one")
    func emptyFolder() throws {
        let shell = Self.ledger()
        defer { shell.remove() }
        try FileManager.default.createDirectory(
            atPath: shell.folder + "/in", withIntermediateDirectories: true)
        let run = shell.probity("import", "--json", "in")
        #expect(run.status == 0 && run.errors.contains("in holds no files"), "\(run.errors)")
        #expect((object(run)["files"] as? [Any])?.isEmpty == true)
    }

    @Test("a file that cannot be read is in the summary with its error, and the others are recorded")
    func failed() {
        let shell = Self.ledger()
        defer { shell.remove() }
        shell.write("good.json", Self.record(1))
        let one = shell.probity("import", "--json", "missing.json")
        #expect(one.status == 1)
        #expect(object(one)["error"] as? String == "could not read missing.json: No such file or directory")
        #expect(object(one).number("read") == 0 && object(one)["files"] == nil)
        let both = shell.probity("import", "--json", "--tenant", "acme", "missing.json", "good.json")
        #expect(both.status == 1)
        let files = object(both)["files"] as? [[String: Any]] ?? []
        #expect(files.map { $0["file"] as? String } == ["missing.json", "good.json"])
        #expect(files.map { $0["error"] == nil } == [false, true])
        #expect((object(both)["total"] as? [String: Any] ?? [:]).number("recorded") == 1)
    }

    @Test("names that are not UTF-8 are opened as they are, and shown so that two stay two")
    func names() throws {
        let shell = Self.ledger()
        defer { shell.remove() }
        try FileManager.default.createDirectory(
            atPath: shell.folder + "/in", withIntermediateDirectories: true)
        for (number, byte) in [0xFE, 0xFF].enumerated() as EnumeratedSequence<[UInt8]> {
            let path = Array((shell.folder + "/in/bad").utf8) + [byte] + Array(".json\u{0}".utf8)
            let descriptor = path.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer {
                open($0.baseAddress!, O_WRONLY | O_CREAT, 0o600)
            }
            try #require(descriptor >= 0)
            let text = Array(Self.record(number).utf8)
            #expect(write(descriptor, text, text.count) == text.count)
            close(descriptor)
        }
        func run(_ files: String) -> [[String: Any]] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = [
                "-c", "exec \"$0\" import --json --tenant acme \(files)", Shell.binary,
            ]
            process.currentDirectoryURL = URL(fileURLWithPath: shell.folder)
            let output = Pipe()
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            do { try process.run() } catch { return [] }
            let data = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            let parsed = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:]
            return parsed["files"] as? [[String: Any]] ?? []
        }
        let named = run("\"$(printf 'in/bad\\377.json')\" \"$(printf 'in/bad\\376.json')\"")
        #expect(named.map { $0["file"] as? String } == ["in/bad\\xFF.json", "in/bad\\xFE.json"])
        #expect(named.map { $0.number("recorded") } == [1, 1])
        let walked = run("in")
        #expect(walked.map { $0["file"] as? String } == ["in/bad\\xFE.json", "in/bad\\xFF.json"])
        #expect(walked.map { $0.number("duplicates") } == [1, 1])
    }

    @Test(
        "a source that no record read can be of is refused up front",
        arguments: ["xx", "entra", "okta:acme", "jamf:", "jamf:a:b", "entra:a:b", "entra:", "a b"])
    func source(text: String) {
        let shell = Self.ledger()
        defer { shell.remove() }
        shell.write("good.json", Self.record(1))
        let run = shell.probity("import", "--source", text, "--tenant", "acme", "good.json")
        #expect(run.status == 64, "\(run.errors)")
        #expect(object(shell.probity("status", "--json")).number("size") == 0)
        #expect(shell.probity("quarantine", "list", "--format", "jsonl").output.isEmpty)
        let right = shell.probity("import", "--source", "entra:acme", "--tenant", "acme", "good.json")
        #expect(right.status == 0, "\(right.errors)")
    }
}
