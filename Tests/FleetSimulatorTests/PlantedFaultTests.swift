import FleetSimulator
import LedgerModel
import StrictJSON
import Testing

struct PlantedFaultTests {
    @Test(
        "each fault alone is planted, named by events and records that exist",
        arguments: PlantedFault.allCases)
    func planted(fault: PlantedFault) throws {
        let output = try SimulatedOutput(devices: 10, days: 8, seed: 41, faults: FaultSelection([fault]))
        let lines = try output.truth("fault")
        #expect(!lines.isEmpty)
        let events = Set(try output.events().compactMap { $0["id"]?.string })
        let records = Set(try output.records().map(\.id))
        for line in lines {
            #expect(line["rule"]?.string == fault.id)
            let cited = try #require(line["events"]?.array).compactMap(\.string)
            #expect(!cited.isEmpty && cited.allSatisfy { events.contains($0) })
            if fault.isVisibleInExports { #expect(records.contains(try #require(line["record"]?.string))) }
        }
    }

    @Test("a fleet without faults has none, by the truth and by its sign-ins")
    func none() throws {
        let output = try SimulatedOutput(devices: 20, days: 20, seed: 42)
        #expect(try output.truth("fault").isEmpty)
        var granted = 0
        for event in try output.events() where event["type"]?.string == "access.granted" {
            let data = try #require(event["data"])
            let results = try #require(data["policies"]?.array).map { $0["result"]?.string }
            #expect(!results.contains("reportOnlyFailure"))
            guard results.first == "success" else { continue }
            granted += 1
            #expect(data["deviceIsCompliant"]?.bool == true)
            #expect(data["device"]?["entraDeviceId"]?.string != nil)
        }
        #expect(granted > 100)
    }

    @Test("R1, R3, R4, R7 and R8 show in the sign-in that the truth cites")
    func signIns() throws {
        func cited(_ fault: PlantedFault) throws -> JSONValue {
            let output = try SimulatedOutput(devices: 10, days: 9, seed: 43, faults: FaultSelection([fault]))
            let id = try #require(try output.truth("fault").first?["events"]?[0]?.string)
            return try #require(try output.events().first { $0["id"]?.string == id })
        }
        let r1 = try cited(.grantedWhileNonCompliant)
        #expect(r1["type"]?.string == "access.granted")
        #expect(r1["data"]?["deviceIsCompliant"]?.bool == false)
        #expect(r1["data"]?["policies"]?[0]?["result"]?.string == "success")
        let r3 = try cited(.disagreement)
        #expect(r3["data"]?["deviceIsCompliant"]?.bool == false)
        let r4 = try cited(.falseBlock)
        #expect(r4["data"]?["errorCode"]?.int64 == 53000)
        #expect(r4["data"]?["deviceIsCompliant"]?.bool == true)
        let r7 = try cited(.grantedWithoutDevice)
        #expect(r7["type"]?.string == "access.granted")
        #expect(r7["data"]?["device"] == nil)
        #expect(r7["data"]?["policies"]?[0]?["controls"]?[0]?.string == "compliantDevice")
        let r8 = try cited(.reportOnlyFailure)
        #expect(r8["type"]?.string == "access.granted")
        #expect(r8["data"]?["policies"]?[2]?["result"]?.string == "reportOnlyFailure")
    }

    @Test("R2 is a grant between evaluation and the directory's flag; R5 a completion hours after acceptance")
    func reports() throws {
        for fault in [PlantedFault.grantedDuringReport, .reportLag] {
            let output = try SimulatedOutput(devices: 10, days: 9, seed: 44, faults: FaultSelection([fault]))
            let events = try output.events()
            let line = try #require(try output.truth("fault").first)
            let id = try #require(line["events"]?[0]?.string)
            let place = try #require(events.firstIndex { $0["id"]?.string == id })
            let intune = line["intuneDeviceId"]?.string
            let accepted = try #require(
                events[..<place].last {
                    $0["type"]?.string == "compliance.accepted"
                        && $0["data"]?["device"]?["intuneDeviceId"]?.string == intune
                })
            #expect(accepted["data"]?["verdict"]?.string == "nonCompliant")
            let before = try #require(accepted["time"]?.string.flatMap { Timestamp(rfc3339: $0) })
            let after = try #require(events[place]["time"]?.string.flatMap { Timestamp(rfc3339: $0) })
            #expect(after > before.adding(seconds: fault == .reportLag ? 3_600 : 1_800))
            if fault == .grantedDuringReport {
                #expect(events[place]["type"]?.string == "access.granted")
                #expect(events[place]["data"]?["deviceIsCompliant"]?.bool == true)
            } else {
                #expect(events[place]["type"]?.string == "compliance.completed")
            }
        }
    }

    @Test("R13 never registers, R22 never leaves the directory, R44 asks six times before it is approved")
    func lives() throws {
        let output = try SimulatedOutput(devices: 10, days: 14, seed: 45, faults: .all)
        let events = try output.events()
        let lines = try output.truth("fault")
        func types(_ rule: String, _ key: StaticString) throws -> [String] {
            let line = try #require(lines.first { $0["rule"]?.string == rule })
            let id = try #require(line[key]?.string)
            return events.filter { $0["data"]?["device"]?[key]?.string == id }.compactMap {
                $0["type"]?.string
            }
        }
        let r13 = try types("R13", "entraDeviceId")
        #expect(r13.contains("compliance.observed") && !r13.contains("device.registered"))
        let r22 = try types("R22", "entraObjectId")
        #expect(r22.contains("device.registered") && !r22.contains("device.deleted"))
        #expect(try types("R22", "intuneDeviceId").contains("device.unenrolled"))
        let prompts = lines.filter { $0["rule"]?.string == "R44" }
            .compactMap { line in events.first { $0["id"]?.string == line["events"]?[0]?.string } }
            .compactMap { $0["type"]?.string }
        #expect(prompts.prefix(7).last == "access.granted")
        #expect(prompts.prefix(6).allSatisfy { $0 == "access.denied" })
    }
}
