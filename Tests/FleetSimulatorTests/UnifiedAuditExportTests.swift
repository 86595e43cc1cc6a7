import FleetSimulator
import LedgerModel
import StrictJSON
import Testing

struct UnifiedAuditExportTests {
    static let output = try? SimulatedOutput(devices: 40, days: 12, seed: 63, tenants: 2)

    /// All records: of the lines, and of the portal's downloads with the row around them.
    private static func records(
        _ output: SimulatedOutput
    ) throws -> [(data: JSONValue, bytes: [UInt8], row: [String: String]?)] {
        var found: [(data: JSONValue, bytes: [UInt8], row: [String: String]?)] = []
        for file in output.files(.unifiedAudit) {
            if file.path.hasSuffix(".csv") {
                let table = CSVTable(file.bytes)
                #expect(table.isWhole && table.header.count == 8)
                for row in table.rows {
                    let bytes = Array((row["AuditData"] ?? "").utf8)
                    found.append((try JSONDocument(bytes).root, bytes, row))
                }
            } else {
                for line in file.bytes.split(separator: UInt8(ascii: "\n")) {
                    found.append((try JSONDocument(Array(line)).root, Array(line), nil))
                }
            }
        }
        return found
    }

    @Test("repeats are the same bytes, up to six of them, and ids are no id of another log")
    func repeats() throws {
        let output = try #require(Self.output)
        let others = Set(try output.records().map(\.id))
        var copies: [String: [[UInt8]]] = [:]
        let records = try Self.records(output)
        for record in records {
            let id = try #require(record.data["Id"]?.string)
            #expect(Bits128(guid: id) != nil && !others.contains(id))
            copies[id, default: []].append(record.bytes)
        }
        for (_, copies) in copies { #expect(Set(copies).count == 1 && copies.count <= 6) }
        #expect(copies.values.contains { $0.count == 6 })
        let truth = try #require(try output.counts("unified-audit"))
        #expect(truth["distinct"]?.int64 == Int64(copies.count))
        #expect(truth["duplicates"]?.int64 == Int64(records.count - copies.count))
        #expect(truth["lines"]?.int64 == Int64(records.count { $0.row == nil }))
        #expect(truth["tableRows"]?.int64 == Int64(records.count { $0.row != nil }))
    }

    /// What a record of both logs has in common.
    private struct Twin: Hashable {
        let correlation: String
        let operation: String
        let second: String
        let target: String
    }

    private static func twin(of data: JSONValue) throws -> Twin {
        let isSignIn = data["RecordType"]?.int64 == 15
        let operation = try #require(data["Operation"]?.string)
        let target = try #require(data["Target"]?[isSignIn ? 0 : 1]?["ID"]?.string)
        if !isSignIn { #expect(operation.hasSuffix(".")) }
        return Twin(
            correlation: try #require(data["InterSystemsId"]?.string),
            operation: isSignIn ? operation : String(operation.dropLast()),
            second: try #require(data["CreationTime"]?.string), target: target)
    }

    private static func twin(of record: SimulatedOutput.Record) throws -> Twin {
        let inner = record.inner
        let isSignIn = record.source == "entra-signin"
        let time = try #require((inner["createdDateTime"] ?? inner["activityDateTime"])?.string)
        let target = isSignIn ? inner["resourceId"] : inner["targetResources"]?[0]?["id"]
        let login = inner["status"]?["errorCode"]?.int64 == 0 ? "UserLoggedIn" : "UserLoginFailed"
        return Twin(
            correlation: try #require(inner["correlationId"]?.string),
            operation: isSignIn ? login : try #require(inner["activityDisplayName"]?.string),
            second: String(time.prefix(19)), target: try #require(target?.string))
    }

    @Test("each record but a service's sign-in has one twin, by flow, operation, second and first target")
    func twins() throws {
        let output = try #require(Self.output)
        var expected: [Twin: Int] = [:]
        var seen: Set<String> = []
        for record in try output.records() where seen.insert(record.id).inserted {
            guard record.inner["isInteractive"]?.bool != false else { continue }
            expected[try Self.twin(of: record), default: 0] += 1
        }
        var found: [Twin: Int] = [:]
        seen = []
        for record in try Self.records(output) {
            guard seen.insert(record.data["Id"]?.string ?? "").inserted else { continue }
            found[try Self.twin(of: record.data), default: 0] += 1
        }
        #expect(found == expected)
        #expect(found.values.allSatisfy { $0 == 1 })
        #expect(found.count > 500)
    }

    @Test("a record says what the other log says, in its own way")
    func members() throws {
        let output = try #require(Self.output)
        var entra: [Twin: SimulatedOutput.Record] = [:]
        for record in try output.records() where !record.isGraph { entra[try Self.twin(of: record)] = record }
        var kinds: Set<String> = []
        for record in try Self.records(output) {
            let data = record.data
            #expect(data["Workload"]?.string == "AzureActiveDirectory")
            guard let other = entra[try Self.twin(of: data)]?.inner else { continue }
            if data["RecordType"]?.int64 == 15 {
                #expect(data["ErrorNumber"]?.string == other["status"]?["errorCode"]?.int64.map { "\($0)" })
                #expect(data["UserKey"]?.string == other["userId"]?.string)
                #expect(data["UserId"]?.string == other["userPrincipalName"]?.string)
                #expect(data["ApplicationId"]?.string == other["appId"]?.string)
                #expect(data["OrganizationId"]?.string == other["homeTenantId"]?.string)
                let device = Self.value("Id", of: data["DeviceProperties"])
                #expect((device ?? "") == other["deviceDetail"]?["deviceId"]?.string)
                let flag = Self.value("IsCompliant", of: data["DeviceProperties"])
                #expect(flag == other["deviceDetail"]?["isCompliant"]?.bool.map { $0 ? "True" : "False" })
                #expect((data["LogonError"] == nil) == (data["ErrorNumber"]?.string == "0"))
            } else {
                let type = try #require(other["targetResources"]?[0]?["type"]?.string)
                kinds.insert(type)
                let id = try #require(other["targetResources"]?[0]?["id"]?.string)
                #expect(data["Target"]?[0]?["ID"]?.string == "\(type)_\(id)")
                let properties = other["targetResources"]?[0]?["modifiedProperties"]
                #expect(data["ModifiedProperties"]?.count == properties?.count)
                if type == "Device" { #expect(data["ObjectId"]?.string == "Device_\(id)") }
                let details = Self.value("additionalDetails", of: data["ExtendedProperties"])
                let opened = try JSONDocument(Array(try #require(details).utf8)).root
                #expect((opened["DeviceId"]?.string != nil) == (other["category"]?.string == "Device"))
            }
            guard let row = record.row else { continue }
            #expect(row["RecordId"] == data["Id"]?.string && row["Operation"] == data["Operation"]?.string)
            #expect(row["UserId"] == data["UserId"]?.string)
            #expect(row["CreationDate"] == (data["CreationTime"]?.string ?? "") + ".0000000Z")
        }
        #expect(kinds == ["Device", "User", "Policy", "ServicePrincipal"])
    }

    @Test("changed lists stand indented with CR LF, and texts bare")
    func properties() throws {
        let output = try #require(Self.output)
        var values: Set<String> = []
        var names: Set<String> = []
        for record in try Self.records(output) {
            for property in record.data["ModifiedProperties"]?.elements.map({ $0 }) ?? [] {
                let value = property["NewValue"]?.string ?? ""
                if property["Name"]?.string == "IsCompliant" { values.insert(value) }
                if property["Name"]?.string == "Included Updated Properties" { names.insert(value) }
            }
        }
        #expect(values == ["[\r\n  true\r\n]", "[\r\n  false\r\n]"])
        #expect(names.contains("IsCompliant") && names.contains(""))
    }

    private static func value(_ name: String, of list: JSONValue?) -> String? {
        list?.elements.first { $0["Name"]?.string == name }?["Value"]?.string
    }
}
