import FleetSimulator
import LedgerModel
import StrictJSON
import Testing

struct IntuneExportTests {
    static let output = try? SimulatedOutput(devices: 60, days: 28, seed: 64)
    static let files = output?.files(.intune) ?? []
    /// What is told of the devices that Intune manages.
    static let events = (try? output?.events(of: .intune)) ?? []

    private static func lines(_ name: String) throws -> [JSONValue] {
        var found: [JSONValue] = []
        for file in files where file.path.hasPrefix("intune/\(name)") {
            for line in file.bytes.split(separator: UInt8(ascii: "\n")) {
                found.append(try JSONDocument(Array(line)).root)
            }
        }
        return found
    }

    private static func page(_ name: String) throws -> [JSONValue] {
        var found: [JSONValue] = []
        for file in files where file.path.hasPrefix("intune/graph/\(name)") {
            let page = try JSONDocument(file.bytes).root
            #expect(page["@odata.context"]?.string?.hasPrefix("https://graph.microsoft.com/") == true)
            found += page["value"]?.array.map { Array($0) } ?? []
        }
        return found
    }

    /// Intune's devices as the events tell of them: the Intune id, and the directory's of those that
    /// registered.
    private static func bound() throws -> [String: String] {
        var found: [String: String] = [:]
        for event in events where event["type"]?.string == "device.identity_bound" {
            guard let data = event["data"], let id = data["intuneDevice"]?.string else { continue }
            found[id] = data["entraDevice"]?.string
        }
        return found
    }

    @Test("an enrolment is told of with both of the device's ids, and the instant of its completion")
    func enrollments() throws {
        let output = try #require(Self.output)
        let bound = try Self.bound()
        var completed: [String: String] = [:]
        for event in Self.events where event["type"]?.string == "enrollment.completed" {
            let id = event["data"]?["device"]?["intuneDeviceId"]?.string ?? ""
            completed[id] = event["time"]?.string
        }
        var messages: Set<String> = []
        var failures = 0
        var successes = 0
        for line in try Self.lines("operational-logs-") where line["operationName"]?.string == "Enrollment" {
            let inner = try #require(line["properties"])
            #expect(line["category"]?.string == "OperationalLogs")
            #expect(line["tenantId"]?.string == inner["AADTenantId"]?.string)
            let message = try #require(inner["MessageId"]?.string)
            #expect(messages.insert(message).inserted)
            let time = inner["EnrollmentTimeUTC"]?.string ?? ""
            #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{4}Z/) != nil)
            let id = try #require(inner["IntuneDeviceId"]?.string)
            guard line["resultType"]?.string == "Success" else {
                failures += 1
                #expect(line["resultType"]?.string == "Failure")
                #expect(inner["FailureCategory"]?.string != "Not Applicable")
                continue
            }
            successes += 1
            #expect(inner["AADDeviceId"]?.string == bound[id])
            #expect(inner["FailureReason"]?.string == "Unknown")
            #expect(inner["FailureCategory"]?.string == "Not Applicable")
            #expect(completed[id]?.hasPrefix(String(time.prefix(23))) == true)
        }
        #expect(successes == bound.count && failures > 0)
        let counts = try #require(try output.counts("intune"))
        #expect(counts["enrollments"]?.int64 == Int64(successes))
        #expect(counts["failedEnrollments"]?.int64 == Int64(failures))
        let troubles = try Self.page("enrollmentTroubleshootingEvents")
        #expect(troubles.count == failures && troubles.allSatisfy { $0["failureReason"]?.string != nil })
    }

    @Test("an alert stands for each evaluation that found a device not compliant")
    func alerts() throws {
        let output = try #require(Self.output)
        let evaluated = Self.events.filter {
            $0["type"]?.string == "compliance.evaluated" && $0["data"]?["verdict"]?.string == "nonCompliant"
        }
        let alerts = try Self.lines("operational-logs-").filter {
            $0["operationName"]?.string == "Compliance"
        }
        #expect(alerts.count == evaluated.count && !alerts.isEmpty)
        #expect(try output.counts("intune")?["alerts"]?.int64 == Int64(alerts.count))
        for (alert, event) in zip(alerts, evaluated) {
            let inner = try #require(alert["properties"])
            #expect(inner["AlertType"]?.string == "Managed Device Not Compliant")
            let device = event["data"]?["device"]?["intuneDeviceId"]?.string
            #expect(inner["IntuneDeviceId"]?.string == device)
            let name = "\(inner["UserName"]?.string ?? "")@\(inner["UPNSuffix"]?.string ?? "")"
            #expect(event["data"]?["user"]?["userPrincipalName"]?.string == name)
            #expect(inner["Description"]?.string?.split(separator: "|").count == 6)
        }
    }

    @Test("a batch ends with the number of its rows, and lacks one only where the truth says so")
    func batches() throws {
        let output = try #require(Self.output)
        let omissions = try output.truth("omission")
        var rows: [String: [String]] = [:]
        var stated: [String: Int64] = [:]
        for line in try Self.lines("devices-") {
            let inner = try #require(line["properties"])
            let batch = try #require(inner["BatchId"]?.string)
            #expect(line["category"]?.string == "Devices" && stated[batch] == nil)
            if let stats = inner["Stats"] {
                #expect(inner["DeviceId"] == nil)
                stated[batch] = stats["RecordCount"]?.int64
            } else {
                rows[batch, default: []].append(try #require(inner["DeviceId"]?.string))
            }
        }
        #expect(Set(rows.keys) == Set(stated.keys) && rows.count > 20)
        var short = 0
        for (batch, count) in stated {
            let found = try #require(rows[batch])
            #expect(Set(found).count == found.count)
            let omission = omissions.first { $0["batch"]?.string == batch }
            #expect(count == Int64(found.count + (omission == nil ? 0 : 1)))
            guard let omission else { continue }
            short += 1
            #expect(omission["stated"]?.int64 == count && omission["rows"]?.int64 == count - 1)
            #expect(!found.contains(try #require(omission["intuneDeviceId"]?.string)))
        }
        #expect(short == omissions.count && short > 0 && short * 3 < stated.count)
        let counts = try #require(try output.counts("intune"))
        #expect(counts["batches"]?.int64 == Int64(stated.count))
        #expect(counts["deviceRows"]?.int64 == Int64(rows.values.map(\.count).reduce(0, +)))
        #expect(counts["omittedRows"]?.int64 == Int64(short))
        #expect(counts["complianceRows"]?.int64 == Int64(try Self.lines("device-compliance-org-").count))
    }

    @Test("a row has the device's ids, sentinels for dates that never come, and a number for the verdict")
    func rows() throws {
        let bound = try Self.bound()
        var states: Set<String> = []
        for line in try Self.lines("devices-") {
            guard let inner = line["properties"], let id = inner["DeviceId"]?.string else { continue }
            let reference = inner["ReferenceId"]?.string
            #expect(reference == bound[id] || reference == Bits128.zero.guidText)
            let contact = inner["LastContact"]?.string ?? ""
            #expect(contact.wholeMatch(of: /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.0000000/) != nil)
            #expect(contact.prefix(10) <= (line["time"]?.string ?? "").prefix(10))
            #expect(inner["InGracePeriodUntil"]?.string == "9999-12-31 23:59:59.0000000")
            #expect(["True", "False"].contains(inner["EncryptionStatusString"]?.string))
            states.insert(inner["CompliantState"]?.string ?? "")
        }
        #expect(states.isSuperset(of: ["Compliant", "Noncompliant"]))
        var numbers: [String: Set<String>] = [:]
        for line in try Self.lines("device-compliance-org-") {
            let inner = try #require(line["properties"])
            numbers[inner["ComplianceState"]?.string ?? "", default: []]
                .insert(inner["ComplianceState_loc"]?.string ?? "")
            #expect(inner["RetireAfterDatetime"]?.string == "0001-01-01 00:00:00.0000000")
        }
        #expect(numbers.keys.contains("1") && numbers.keys.contains("2"))
        #expect(numbers.values.allSatisfy { $0.count == 1 })
    }

    @Test("each act stands in the audit log and among Graph's events with the same id")
    func audits() throws {
        let output = try #require(Self.output)
        let lines = try Self.lines("audit-logs")
        let events = try Self.page("auditEvents")
        let ids = lines.compactMap { $0["properties"]?["AuditEventId"]?.string }
        #expect(ids == events.compactMap { $0["id"]?.string } && ids.count == lines.count)
        let operations = Set(lines.compactMap { $0["operationName"]?.string })
        #expect(
            operations == [
                "retire ManagedDevice", "Create ComplianceManagementPartner",
                "Patch ComplianceManagementPartner", "Create DeviceCompliancePolicy",
                "Create DeviceCompliancePolicyAssignment", "Patch DeviceCompliancePolicy",
            ])
        let retired = Self.events.filter { $0["type"]?.string == "device.retired" }
            .map { $0["data"]?["device"]?["intuneDeviceId"]?.string }
        let audited = lines.filter { $0["operationName"]?.string == "retire ManagedDevice" }
            .map { $0["properties"]?["TargetObjectIds"]?[0]?.string }
        #expect(audited == retired)
        for line in lines {
            let date = line["properties"]?["ActivityDate"]?.string ?? ""
            #expect(date.wholeMatch(of: /\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d\d:\d\d [AP]M/) != nil)
        }
        #expect(try output.counts("intune")?["audits"]?.int64 == Int64(lines.count))
    }

    @Test("Graph's objects are whole: each week's managed devices, the directory's, partners and policies")
    func objects() throws {
        let output = try #require(Self.output)
        let managed = try Self.page("managedDevices-page-")
        #expect(try output.counts("intune")?["managedDevices"]?.int64 == Int64(managed.count))
        #expect(Self.files.filter { $0.path.contains("managedDevices-page-") }.count == 4)
        #expect(managed.allSatisfy { $0["complianceState"]?.string != nil && $0["serialNumber"] != nil })
        let devices = try Self.page("devices.json")
        let truth = try output.truth("device").filter { $0["isRegistered"]?.bool == true }
        #expect(devices.count >= truth.count)
        for device in truth {
            let id = try #require(device["entraObjectId"]?.string)
            let object = try #require(devices.first { $0["id"]?.string == id })
            #expect(object["isCompliant"]?.bool == device["isCompliant"]?.bool)
            #expect(object["deviceId"]?.string == device["entraDeviceId"]?.string)
        }
        let partner = try #require(try Self.page("complianceManagementPartners").first)
        #expect(partner["partnerState"]?.string == "enabled")
        let policies = try Self.page("deviceCompliancePolicies")
        #expect(policies.count == 4)
        for policy in policies {
            let actions = policy["scheduledActionsForRule"]?[0]?["scheduledActionConfigurations"]
            #expect(actions?[1]?["actionType"]?.string == "block")
            #expect(actions?[1]?["gracePeriodHours"]?.int64 == 0)
        }
        let access = try Self.page("conditionalAccessPolicies")
        let states = access.compactMap { $0["state"]?.string }
        #expect(states.count == 3 && states.contains("enabled"))
        #expect(access.allSatisfy { $0["conditions"]?["users"]?["excludeGroups"]?.count == 1 })
        #expect(try Self.page("deviceManagementPartners").count == 1)
        let plans = try Self.page("subscribedSkus").first?["servicePlans"]
        let names = plans?.elements.compactMap { $0["servicePlanName"]?.string } ?? []
        #expect(names.contains("INTUNE_A"))
    }

    @Test("a large collection goes on in further pages, of which each but the last links to the next")
    func pages() throws {
        let output = try SimulatedOutput(devices: 3_400, days: 1, seed: 65)
        let files = output.files(.intune).filter { $0.path.contains("/managedDevices-page-2026-01-05-") }
        #expect(files.count > 1)
        for (index, file) in files.enumerated() {
            #expect(file.path.hasSuffix("-000\(index + 1).json"))
            let page = try JSONDocument(file.bytes).root
            #expect((page["@odata.nextLink"] == nil) == (index == files.count - 1))
            #expect(page["value"]?.count == 1_000 || index == files.count - 1)
        }
    }
}
