import FleetSimulator
import LedgerModel
import StrictJSON
import Testing

struct LogAnalyticsExportTests {
    static let output = try? SimulatedOutput(devices: 30, days: 12, seed: 61)

    /// The content by id of what Azure Monitor delivered last.
    private static func delivered(_ output: SimulatedOutput) throws -> [String: JSONValue] {
        var found: [String: JSONValue] = [:]
        for record in try output.records() where !record.isGraph { found[record.id] = record.inner }
        return found
    }

    private static func tables(_ output: SimulatedOutput) -> [CSVTable] {
        output.files(.logAnalytics).filter { $0.path.hasSuffix(".csv") }.map { CSVTable($0.bytes) }
    }

    @Test("each record that Azure Monitor delivered is one row, as a line or in a table")
    func rows() throws {
        let output = try #require(Self.output)
        let delivered = try Self.delivered(output)
        let lines = try output.lines("log-analytics/", .logAnalytics)
        let tables = Self.tables(output)
        let ids = lines.compactMap { $0["Id"]?.string } + tables.flatMap(\.rows).compactMap { $0["Id"] }
        #expect(ids.count == delivered.count && Set(ids) == Set(delivered.keys))
        let truth = try #require(try output.counts("log-analytics"))
        #expect(truth["distinct"]?.int64 == Int64(ids.count))
        #expect(truth["lines"]?.int64 == Int64(lines.count))
        #expect(truth["tableRows"]?.int64 == Int64(tables.map(\.rows.count).reduce(0, +)))
        #expect(lines.count > 100 && ids.count - lines.count > 50)
        let names = Set(output.files(.logAnalytics).map { $0.path.split(separator: "-202")[0] })
        #expect(
            names == [
                "log-analytics/SigninLogs", "log-analytics/AADNonInteractiveUserSignInLogs",
                "log-analytics/AuditLogs",
            ])
    }

    @Test("a line has the record's values, lists and objects as JSON in text")
    func lines() throws {
        let output = try #require(Self.output)
        let delivered = try Self.delivered(output)
        var signIns = 0
        for line in try output.lines("log-analytics/", .logAnalytics) {
            let inner = try #require(line["Id"]?.string.flatMap { delivered[$0] })
            #expect(line["AADTenantId"]?.string != line["TenantId"]?.string)
            #expect(line["CorrelationId"]?.string == inner["correlationId"]?.string)
            #expect(line["TimeGenerated"]?.string?.utf8.count == 28)
            let isSignIn = line["DeviceDetail"] != nil
            signIns += isSignIn ? 1 : 0
            let pairs: [(StaticString, StaticString)] =
                isSignIn
                ? [
                    ("DeviceDetail", "deviceDetail"), ("Status", "status"), ("LocationDetails", "location"),
                    ("ConditionalAccessPolicies", "appliedConditionalAccessPolicies"),
                    ("AuthenticationDetails", "authenticationDetails"),
                ]
                : [
                    ("TargetResources", "targetResources"), ("InitiatedBy", "initiatedBy"),
                    ("AdditionalDetails", "additionalDetails"),
                ]
            for (column, member) in pairs {
                let text = try #require(line[column]?.stringBytes, "\(column)")
                let value = try #require(inner[member], "\(member)")
                #expect(canonicalBytes(of: try JSONDocument(text).root) == canonicalBytes(of: value))
            }
            let type = isSignIn ? ["SigninLogs", "AADNonInteractiveUserSignInLogs"] : ["AuditLogs"]
            #expect(type.contains(line["Type"]?.string ?? ""))
            if isSignIn {
                #expect(line["ResultType"]?.string == inner["status"]?["errorCode"]?.int64.map { "\($0)" })
                #expect(line["IsInteractive"]?.bool == inner["isInteractive"]?.bool)
            }
        }
        #expect(signIns > 50)
    }

    @Test("a table has instants of its own spelling, and cells with quotes and commas come back whole")
    func tables() throws {
        let output = try #require(Self.output)
        let delivered = try Self.delivered(output)
        var quoted = 0
        for table in Self.tables(output) {
            #expect(table.isWhole)
            #expect(table.header.contains("TimeGenerated [UTC]"))
            for row in table.rows {
                let inner = try #require(row["Id"].flatMap { delivered[$0] })
                let time = row["CreatedDateTime [UTC]"] ?? row["ActivityDateTime [UTC]"] ?? ""
                #expect(time.wholeMatch(of: /\d{1,2}\/\d{1,2}\/\d{4}, \d{1,2}:\d\d:\d\d\.\d{3} [AP]M/) != nil)
                let name = inner["userDisplayName"]?.string
                #expect(row["UserDisplayName"] == name)
                for (column, member): (String, StaticString) in [
                    ("DeviceDetail", "deviceDetail"), ("TargetResources", "targetResources"),
                ] {
                    guard let text = row[column], let value = inner[member] else { continue }
                    let cell = try JSONDocument(Array(text.utf8)).root
                    #expect(canonicalBytes(of: cell) == canonicalBytes(of: value))
                    quoted += 1
                }
            }
        }
        #expect(quoted > 50)
    }
}
