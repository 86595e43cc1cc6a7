import Foundation
import Glibc
import Testing

@Suite("what the files of a ledger prove, by exit status")
struct EvidenceOnDiskTests {
    /// A ledger with events, evidence, identities and refused input.
    private static func world() -> FleetLedger {
        let fleet = FleetLedger(devices: 3, days: 6)
        fleet.shell.write("bad.json", "{bad\n{bad\n{worse\n")
        fleet.shell.probity("import", "bad.json")
        return fleet
    }

    /// All files that are neither disposable nor the lock.
    private static func lasting(_ shell: Shell) -> [String] {
        shell.files("ledger").filter {
            !$0.contains("read-models") && !$0.contains("/hashes/") && !$0.hasSuffix(".idx")
                && !$0.hasSuffix("/lock") && !$0.hasSuffix("/last-verify")
        }
    }

    @Test("each file that is deleted, zeroed, cut or lengthened is found and named; none is cut afterwards")
    func everyFile() {
        let fleet = Self.world()
        let shell = fleet.shell
        defer { shell.remove() }
        #expect(shell.probity("verify").status == 0)
        shell.copy("ledger", to: "whole")
        for file in Self.lasting(shell) {
            let whole = shell.read(file)
            let half = Array(whole.prefix(whole.count / 2))
            let changes: [(String, [UInt8]?)] = [
                ("deleted", nil), ("zeroed", [UInt8](repeating: 0, count: whole.count)), ("empty", []),
                ("cut", half), ("lengthened", whole + Array("junk".utf8)),
            ]
            for (name, bytes) in changes {
                shell.copy("whole", to: "ledger")
                if let bytes { shell.write(file, bytes) } else { shell.remove(file) }
                chmod(shell.folder + "/" + file, 0o600)
                let run = shell.probity("verify")
                // Bytes behind an end, and one copy of the mark, prove nothing; a key that is gone neither.
                let isMark = file.hasSuffix("/commit") && ["cut", "lengthened"].contains(name)
                let isTail = file.hasSuffix(".seg") && name == "lengthened"
                let isUnchecked =
                    name == "deleted" && ["/key", "/secret", "/checkpoint"].contains { file.hasSuffix($0) }
                let expected: Int32 = isMark || isTail ? 1 : isUnchecked ? 3 : 2
                #expect(run.status == expected, "\(file) \(name): \(run.status) \(run.text)")
                let base = file.split(separator: "/").last ?? ""
                let store = file.contains("quarantine/") ? "quarantine" : base.prefix(20)
                #expect(
                    run.text.contains(base) || run.text.contains(store), "\(file) \(name): \(run.text)")
            }
        }
    }

    @Test("damaged quarantine ends list, status and import with 2, and its bytes stay as they are")
    func damagedQuarantine() {
        let fleet = Self.world()
        let shell = fleet.shell
        defer { shell.remove() }
        let name = "ledger/quarantine/00000000000000000000.seg"
        var bytes = shell.read(name)
        bytes[bytes.count / 2] ^= 1
        shell.write(name, bytes)
        for verb in [
            ["quarantine", "list"], ["status"], ["import", "bad.json"], ["checkpoint"], ["verify"],
        ] {
            let run = shell.run(verb)
            #expect(run.status == 2, "\(verb): \(run.errors)")
            #expect(run.errors.contains("hint: "), "\(verb): \(run.errors)")
        }
        #expect(shell.read(name) == bytes)
        shell.remove("ledger/quarantine")
        for verb in [["quarantine", "list"], ["import", "bad.json"], ["verify"]] {
            #expect(shell.run(verb).status == 2, "\(verb)")
        }
    }

    @Test("the list of what was refused has as many rows as the import counted, each with its place")
    func places() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/places")
        shell.write("a.json", "{bad\n{bad\n{bad\n")
        shell.write("b.json", "{bad\n")
        for _ in 0..<2 {
            #expect(object(shell.probity("import", "--json", "a.json")).number("quarantined") == 3)
        }
        #expect(object(shell.probity("import", "--json", "b.json")).number("quarantined") == 1)
        let rows = shell.probity("quarantine", "list", "--format", "jsonl").lines.map {
            (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any] ?? [:]
        }
        #expect(
            rows.map { "\($0["file"] ?? "") \($0.number("line"))" } == [
                "a.json 1", "a.json 2", "a.json 3", "b.json 1",
            ])
        for row in rows {
            #expect(shell.probity("quarantine", "show", row["id"] as? String ?? "").text == "{bad")
        }
        #expect(object(shell.probity("status", "--json")).number("quarantined") == 4)
    }

    @Test("lost origin, folders and segments are 2, with no advice to make a new ledger")
    func lost() {
        let fleet = Self.world()
        let shell = fleet.shell
        defer { shell.remove() }
        shell.copy("ledger", to: "whole")
        for name in ["origin", "log", "private", "private/records", "private/identities"] {
            shell.copy("whole", to: "ledger")
            shell.remove("ledger/" + name)
            for verb in [["verify"], ["import", "bad.json"]] {
                let run = shell.run(verb)
                #expect(run.status == 2, "\(name), \(verb): \(run.status) \(run.text) \(run.errors)")
                #expect(!run.errors.contains("probity init"), "\(name): \(run.errors)")
            }
        }
    }

    @Test("a copied segment, which refuses writing, is no good ledger for verify either")
    func copiedSegment() {
        let fleet = Self.world()
        let shell = fleet.shell
        defer { shell.remove() }
        shell.copy("ledger/log/00000000000000000000.seg", to: "ledger/log/00000000000000099999.seg")
        #expect(shell.probity("verify").status == 2)
        #expect(shell.probity("checkpoint").status == 2)
    }

    @Test("folders that others may write to are refused with status 5 and the command that mends it")
    func looseFolders() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/loose")
        for name in ["ledger", "ledger/private", "ledger/log"] {
            for permissions: mode_t in [0o777, 0o755, 0o750, 0o720, 0o702, 0o701] {
                chmod(shell.folder + "/" + name, permissions)
                let run = shell.probity("checkpoint")
                #expect(run.status == 5, "\(name): \(run.errors)")
                #expect(run.errors.contains("chmod 700 \(name),"), "\(run.errors)")
                #expect(shell.probity("status").status == 0, "reading goes on")
            }
            chmod(shell.folder + "/" + name, 0o700)
        }
        #expect(shell.probity("checkpoint").status == 0)
    }

    @Test("init says what stands in its place")
    func occupied() {
        let shell = Shell()
        defer { shell.remove() }
        shell.write("plain", "text")
        symlink("nowhere", shell.folder + "/dangling")
        for (name, words) in [("plain", "is a file"), ("dangling", "a symbolic link that leads nowhere")] {
            let run = shell.probity("init", "--origin", "test.example/a", "--ledger", name)
            #expect(run.status == 5 && run.errors.contains(words), "\(run.errors)")
        }
    }

    @Test(
        "what this user may not read is 3 and never proof of damage",
        .enabled(if: OtherUser.isAvailable, "needs a user for whom permissions count"))
    func unreadable() {
        let fleet = Self.world()
        let shell = fleet.shell
        defer { shell.remove() }
        let user = OtherUser(shell)
        #expect(user.probity("verify").status == 0)
        let folders = ["log", "private", "private/records", "private/identities", "quarantine"]
        for name in Self.lasting(shell) + folders.map({ "ledger/" + $0 }) {
            let path = shell.folder + "/" + name
            var before = stat()
            #expect(stat(path, &before) == 0)
            chmod(path, 0)
            let run = user.probity("verify")
            #expect(run.status == 3, "\(name): \(run.status) \(run.text) \(run.errors)")
            #expect(user.probity("checkpoint").status == 4, "\(name)")
            chmod(path, before.st_mode & 0o7777)
        }
        #expect(user.probity("verify").status == 0)
    }

    @Test(
        "a folder that this user may not write to is 4 with a hint, each time",
        .enabled(if: OtherUser.isAvailable, "needs a user for whom permissions count"))
    func unwritable() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/unwritable")
        shell.write("events.jsonl", DamageTests.events(0..<6))
        shell.probity("append", "events.jsonl", "--quiet")
        shell.write("more.jsonl", DamageTests.events(6..<12))
        let user = OtherUser(shell)
        chmod(shell.folder + "/ledger", 0o500)
        for _ in 0..<3 {
            let run = user.probity("append", "more.jsonl", "--quiet")
            #expect(run.status == 4, "\(run.status) \(run.errors)")
            #expect(run.errors.contains("permission denied") && run.errors.contains("hint: check owner"))
        }
    }
}

/// A user for whom permissions count: this one, or where this one is root, nobody.
private struct OtherUser {
    private static let nobody: uid_t = 65_534
    private static let switcher = "/usr/bin/setpriv"
    private static let prefix =
        geteuid() == 0
        ? [switcher, "--reuid=\(nobody)", "--regid=\(nobody)", "--clear-groups", Shell.binary]
        : [Shell.binary]

    /// Whether the binary can be run so.
    static let isAvailable: Bool = {
        guard geteuid() == 0 else { return true }
        guard FileManager.default.isExecutableFile(atPath: switcher) else { return false }
        let shell = Shell()
        defer { shell.remove() }
        return OtherUser(shell).probity("--help").status == 0
    }()

    private let shell: Shell

    /// The folder and all that is in it are his from now on.
    init(_ shell: Shell) {
        self.shell = shell
        guard geteuid() == 0 else { return }
        chown(shell.folder, Self.nobody, Self.nobody)
        let all = FileManager.default.enumerator(atPath: shell.folder)?.compactMap { $0 as? String } ?? []
        for name in all { chown(shell.folder + "/" + name, Self.nobody, Self.nobody) }
    }

    func probity(_ arguments: String...) -> Run {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.prefix[0])
        process.arguments = Self.prefix.dropFirst() + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: shell.folder)
        let output = Pipe()
        let errors = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        guard (try? process.run()) != nil else { return Run(status: -1, output: [], errors: "not started") }
        // Both are short: neither pipe fills while the other is read.
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let words = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus, output: Array(text),
            errors: String(decoding: words, as: UTF8.self))
    }
}
