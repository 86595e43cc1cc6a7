import Foundation
import Glibc
import Testing

@Suite("what verify says")
struct VerifyTests {
    private static func ledger() -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/verify")
        shell.write("events", DamageTests.events(0..<50))
        shell.probity("append", "events", "--quiet")
        return shell
    }

    private static func extents(_ run: Run) -> [String: String] {
        let scope = object(run)["scope"] as? [[String: Any]] ?? []
        return Dictionary(
            scope.map { ($0["part"] as? String ?? "", $0["extent"] as? String ?? "") },
            uniquingKeysWith: { first, _ in first })
    }

    @Test("what was checked and what not stands in text and JSON, and comes from what ran")
    func scope() {
        let shell = Self.ledger()
        defer { shell.remove() }
        let whole = Self.extents(shell.probity("verify", "--json"))
        #expect(whole.count == 16)
        #expect(whole.filter { $0.value != "checked" } == ["readModels": "not"])
        let text = shell.probity("verify").text
        #expect(text.contains("\nchecked: origin, key and secret, signature of the checkpoint, commit, "))
        #expect(text.contains("\nnot checked: read models (probity replay --verify-projections "))
        #expect(!text.contains("checked in part"))
        shell.remove("ledger/secret")
        let run = shell.probity("verify")
        #expect(run.status == 3)
        #expect(run.text.contains("\nchecked in part: identities (without the secret "), "\(run.text)")
        let less = Self.extents(shell.probity("verify", "--json"))
        #expect(less["identities"] == "partly" && less["keys"] == "partly" && less["log"] == "checked")
        shell.remove("ledger/origin")
        let none = shell.probity("verify")
        #expect(none.status == 2 && none.text.contains("\nchecked: nothing\n"), "\(none.text)")
    }

    @Test("damage has shape, file, byte and records in JSON, and is told in words")
    func shapes() {
        let shell = Self.ledger()
        defer { shell.remove() }
        let name = "ledger/log/00000000000000000000.seg"
        var bytes = shell.read(name)
        bytes[64 + 96 + 11] ^= 8
        shell.write(name, bytes)
        let run = shell.probity("verify")
        #expect(run.status == 2)
        #expect(run.text.contains("; it looks like one flipped bit, bit 3 of byte 171\n"), "\(run.text)")
        let findings = object(shell.probity("verify", "--json"))["findings"] as? [[String: Any]] ?? []
        let found = findings.first { $0["shape"] as? String == "flippedBit" }
        #expect(found?["file"] as? String == name)
        #expect(found?.number("byte") == 64 && found?.number("firstRecord") == 0)
        #expect((found?.number("recordsAffected") ?? 0) > 0)
    }

    @Test("a ledger of another user, or open to others, is read and verified, and not written to")
    func foreign() {
        let shell = Self.ledger()
        defer { shell.remove() }
        chmod(shell.folder + "/ledger", 0o755)
        #expect(shell.probity("verify").status == 0)
        #expect(shell.probity("status").status == 0)
        let run = shell.probity("checkpoint")
        #expect(run.status == 5, "\(run.errors)")
        #expect(run.errors.contains("mode 755") && run.errors.contains("hint: chmod 700 ledger,"))
        chmod(shell.folder + "/ledger", 0o700)
        symlink("ledger", shell.folder + "/link")
        let link = shell.probity("append", "events", "--quiet", "--ledger", "link")
        #expect(link.status == 5 && link.errors.contains("symbolic link"), "\(link.errors)")
        #expect(shell.probity("verify", "--ledger", "link").status == 0)
        guard geteuid() == 0 else { return }
        chown(shell.folder + "/ledger/commit", 65_534, 65_534)
        let foreign = shell.probity("checkpoint")
        #expect(foreign.status == 5 && foreign.errors.contains("belongs to user 65534"), "\(foreign.errors)")
        #expect(shell.probity("verify").status == 0)
    }

    @Test("on a read-only mount reading works, and writing ends with one sentence")
    func readOnlyMount() {
        let shell = Self.ledger()
        defer { shell.remove() }
        let place = shell.folder + "/mounted"
        mkdir(place, 0o700)
        guard mount("tmpfs", place, "tmpfs", 0, "size=8m") == 0 else {
            print("skipped: a tmpfs cannot be mounted here")
            return
        }
        defer { umount(place) }
        shell.copy("ledger", to: "mounted/ledger")
        guard mount("tmpfs", place, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0 else { return }
        #expect(shell.probity("verify", "--ledger", "mounted/ledger").status == 0)
        #expect(shell.probity("status", "--ledger", "mounted/ledger").status == 0)
        let run = shell.probity("append", "events", "--quiet", "--ledger", "mounted/ledger")
        #expect(run.status == 1 && run.errors.contains("read-only"), "\(run.errors)")
        #expect(run.errors.contains("hint: mount the file system for writing"), "\(run.errors)")
    }
}
