import Foundation
import Testing

@Suite("inspect tells damage from what nobody was told of")
struct InspectTests {
    private static let segment = "ledger/log/00000000000000000000.seg"

    private static func ledger() -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/inspect")
        for part in 0..<4 {
            shell.write("events", DamageTests.events((part * 30)..<(part * 30 + 30)))
            shell.probity("append", "events", "--quiet")
        }
        return shell
    }

    @Test("a torn tail and a batch that is being written are told, with status 0")
    func tail() {
        let shell = Self.ledger()
        defer { shell.remove() }
        let whole = shell.read(Self.segment)
        for tail in [Array("PBLK".utf8), [UInt8](repeating: 0, count: 700), Array(whole[64..<200])] {
            shell.write(Self.segment, whole + tail)
            for path in [Self.segment, "./" + Self.segment, shell.folder + "/" + Self.segment] {
                let run = shell.probity("inspect", path)
                #expect(run.status == 0, "\(run.errors)")
                #expect(run.errors.contains("byte \(whole.count): "), "\(run.errors)")
                #expect(run.errors.contains("nobody was told of it") && run.errors.contains("hint: "))
            }
        }
        // The same bytes by themselves: no later block is there either.
        shell.write("alone.seg", whole.dropLast(5))
        #expect(shell.probity("inspect", "alone.seg").status == 0)
    }

    @Test("below the ledger's mark, or before a block that was written later, it is damage, with status 2")
    func damage() {
        let shell = Self.ledger()
        defer { shell.remove() }
        let whole = shell.read(Self.segment)
        shell.write(Self.segment, Array(whole.dropLast(5)))
        #expect(shell.probity("inspect", Self.segment).status == 2)
        var bytes = whole
        bytes[64 + 96 + 20] ^= 4
        shell.write(Self.segment, bytes)
        let run = shell.probity("inspect", Self.segment)
        #expect(run.status == 2 && run.errors.contains("byte 64: "), "\(run.errors)")
        shell.write("alone.seg", bytes)
        #expect(shell.probity("inspect", "alone.seg").status == 2)
        shell.write(Self.segment, whole)
        #expect(shell.probity("inspect", Self.segment).status == 0)
    }

    @Test("a recovery is told by status, in text and as JSON, once it is done")
    func recoveries() {
        let shell = Self.ledger()
        defer { shell.remove() }
        #expect((object(shell.probity("status", "--json"))["recoveries"] as? [Any])?.isEmpty == true)
        let whole = shell.read(Self.segment)
        shell.write(Self.segment, whole + Array("torn by a crash".utf8))
        #expect(shell.probity("checkpoint").status == 0)
        let found = object(shell.probity("status", "--json"))["recoveries"] as? [[String: Any]] ?? []
        #expect(found.count == 1)
        #expect(found.first?.number("bytes") == 15 && found.first?.number("byte") == whole.count)
        #expect(found.first?.number("segment") == 0 && found.first?.number("position") == 120)
        #expect((found.first?["digest"] as? String)?.count == 64)
        #expect(found.first?["recorded"] is String)
        let text = shell.probity("status").text
        #expect(
            text.contains(
                "recovered   15 bytes cut at byte \(whole.count) of segment 00000000000000000000, "),
            "\(text)")
    }
}
