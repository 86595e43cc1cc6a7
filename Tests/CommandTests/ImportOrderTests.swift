import FaultRecords
import FleetSimulator
import Foundation
import Testing

@Suite("In whatever order exports are imported")
struct ImportOrderTests {
    /// Imports files in an order into a copy of an empty ledger: with the same secret, so that contents that
    /// were modified at the same time stand in the same order.
    private static func digest(_ shell: Shell, _ tenant: String, _ files: [String]) throws -> String {
        shell.copy("empty", to: "ledger")
        let imported = shell.run(["import", "--json", "--tenant", tenant] + files)
        #expect(imported.status == 0, "\(imported.errors)")
        let replayed = shell.probity("replay", "--verify-projections", "--json")
        #expect(replayed.status == 0, "\(replayed.errors) \(replayed.text)")
        return try #require(object(replayed)["digest"] as? String)
    }

    private static func tenant(_ records: [UInt8]) -> String? {
        let line = records.split(separator: UInt8(ascii: "\n")).first ?? []
        let record = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any]
        return record?["tenantId"] as? String
    }

    private static func permutations(_ items: [String]) -> [[String]] {
        guard items.count > 1 else { return [items] }
        return items.indices.flatMap { index in
            var rest = items
            let first = rest.remove(at: index)
            return permutations(rest).map { [first] + $0 }
        }
    }

    @Test("ten files fold to the same state as of now")
    func tenFiles() throws {
        let fleet = FleetLedger(devices: 6, days: 10, seed: 8, importing: false)
        let shell = fleet.shell
        defer { shell.remove() }
        shell.copy("ledger", to: "empty")
        var dice = Dice(11)
        // A file of every folder first, so that every format is among them.
        var folders: Set<String> = []
        let varied = fleet.exports.shuffled(using: &dice).sorted { left, right in
            func isNew(_ path: String) -> Bool {
                !folders.contains((path as NSString).deletingLastPathComponent)
            }
            defer { folders.insert((left as NSString).deletingLastPathComponent) }
            return isNew(left) && !isNew(right)
        }
        let files = Array(varied.prefix(10))
        #expect(files.count == 10)
        let expected = try Self.digest(shell, fleet.tenant, files)
        for _ in 0..<TestEffort.count(6, nightly: 60) {
            let order = files.shuffled(using: &dice)
            #expect(try Self.digest(shell, fleet.tenant, order) == expected, "\(order)")
        }
    }

    @Test("the same sign-ins by four roads are one fact each, with the evidence of each road")
    func fourRoads() throws {
        let shell = Shell()
        defer { shell.remove() }
        let count = TestEffort.count(100, nightly: 1_000)
        let plan = try FleetPlan(devices: 40, days: 60, seed: 3)
        var roads: [String] = []
        for (road, bytes) in FleetSimulation(plan).signInsByRoad(count: count) {
            shell.write("roads/\(road).json", bytes)
            roads.append("roads/\(road).json")
        }
        #expect(roads.count == 4)
        shell.probity("init", "--origin", "test.example/roads")
        shell.copy("ledger", to: "empty")
        // Graph's pages do not say whose they are; the other roads' records do.
        let tenant = try #require(Self.tenant(shell.read("roads/azure-monitor.json")))
        var digests: Set<String> = []
        for order in Self.permutations(roads) {
            digests.insert(try Self.digest(shell, tenant, order))
            let listed = object(shell.probity("list", "users", "--json"))
            let users = listed["users"] as? [[String: Any]] ?? []
            let facts = users.reduce(0) {
                $0 + $1.number("granted") + $1.number("denied") + $1.number("interrupted")
            }
            #expect(facts == count, "\(order)")
        }
        #expect(digests.count == 1)
        // The last order's ledger tells, of any sign-in, how it came by each road.
        let log = shell.run(["log", "type:access.*", "--format", "jsonl"])
        let line = try #require(log.lines.first)
        let event = try #require(
            JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let id = try #require(event["id"] as? String)
        let shown = object(shell.probity("show", "event", id, "--evidence", "--json"))
        let accounts = shown["accounts"] as? [[String: Any]] ?? []
        let found = Set(accounts.compactMap { $0["road"] as? String })
        #expect(found.count == 4, "\(found)")
        #expect(accounts.count == 4)
        // Asked of either log's record: the other one's contents are its twin.
        let twins = accounts.count { $0["relation"] as? String == "twin" }
        #expect(twins == 1 || twins == 3)
        // What came by another road and says the same is no further content of the record.
        let contents = accounts.count { $0["relation"] as? String == "content" }
        let corroborations = accounts.count { $0["relation"] as? String == "corroboration" }
        #expect(contents >= 1 && contents + corroborations + twins == 4, "\(accounts)")
    }
}
