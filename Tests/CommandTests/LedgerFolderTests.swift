import Foundation
import Glibc
import Testing

@Suite("ledger folders that cannot be used")
struct LedgerFolderTests {
    @Test("missing, foreign, existing and open ledgers are refused with a hint, and nothing is changed")
    func refused() {
        let shell = Shell()
        defer { shell.remove() }
        let missing = shell.probity("status")
        #expect(missing.status == 1 && missing.errors.contains("hint: probity init"), "\(missing.errors)")
        #expect(shell.probity("init", "--origin", "with space").status == 64)
        #expect(shell.probity("init", "--origin", "test.example/a").status == 0)
        let before = shell.files("ledger").map { shell.read($0) }
        let again = shell.probity("init", "--origin", "test.example/a")
        #expect(again.status == 5 && again.errors.contains("exists already"), "\(again.errors)")
        #expect(shell.files("ledger").map { shell.read($0) } == before)
        shell.write("foreign/notes.txt", "hello")
        #expect(shell.probity("init", "--origin", "x.y/z", "--ledger", "foreign").status == 5)
        #expect(shell.probity("status", "--ledger", "foreign").status == 1)
        #expect(shell.probity("nonsense").status == 64)
        #expect(shell.probity("import").status == 64)
    }

    @Test("a key that others can read is refused with status 5")
    func looseKey() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/loose")
        chmod(shell.folder + "/ledger/key", 0o644)
        let run = shell.probity("checkpoint")
        #expect(run.status == 5 && run.errors.contains("chmod 600"), "\(run.errors)")
        chmod(shell.folder + "/ledger/key", 0o600)
        #expect(shell.probity("checkpoint").status == 0)
    }

    @Test("the two clocks: what was known before a late record, and after it")
    func twoClocks() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/clocks")
        func event(_ id: String, _ time: String, _ verdict: String) -> String {
            """
            {"specversion":"1.0","id":"\(id)","source":"mdm:one","type":"compliance.evaluated","time":"\(time)","data":{"tenant":"acme","device":{"entraDeviceId":"00000000-0000-4000-8000-000000000001"},"verdict":"\(verdict)"}}

            """
        }
        shell.write("1", event("1", "2026-03-01T00:00:00Z", "compliant"))
        shell.write("2", event("2", "2026-03-02T00:00:00Z", "nonCompliant"))
        shell.probity("append", "1", "--quiet")
        shell.probity("append", "2", "--quiet")
        func evaluated(_ arguments: String...) -> String? {
            let run = shell.run(
                ["show", "device", "00000000-0000-4000-8000-000000000001", "--json"] + arguments)
            let devices = object(run)["devices"] as? [[String: Any]] ?? []
            let states = devices.first?["state"] as? [[String: Any]] ?? []
            return states.first { ($0["region"] as? String) == "compliance-evaluated" }?["value"] as? String
        }
        #expect(evaluated("--as-of", "2026-03-03") == "nonCompliant")
        #expect(evaluated("--as-of", "2026-03-03", "--known-at", "@0") == "compliant")
        #expect(evaluated("--as-of", "2026-03-01") == "compliant")
        #expect(evaluated("--as-of", "@0") == "compliant")
        #expect(evaluated("--as-of", "2026-02-01") == nil)
    }
}
