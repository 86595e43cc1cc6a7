import Foundation
import Testing

/// Inventories that go on without a device.
@Suite("inventories that no longer list a device")
struct InventoryAbsenceTests {
    private static let tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47"

    private static func device(_ number: Int) -> String {
        "5a1d0c3e-0011-4000-8000-" + String(format: "%012d", number)
    }

    private static func batch(_ day: Int) -> String {
        "5a1d0c3e-0013-4000-8000-" + String(format: "%012d", day)
    }

    private static func azure(_ day: Int, _ time: String, _ category: String, _ inner: String) -> String {
        """
        {"time":"2026-03-0\(day)T\(time).0000000Z","tenantId":"\(tenant)","category":"\(category)",\
        "operationName":"Other","resultType":"None","properties":\(inner)}
        """
    }

    /// An inventory of a day that says how many rows it has, and has those of some devices.
    private static func inventory(
        _ day: Int, _ devices: [Int], rows: Int? = nil, category: String = "Devices"
    ) -> [String] {
        devices.map {
            azure(
                day, "08:05:00", category, "{\"DeviceId\":\"\(device($0))\",\"BatchId\":\"\(batch(day))\"}")
        } + [
            azure(
                day, "08:06:00", category,
                "{\"BatchId\":\"\(batch(day))\",\"Stats\":{\"RecordCount\":\(rows ?? devices.count)}}")
        ]
    }

    private func shell(_ lines: [String]) -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/absence")
        shell.write("input", lines.joined(separator: "\n"))
        let run = shell.probity("import", "input")
        #expect(run.status == 0, "\(run.errors)")
        return shell
    }

    private func absence(_ shell: Shell, _ number: Int, _ arguments: String...) -> [String: Any]? {
        let run = object(
            shell.run(["show", "device", "intune/" + Self.device(number), "--json"] + arguments))
        return (run["devices"] as? [[String: Any]])?.first?["notListed"] as? [String: Any]
    }

    @Test("the first whole inventory without the device says since when, whatever order records came in")
    func whole() {
        let days = [1, 2, 3, 4].map { Self.inventory($0, $0 < 3 ? [1, 2] : [2]) }
        for lines in [days.flatMap { $0 }, days.reversed().flatMap { $0.reversed() }] {
            let shell = shell(lines)
            defer { shell.remove() }
            let found = absence(shell, 1)
            #expect(found?["since"] as? String == "2026-03-03T08:06:00Z", "\(String(describing: found))")
            #expect(found?["lastListed"] as? String == "2026-03-02T08:05:00Z")
            #expect(found?["batch"] as? String == Self.batch(3) && found?.number("rows") == 1)
            #expect(found?["rule"] as? String == "not-listed-by-whole-inventory")
            #expect(found?["isInferred"] as? Bool == true)
            #expect(absence(shell, 2) == nil)
            // Before it ended, nothing was concluded.
            #expect(absence(shell, 1, "--as-of", "2026-03-03T08:05:59Z") == nil)
            let plain = shell.probity("show", "device", "intune/" + Self.device(1)).text
            #expect(plain.contains("no longer listed (inferred) since 2026-03-03T08:06:00Z"), "\(plain)")
            #expect(plain.contains("is whole, 1 of 1 rows, and does not list it"), "\(plain)")
        }
    }

    @Test("lists and tenants flag who is no longer listed, from the read models and from a fold alike")
    func listed() {
        let shell = shell(
            Self.inventory(1, [1, 2, 3]) + Self.inventory(2, [2], rows: 2) + Self.inventory(3, [2]))
        defer { shell.remove() }
        func endings(_ arguments: String...) -> [String: String] {
            let run = object(shell.run(["list", "devices", "--json"] + arguments))
            let rows = run["devices"] as? [[String: Any]] ?? []
            return Dictionary(
                rows.map { ($0["device"] as? String ?? "", $0["ending"] as? String ?? "none") },
                uniquingKeysWith: { first, _ in first })
        }
        func names(_ kinds: [String]) -> [String: String] {
            Dictionary(
                uniqueKeysWithValues: kinds.enumerated().map { ("intune/" + Self.device($0 + 1), $1) })
        }
        let expected = names(["notListedInferred", "none", "notListedInferred"])
        for instant in [["--as-of", "2026-03-04"], ["--as-of", "2026-03-04", "--known-at", "2200-01-01"]] {
            let found =
                instant.count == 2
                ? endings(instant[0], instant[1])
                : endings(instant[0], instant[1], instant[2], instant[3])
            #expect(found == expected, "\(found)")
        }
        // The second inventory lacks a row, and concludes nothing.
        #expect(endings("--as-of", "2026-03-02T12:00:00Z") == names(["none", "none", "none"]))
        let tenant = object(
            shell.probity("show", "tenant", Self.tenant, "--json", "--as-of", "2026-03-04"))
        let counts = (tenant["tenant"] as? [String: Any])?["endings"] as? [String: Any] ?? [:]
        #expect(counts.number("notListedInferred") == 2, "\(counts)")
        let row = object(shell.probity("list", "devices", "--json", "--as-of", "2026-03-04"))
        let since = (row["devices"] as? [[String: Any]])?.first?["endingSince"] as? String
        #expect(since == "2026-03-03T08:06:00Z")
    }

    @Test("an inventory that lacks rows concludes nothing, until they come")
    func incomplete() {
        let shell = shell(Self.inventory(1, [1, 2, 3]) + Self.inventory(2, [2], rows: 2))
        defer { shell.remove() }
        let size = object(shell.probity("status", "--json")).number("size")
        #expect(absence(shell, 1) == nil)
        shell.write("late", Self.inventory(2, [3])[0])
        #expect(shell.probity("import", "late").status == 0)
        #expect(absence(shell, 1)?["since"] as? String == "2026-03-02T08:06:00Z")
        // The late row makes the inventory whole, and is not the one of the device.
        #expect(absence(shell, 3) == nil)
        #expect(absence(shell, 1, "--known-at", "@\(size - 1)", "--as-of", "2026-03-05") == nil)
    }

    @Test("a report of verdicts alone concludes nothing, nor does a device that is listed again")
    func others() {
        let shell = shell(
            Self.inventory(1, [1, 2]) + Self.inventory(2, [2], category: "DeviceComplianceOrg")
                + Self.inventory(3, [2]) + Self.inventory(4, [1, 2]))
        defer { shell.remove() }
        #expect(absence(shell, 1) == nil)
        #expect(absence(shell, 1, "--as-of", "2026-03-02T12:00:00Z") == nil)
        #expect(absence(shell, 1, "--as-of", "2026-03-03T12:00:00Z")?["batch"] as? String == Self.batch(3))
    }
}
