import FleetSimulator
import Testing

struct FaultSelectionTests {
    @Test("none, and lists in any case and with spaces, are read")
    func reading() throws {
        #expect(try FaultSelection(parsing: "none").isEmpty)
        #expect(try FaultSelection(parsing: "R1, r13,R1").faults.map(\.id) == ["R1", "R13"])
        let all = PlantedFault.allCases.map(\.id).joined(separator: ",")
        #expect(try FaultSelection(parsing: all) == .all)
    }

    @Test(
        "an unknown id is an error that lists the known ones and does not repeat the input",
        arguments: ["", "R0", "R1,", "R1,none", "secret"])
    func unknown(text: String) throws {
        let error = try #require(throws: FaultSelectionError.self) { try FaultSelection(parsing: text) }
        #expect(error.known == PlantedFault.allCases.map(\.id))
        #expect(error.description.contains("R44"))
        #expect(!error.description.contains("secret"))
    }
}
