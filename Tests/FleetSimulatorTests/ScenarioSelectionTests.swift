import FleetSimulator
import Testing

struct ScenarioSelectionTests {
    @Test("all, none, and lists in any case and with spaces, are read")
    func reading() throws {
        #expect(try ScenarioSelection(parsing: "none") == .none)
        #expect(try ScenarioSelection(parsing: " All ").scenarios == Scenario.allCases)
        let some = try ScenarioSelection(parsing: "Sign-Ins, maas360,sign-ins")
        #expect(some.scenarios == [.maas360, .signIns])
        #expect(some.contains(.maas360) && !some.contains(.jamf))
        #expect(try ScenarioSelection(parsing: Scenario.allCases.map(\.word).joined(separator: ",")) == .all)
    }

    @Test(
        "an unknown name is an error that lists the known ones and does not repeat the input",
        arguments: ["", "jamf,", "all,jamf", "none,people", "secret"])
    func unknown(text: String) throws {
        let error = try #require(throws: ScenarioSelectionError.self) {
            try ScenarioSelection(parsing: text)
        }
        #expect(error.known == Scenario.allCases.map(\.word))
        #expect(error.description.contains("workspace-one"))
        #expect(!error.description.contains("secret"))
    }
}
