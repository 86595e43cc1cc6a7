import Foundation
import Testing

@Suite("batches")
struct BatchGapTests {
    private static let tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47"
    private static let batch = "5a1d0c3e-0013-4000-8000-00000000ba01"

    private static func azure(_ category: String, _ inner: String, time: String = "08:05:00") -> String {
        """
        {"time":"2026-03-01T\(time).0000000Z","tenantId":"\(tenant)","category":"\(category)",\
        "operationName":"Other","resultType":"None","properties":\(inner)}
        """
    }

    private static func row(_ number: Int, batch: String = batch, more: String = "") -> String {
        let device = "5a1d0c3e-0011-4000-8000-" + String(format: "%012d", number)
        return azure("Devices", "{\"DeviceId\":\"\(device)\",\"BatchId\":\"\(batch)\"\(more)}")
    }

    private static func end(_ count: Int, batch: String = batch, time: String = "08:06:00") -> String {
        azure("Devices", "{\"BatchId\":\"\(batch)\",\"Stats\":{\"RecordCount\":\(count)}}", time: time)
    }

    private func shell() -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/batches")
        return shell
    }

    private func importing(_ shell: Shell, _ lines: [String]) -> Run {
        shell.write("input", lines.joined(separator: "\n"))
        return shell.probity("import", "--json", "input")
    }

    private func notices(_ shell: Shell) -> [String] {
        let run = shell.probity("log", "source:probity", "--format", "jsonl")
        return run.lines.compactMap { line in
            let event = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
            let data = event?["data"] as? [String: Any] ?? [:]
            return event.map { "\($0["type"] ?? "") \(data.number("found")) of \(data.number("expected"))" }
        }
    }

    private func gaps(_ shell: Shell, _ more: String...) -> [[String: Any]] {
        let run = shell.run(["list", "sources", "--gaps", "--json"] + more)
        return (object(run)["gaps"] as? [[String: Any]] ?? []).filter { $0["batch"] is String }
    }

    @Test("a batch that has fewer rows than its source said is noticed once, and closed by the missing ones")
    func noticedAndClosed() {
        let shell = shell()
        defer { shell.remove() }
        let short = (1...9).map { Self.row($0) } + [Self.end(10)]
        let first = importing(shell, short)
        #expect(first.status == 0)
        #expect(first.errors.contains("gap noticed: batch \(Self.batch) of Devices has 9 of 10 rows"))
        let summary = object(first)
        #expect(summary.number("read") == 10 && summary.number("recorded") == 10)
        let size = object(shell.probity("status", "--json")).number("size")
        #expect(size == summary.number("events") + 1)
        #expect(notices(shell) == ["source.gap_noticed 9 of 10"])

        let again = importing(shell, short)
        #expect(object(again).number("duplicates") == 10 && object(again).number("events") == 0)
        #expect(again.errors.contains("gap still open: batch \(Self.batch)"))
        #expect(object(shell.probity("status", "--json")).number("size") == size)

        let listed = gaps(shell)
        #expect(listed.count == 1 && listed[0].number("expected") == 10 && listed[0].number("found") == 9)
        #expect(listed[0]["source"] as? String == "intune:\(Self.tenant)")
        #expect(listed[0]["from"] as? String == "2026-03-01T08:06:00Z" && listed[0]["to"] is NSNull)
        #expect(gaps(shell, "--as-of", "2026-02-28").isEmpty)
        #expect(gaps(shell, "source:entra").isEmpty)

        let last = importing(shell, [Self.row(10)])
        #expect(last.errors.contains("gap closed: batch \(Self.batch) of Devices has 10 of 10 rows"))
        #expect(notices(shell) == ["source.gap_noticed 9 of 10", "source.gap_closed 10 of 10"])
        #expect(gaps(shell).isEmpty)
        #expect(gaps(shell, "--known-at", "@\(size - 1)").count == 1, "it was open as far as was known then")
        let whole = object(shell.probity("status", "--json")).number("size")
        #expect(!importing(shell, short + [Self.row(10)]).errors.contains("gap"))
        #expect(object(shell.probity("status", "--json")).number("size") == whole)
        #expect(shell.probity("replay", "--verify-projections").status == 0)
        #expect(shell.probity("verify").status == 0)
    }

    @Test("a gap that another import makes smaller is said again, with its new size")
    func shrinking() {
        let shell = shell()
        defer { shell.remove() }
        _ = importing(shell, [Self.row(1), Self.end(3)])
        #expect(importing(shell, [Self.row(2)]).errors.contains("has 2 of 3 rows"))
        #expect(notices(shell) == ["source.gap_noticed 1 of 3", "source.gap_noticed 2 of 3"])
        #expect(gaps(shell).map { $0.number("found") } == [2])
    }

    @Test("rows without an end, more rows than were told, and a whole batch are no gap")
    func noGap() {
        let shell = shell()
        defer { shell.remove() }
        let other = "5a1d0c3e-0013-4000-8000-00000000ba02"
        let run = importing(
            shell,
            [Self.row(1), Self.row(2, batch: other), Self.row(3, batch: other), Self.end(1, batch: other)])
        #expect(run.status == 0 && !run.errors.contains("gap"))
        #expect(notices(shell).isEmpty)
        #expect(!importing(shell, [Self.end(1)]).errors.contains("gap"))
        #expect(notices(shell).isEmpty)
    }

    @Test(
        "a row that came again with another content is one row, and an end that was revised counts as it is")
    func revised() {
        let shell = shell()
        defer { shell.remove() }
        let run = importing(
            shell, [Self.row(1), Self.row(1, more: ",\"OS\":\"Windows\""), Self.end(2)])
        #expect(object(run).number("revisions") == 1)
        #expect(run.errors.contains("has 1 of 2 rows"), "\(run.errors)")
        // The source says later that it has three, and later still that there is one.
        #expect(importing(shell, [Self.end(3, time: "09:06:00")]).errors.contains("has 1 of 3 rows"))
        #expect(importing(shell, [Self.end(1, time: "10:06:00")]).errors.contains("gap closed"))
        #expect(notices(shell).last == "source.gap_closed 1 of 1")
        #expect(gaps(shell).isEmpty)
    }

    @Test(
        "a batch is noticed where its end comes alone, and what a first import left out a second one notices")
    func endAlone() {
        let shell = shell()
        defer { shell.remove() }
        #expect(importing(shell, [Self.end(2)]).errors.contains("has 0 of 2 rows"))
        #expect(gaps(shell).map { $0.number("found") } == [0])
        #expect(importing(shell, [Self.end(9_223_372_036_854_775_807, time: "09:00:00")]).status == 0)
        #expect(gaps(shell).count == 1)
    }

    @Test("rows that a retry takes out of quarantine close a gap")
    func retry() {
        let shell = shell()
        defer { shell.remove() }
        let unnamed = Self.row(2).replacing("\"tenantId\":\"\(Self.tenant)\",", with: "")
        let run = importing(shell, [Self.row(1), unnamed, Self.end(2)])
        #expect(object(run).number("quarantined") == 1)
        #expect(run.errors.contains("has 1 of 2 rows"))
        let retried = shell.probity("quarantine", "retry", "--tenant", Self.tenant)
        #expect(retried.status == 0 && retried.errors.contains("gap closed"), "\(retried.errors)")
        #expect(notices(shell).last == "source.gap_closed 2 of 2")
    }

    @Test("an event that says a gap was noticed is refused from outside")
    func reserved() {
        let shell = shell()
        defer { shell.remove() }
        shell.write(
            "event",
            """
            {"specversion":"1.0","id":"1","source":"mdm:one","type":"source.gap_noticed",\
            "time":"2026-03-01T00:00:00Z","data":{"tenant":"acme","expected":2,"found":1}}
            """)
        #expect(shell.probity("append", "event").status == 1)
        #expect(notices(shell).isEmpty)
    }
}
