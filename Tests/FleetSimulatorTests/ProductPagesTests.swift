import FleetSimulator
import StrictJSON
import Testing

@Suite("Pages that a poller of a device manager reads")
struct ProductPagesTests {
    @Test("pages drift: a device stands on two and another on none, as often as the truth says")
    func drift() throws {
        let plan = try FleetPlan(devices: 900, days: 9, seed: 79)
        let simulation = FleetSimulation(plan)
        var pages: [String: [UInt8]] = [:]
        for chunk in simulation.exports(formats: .workspaceOne) where chunk.path.contains("/devices-") {
            pages[chunk.path] = chunk.bytes
        }
        // By poll: those of one evening.
        var polls: [String: [[JSONValue]]] = [:]
        var totals: [String: Int] = [:]
        for (path, bytes) in pages.sorted(by: { $0.key < $1.key }) {
            let evening = String(path.split(separator: "T")[0])
            let page = try JSONDocument(bytes).root
            let rows = try #require(page["Devices"]?.array).map { $0 }
            #expect(rows.count <= 25 && !rows.isEmpty)
            polls[evening, default: []].append(rows)
            totals[evening] = page["Total"]?.int64.map(Int.init)
        }
        var missing = 0
        for (evening, found) in polls {
            let ids = found.flatMap { $0 }.compactMap { $0["Uuid"]?.string }
            #expect(ids.count == totals[evening], "one stands twice for each that stands nowhere")
            missing += ids.count - Set(ids).count
        }
        #expect(polls.count > 1)
        let counts = try simulation.truth(formats: .workspaceOne).map { try JSONDocument($0).root }
            .first { $0["kind"]?.string == "counts" && $0["source"]?.string == "workspace-one" }
        #expect(counts?["missingRows"]?.int64 == Int64(missing))
        #expect(counts?["rows"]?.int64 == Int64(totals.values.reduce(0, +)))
        #expect(missing > 0)
    }

    @Test("what the answer sheet says is told of a verdict stands in the last page that has the device")
    func told() throws {
        let output = try SimulatedOutput(devices: 60, days: 9, seed: 79)
        var last: [String: Bool] = [:]
        for file in output.files(.maas360) where file.path.contains("/devices-received-") {
            let page = try JSONDocument(file.bytes).root["devices"]?["device"]
            for device in try #require(page).array.map({ Array($0) }) ?? [try #require(page)] {
                let word = device["ruleComplianceState"]?.string ?? ""
                if word != "" { last[device["platformSerialNumber"]?.string ?? ""] = word == "In Compliance" }
            }
        }
        #expect(last.count > 2)
        for device in try output.truth("device") where device["managedBy"]?.string == "maas360" {
            let told = device["told"]?["evaluated"]
            let expected = last[device["serialNumber"]?.string ?? ""].map {
                $0 ? "compliant" : "nonCompliant"
            }
            #expect(told?["value"]?.string == expected)
            if let told, told.isObject {
                let isTrue = told["value"]?.string == device["really"]?["evaluated"]?["value"]?.string
                #expect(told["isTrue"]?.bool == isTrue)
                #expect(told["by"]?.array.map { Array($0) }?.compactMap(\.string) == ["maas360"])
            }
        }
    }

    @Test("a device that falls silent is heard of no more, and the truth says since when")
    func silence() throws {
        let output = try SimulatedOutput(devices: 150, days: 20, seed: 81)
        let silent = try output.truth("device").filter {
            $0["really"]?["end"]?["value"]?.string == "silent"
        }
        #expect(!silent.isEmpty && silent.count < 20)
        let ids = Set(silent.compactMap { $0["entraDeviceId"]?.string })
        var last: [String: String] = [:]
        for event in try output.events() {
            guard let id = event["data"]?["device"]?["entraDeviceId"]?.string, ids.contains(id) else {
                continue
            }
            last[id] = max(last[id] ?? "", event["time"]?.string ?? "")
        }
        for device in silent {
            let since = device["really"]?["end"]?["since"]?.string ?? ""
            #expect(since.prefix(10) < "2026-01-21")
            #expect(last[device["entraDeviceId"]?.string ?? ""] ?? "" <= since)
        }
    }
}
