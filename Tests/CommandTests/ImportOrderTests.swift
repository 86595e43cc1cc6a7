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
        for _ in 0..<effort(6, nightly: 60) {
            let order = files.shuffled(using: &dice)
            #expect(try Self.digest(shell, fleet.tenant, order) == expected, "\(order)")
        }
    }
}
