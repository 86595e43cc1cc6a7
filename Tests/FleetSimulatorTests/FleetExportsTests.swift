import FleetSimulator
import LedgerModel
import StrictJSON
import Testing

struct FleetExportsTests {
    /// Read once for all tests of the suite.
    static let output = try? SimulatedOutput(devices: 35, days: 16, seed: 21)
    static let records = (try? output?.records()) ?? []
    static let counts = (try? output?.truth("counts")) ?? []

    @Test("all shapes of file occur, each begun once and in order of its day")
    func shapes() throws {
        let output = try #require(Self.output)
        var last = ""
        var done: Set<String> = []
        for chunk in output.simulation.exports(formats: .entra)
        where chunk.path.hasPrefix("entra-signin/azure") {
            if chunk.path != last {
                #expect(done.insert(chunk.path).inserted)
                #expect(String(chunk.path.prefix(37)) >= String(last.prefix(37)))
            }
            last = chunk.path
        }
        let paths = output.files(.entra).map(\.path)
        for source in ["entra-signin", "entra-audit"] {
            let mine = paths.filter { $0.hasPrefix(source + "/") }
            #expect(mine.filter { $0.hasSuffix(".records.json") }.count == 1)
            #expect(mine.filter { $0.hasSuffix(".message.jsonl") }.count == 1)
            #expect(mine.contains("\(source)/graph-page-0001.json"))
            #expect(mine.filter { $0.hasSuffix(".jsonl") }.count > 10)
        }
    }

    @Test("a page holds at most a thousand records, newest first, and links to the next but for the last")
    func pages() throws {
        let output = try SimulatedOutput(devices: 360, days: 1, seed: 22)
        let pages = try output.files(.entra).filter { $0.path.hasPrefix("entra-audit/graph") }
            .map { try JSONDocument($0.bytes).root }
        #expect(pages.count > 1)
        for (index, page) in pages.enumerated() {
            #expect(page["@odata.context"]?.string?.hasSuffix("#auditLogs/directoryAudits") == true)
            #expect((page["@odata.nextLink"] == nil) == (index == pages.count - 1))
            let times = try #require(page["value"]?.array).compactMap { $0["activityDateTime"]?.string }
            #expect(times.count == 1_000 || index == pages.count - 1)
            #expect(times == times.sorted(by: >))
            #expect(Set(times).count > 1)
        }
    }

    @Test("counts of ids, roads, repeats and revisions are those that the truth states")
    func counts() throws {
        let records = Self.records
        for source in ["entra-signin", "entra-audit"] {
            let truth = try #require(Self.counts.first { $0["source"]?.string == source })
            let mine = records.filter { $0.source == source }
            var roads: [String: Set<Bool>] = [:]
            var contents: [String: Set<[UInt8]>] = [:]
            for record in mine {
                roads[record.id, default: []].insert(record.isGraph)
                if !record.isGraph { contents[record.id, default: []].insert(record.content) }
            }
            let azure = mine.filter { !$0.isGraph }
            let revisions = contents.values.map { $0.count - 1 }.reduce(0, +)
            func says(_ key: StaticString) -> Int { truth[key]?.int64.map(Int.init) ?? -1 }
            #expect(roads.count == says("distinct"))
            #expect(azure.count == says("azureMonitor"))
            #expect(mine.count - azure.count == says("graph"))
            #expect(roads.values.filter { $0.count == 2 }.count == says("bothRoads"))
            #expect(revisions == says("revisions"))
            #expect(azure.count - contents.count - revisions == says("duplicates"))
            #expect(says("duplicates") * 100 > azure.count, "about three of a hundred are delivered again")
            #expect(says("duplicates") * 100 < azure.count * 8)
        }
        #expect(Self.counts.first?["revisions"]?.int64 ?? 0 > 0)
    }

    @Test("a repeated or revised record has a later envelope time, and Graph's form of it differs")
    func roads() throws {
        let records = Self.records
        var last: [String: String] = [:]
        var contents: [String: [UInt8]] = [:]
        for record in records where !record.isGraph {
            let time = try #require(record.time)
            #expect(time.hasSuffix("Z") && time.utf8.count == 28)
            if let before = last[record.id] { #expect(before < time) }
            last[record.id] = time
            contents[record.id] = record.content
        }
        var compared = 0
        for record in records where record.isGraph {
            guard let other = contents[record.id] else { continue }
            #expect(record.content != other)
            compared += 1
        }
        #expect(compared > 40)
    }

    @Test("a late record is delivered more than a day after it happened")
    func late() throws {
        var late = 0
        var seen: Set<String> = []
        for record in Self.records where !record.isGraph && seen.insert(record.id).inserted {
            let text = record.inner["createdDateTime"]?.string ?? record.inner["activityDateTime"]?.string
            let happened = try #require(text.flatMap { Timestamp(rfc3339: $0) })
            let delivered = try #require(record.time.flatMap { Timestamp(rfc3339: $0) })
            #expect(delivered > happened)
            if delivered > happened.adding(seconds: 86_400) { late += 1 }
        }
        #expect(late > 0)
        #expect(Int64(late) == Self.counts.compactMap { $0["late"]?.int64 }.reduce(0, +))
    }

    @Test("sign-ins show grants, blocks, interrupts, wrong passwords and unknown devices")
    func outcomes() throws {
        var codes: [Int64: Int] = [:]
        var unknown = 0
        for record in Self.records where record.source == "entra-signin" {
            if let code = record.inner["status"]?["errorCode"]?.int64 { codes[code, default: 0] += 1 }
            let device = try #require(record.inner["deviceDetail"])
            if device["deviceId"]?.string == "" {
                unknown += 1
                #expect(device["isCompliant"]?.bool == (record.isGraph ? false : nil))
            }
        }
        #expect(codes.keys.sorted() == [0, 50074, 50076, 50126, 53000, 53003, 500121])
        #expect(unknown > 0)
    }

    @Test("changed properties are JSON in strings")
    func properties() throws {
        var values: Set<String> = []
        for record in Self.records where record.source == "entra-audit" {
            for target in record.inner["targetResources"]?.elements.map({ $0 }) ?? [] {
                for property in target["modifiedProperties"]?.elements.map({ $0 }) ?? [] {
                    guard let text = property["newValue"]?.stringBytes else { continue }
                    _ = try JSONDocument(text)
                    if property["displayName"]?.string == "IsCompliant" {
                        values.insert(String(decoding: text, as: UTF8.self))
                    }
                }
            }
        }
        #expect(values == ["[true]", "[false]"])
    }

    @Test("several tenants have a folder each, and no record of another's")
    func tenants() throws {
        let output = try SimulatedOutput(devices: 30, days: 10, seed: 23, tenants: 3)
        var folders: Set<String> = []
        for record in try output.records() {
            let parts = record.path.split(separator: "/").map(String.init)
            #expect(parts.count == 3)
            folders.insert(parts[1])
            if let tenant = (record.inner["tenantId"] ?? record.inner["homeTenantId"])?.string {
                #expect(tenant == parts[1])
            }
        }
        #expect(folders.count == 3)
    }
}
