import EventCatalogue
import FleetSimulator
import LedgerModel
import StrictJSON
import Testing

/// That sign-ins have every result, and that what happens to people stands in the directory's logs.
struct SimulatedVisitTests {
    private static func output(_ scenarios: ScenarioSelection) throws -> SimulatedOutput {
        try SimulatedOutput(devices: 30, days: 40, seed: 17, scenarios: scenarios)
    }

    @Test("a sign-in has every code that the reference data know of people, and what it decides")
    func codes() throws {
        let events = try Self.output(ScenarioSelection([.signIns])).events().filter {
            $0["type"]?.string?.hasPrefix("access.") == true
        }
        let reference = ReferenceData.current
        var results: Set<String> = []
        for row in reference.errorCodes where ![7_000_215, 7_000_222].contains(row.value.code) {
            let found = events.filter { $0["data"]?["errorCode"]?.int64 == row.value.code }
            #expect(!found.isEmpty, "\(row.value.code)")
            let type: String =
                switch row.value.class {
                case .success: "access.granted"
                case .challenge, .interrupt: "access.interrupted"
                default: "access.denied"
                }
            #expect(found.allSatisfy { $0["type"]?.string == type }, "\(row.value.code)")
        }
        for event in events {
            guard let policies = event["data"]?["policies"] else { continue }
            for policy in policies.elements { policy["result"]?.string.map { _ = results.insert($0) } }
        }
        #expect(
            results == [
                "success", "failure", "notApplied", "notEnabled", "unknown", "reportOnlySuccess",
                "reportOnlyFailure", "reportOnlyNotApplied", "reportOnlyInterrupted",
            ])
        #expect(events.contains { $0["data"]?["protocol"]?.string == "deviceCode" })
        #expect(events.contains { $0["data"]?["clientApp"]?.string == "imap" })
    }

    @Test("all of it stands in the exports, and beside it all that the fleet has without it")
    func exports() throws {
        let told = try Self.output(ScenarioSelection([.signIns, .people]))
        let plain = try Self.output(.none)
        func ids(_ output: SimulatedOutput, _ path: String) throws -> Set<String> {
            Set(try output.lines(path, .entra).compactMap { $0["properties"]?["id"]?.string })
        }
        for path in ["entra-signin/azure-monitor", "entra-audit/azure-monitor"] {
            let (more, fewer) = (try ids(told, path), try ids(plain, path))
            #expect(!fewer.isEmpty && more.isStrictSuperset(of: fewer), "\(path)")
        }
        let operations = Set(
            try told.lines("entra-audit/azure-monitor", .entra).compactMap { $0["operationName"]?.string })
        #expect(operations.contains("Remove member from group"))
        // No product and no device knows of it.
        #expect(try Self.devices(told) == Self.devices(plain))
        for format in [ExportFormats.jamf, .ivanti, .workspaceOne, .maas360, .fleet, .nanoMDM, .intune] {
            let (one, other) = (told.files(format), plain.files(format))
            #expect(one.map(\.path) == other.map(\.path) && one.map(\.bytes) == other.map(\.bytes))
        }
    }

    private static func devices(_ output: SimulatedOutput) throws -> [[UInt8]] {
        try output.truth("device").map { line in
            canonicalBytes(of: line)
        }
    }

    @Test("with no scenario the events are those of the fleet alone, and with all of them these as well")
    func superset() throws {
        let plain = try Self.output(.none).simulation.events().map { $0 }
        let all = try Self.output(.all).simulation.events().map { $0 }
        let fleet = Set(plain)
        #expect(all.filter { fleet.contains($0) } == plain)
        #expect(all.count > plain.count + 2_000)
        #expect(try Self.output(.all).simulation.events().map { $0 } == all)
    }

    @Test("plans of a day, of one device and of several tenants have scenarios", arguments: [1, 2, 7])
    func small(days: Int) throws {
        let output = try SimulatedOutput(
            devices: days, days: days, seed: 5, tenants: days, scenarios: .all)
        var reader = 0
        for event in try output.events() {
            _ = try CloudEventReader().read(event).get()
            reader += 1
        }
        #expect(reader > 500)
        #expect(try output.truth("company").count == 5)
    }
}
