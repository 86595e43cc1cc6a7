import FleetSimulator
import LedgerModel
import StrictJSON
import Testing

struct BlobExportTests {
    static let output = try? SimulatedOutput(devices: 60, days: 12, seed: 62)

    @Test("a file is an hour of one log of one tenant, and holds what was delivered in it")
    func hours() throws {
        let output = try #require(Self.output)
        var logs: Set<String> = []
        for file in output.files(.blob) {
            let parts = file.path.split(separator: "/").map(String.init)
            #expect(parts.count == 9 && parts[0] == "blob" && parts[8] == "PT1H.json")
            logs.insert(parts[1])
            let hour = zip(parts[3...6], ["y=", "m=", "d=", "h="]).map { part, mark in
                #expect(part.hasPrefix(mark))
                return String(part.dropFirst(2))
            }
            for line in file.bytes.split(separator: UInt8(ascii: "\n")) {
                let record = try JSONDocument(Array(line)).root
                #expect(parts[2] == "tenantId=" + (record["tenantId"]?.string ?? ""))
                let time = record["time"]?.string ?? ""
                #expect(time.hasPrefix("\(hour[0])-\(hour[1])-\(hour[2])T\(hour[3]):"), "\(file.path)")
            }
        }
        #expect(
            logs == [
                "insights-logs-signinlogs", "insights-logs-noninteractiveusersigninlogs",
                "insights-logs-auditlogs",
            ])
    }

    @Test("records are Azure Monitor's own, a few delivered again, up to four times, at a later time")
    func records() throws {
        let output = try #require(Self.output)
        var contents: [String: [UInt8]] = [:]
        for record in try output.records() where !record.isGraph { contents[record.id] = record.content }
        var times: [String: [String]] = [:]
        var last: [String: [UInt8]] = [:]
        let lines = try output.lines("blob/", .blob, ending: "PT1H.json")
        for line in lines {
            let inner = try #require(line["properties"])
            let id = try #require(inner["id"]?.string)
            times[id, default: []].append(line["time"]?.string ?? "")
            last[id] = canonicalBytes(of: inner)
        }
        #expect(last == contents)
        for (_, times) in times { #expect(Set(times).count == times.count && times == times.sorted()) }
        let truth = try #require(try output.counts("blob"))
        #expect(truth["distinct"]?.int64 == Int64(times.count))
        #expect(truth["lines"]?.int64 == Int64(lines.count))
        let repeats = try #require(truth["duplicates"]?.int64)
        let revisions = try #require(truth["revisions"]?.int64)
        #expect(Int64(lines.count - times.count) == repeats + revisions)
        let repeated = times.values.filter { $0.count > 1 }.count - Int(revisions)
        #expect(repeated * 100 > times.count * 2 && repeated * 100 < times.count * 5)
        #expect(times.values.contains { $0.count == 4 })
        #expect(times.values.allSatisfy { $0.count <= 5 })
    }
}
