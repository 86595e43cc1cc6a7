import Foundation
import Testing

@Suite("people by their names")
struct PersonTests {
    /// Everyone whom a list shows with a name, and how many events say so in their tags.
    private func people(_ shell: Shell) -> [(id: String, name: String, events: Int)] {
        let users = object(shell.probity("list", "users", "--json"))["users"] as? [[String: Any]] ?? []
        return users.compactMap { user in
            guard let id = user["user"] as? String, let name = user["name"] as? String else { return nil }
            return (id, name, shell.probity("log", "user:\(id)", "--format", "jsonl").lines.count)
        }
    }

    private func check(_ shell: Shell, _ people: [(id: String, name: String, events: Int)]) {
        for person in people {
            for name in [person.name, person.name.uppercased(), person.name.lowercased()] {
                let log = shell.probity("log", "user:\(name)", "--format", "jsonl")
                #expect(log.status == 0 && log.lines.count == person.events, "\(log.errors)")
                let shown = object(shell.probity("show", "user", name, "--json"))["users"] as? [[String: Any]]
                #expect(shown?.compactMap { $0["user"] as? String } == [person.id])
                let listed = object(shell.probity("list", "users", "user:\(name)", "--json"))
                let rows = listed["users"] as? [[String: Any]]
                #expect(rows?.compactMap { $0["user"] as? String } == [person.id])
            }
        }
    }

    @Test(
        "everyone is found by the name that a list shows, whatever its letter case, with read models or not")
    func byName() {
        let fleet = FleetLedger(devices: 6, days: 10)
        defer { fleet.shell.remove() }
        let people = people(fleet.shell)
        #expect(people.count > 3 && people.allSatisfy { $0.events > 0 })
        check(fleet.shell, people)
        #expect(!fleet.shell.probity("log", "user:\(people[0].name)").errors.contains("private records"))
        fleet.shell.remove("ledger/read-models")
        check(fleet.shell, Array(people.prefix(3)))
        let run = fleet.shell.probity("log", "user:\(people[0].name)")
        #expect(run.errors.contains("looking for the name in all private records"), "\(run.errors)")
    }

    @Test("a name that nobody has ends with 1, in every verb that takes one, and is not repeated")
    func nobody() {
        let fleet = FleetLedger(devices: 4, days: 6)
        defer { fleet.shell.remove() }
        for name in ["nobody@example.com", "8f14e45f-ceea-4672-9d0a-1f2b3c4d5e6f"] {
            for arguments in [
                ["log", "user:\(name)"], ["show", "user", name], ["list", "users", "user:\(name)"],
                ["list", "devices", "--", "-user:\(name)"],
            ] {
                let run = fleet.shell.run(arguments)
                #expect(run.status == 1 && run.output.isEmpty, "\(arguments): \(run.text)")
                #expect(run.errors.contains("no person was seen under"), "\(arguments): \(run.errors)")
                #expect(!run.errors.contains(name), "\(arguments): \(run.errors)")
            }
        }
    }

    @Test("somebody who was renamed is found by both names, until another person has the old one")
    func renamed() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/people")
        func event(_ id: Int, _ object: Int, _ name: String) -> String {
            """
            {"specversion":"1.0","id":"\(id)","source":"mdm:one","type":"access.granted",\
            "time":"2026-03-0\(id)T00:00:00Z","data":{"tenant":"contoso","basis":"granted","user":\
            {"objectId":"00000000-0000-4000-8000-00000000000\(object)","userPrincipalName":"\(name)"}}}

            """
        }
        func count(_ name: String) -> Int {
            shell.probity("log", "user:\(name)", "--format", "jsonl").lines.count
        }
        let first = shell.probity(
            "append", "-",
            input: Array((event(1, 1, "old@example.com") + event(2, 1, "new@example.com")).utf8))
        #expect(first.status == 0, "\(first.errors)")
        #expect(count("OLD@example.com") == 2 && count("new@example.com") == 2)
        let second = shell.probity("append", "-", input: Array(event(3, 2, "Old@example.com").utf8))
        #expect(second.status == 0, "\(second.errors)")
        #expect(count("old@example.com") == 1 && count("new@example.com") == 2)
        shell.remove("ledger/read-models")
        #expect(count("old@example.com") == 1 && count("new@example.com") == 2)
    }
}
