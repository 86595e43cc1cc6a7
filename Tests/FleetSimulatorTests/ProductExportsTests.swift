import FleetSimulator
import LedgerModel
import StrictJSON
import Testing

@Suite("Exports of the other device managers")
struct ProductExportsTests {
    static let output = try? SimulatedOutput(devices: 120, days: 12, seed: 77, tenants: 2)
    static let files = output?.files(.unnamed.subtracting([.xml, .cef])) ?? []
    static let devices = (try? output?.truth("device")) ?? []

    private static func paths(_ product: ManagingProduct) -> [(path: String, bytes: [UInt8])] {
        files.filter { $0.path.hasPrefix(product.word + "/") }
    }

    private static func lines(_ product: ManagingProduct, _ name: String = "webhooks") throws -> [JSONValue] {
        try paths(product).filter { $0.path.split(separator: "/").last?.hasPrefix(name) ?? false }
            .flatMap { try $0.bytes.split(separator: 10).map { try JSONDocument(Array($0)).root } }
    }

    @Test("sources.json says of every instance whose it is, and each instance has its own folder")
    func sources() throws {
        let file = try #require(Self.files.first { $0.path == "sources.json" })
        let list = try #require(try JSONDocument(file.bytes).root["sources"]?.array).map { $0 }
        #expect(list.count == 12)
        let tenants = Set(Self.devices.compactMap { $0["tenant"]?.string })
        #expect(Set(list.compactMap { $0["tenant"]?.string }) == tenants)
        for entry in list {
            let parts = try #require(entry["source"]?.string).split(separator: ":")
            #expect((entry["complianceGroups"] != nil) == (parts[0] == "jamf"))
        }
        let folders = Set(
            Self.files.map { $0.path.split(separator: "/").prefix(2).joined(separator: ":") })
        #expect(folders.subtracting(["sources.json"]).isSubset(of: list.compactMap { $0["source"]?.string }))
        #expect(folders.contains("jamf:aldermoor") && folders.contains("jamf:brightfen1"))
    }

    @Test("a device stands in the files of the product that manages it, and in no other's")
    func shares() throws {
        var counts: [String: Int] = [:]
        for device in Self.devices {
            let product = try #require(device["managedBy"]?.string)
            let serial = try #require(device["serialNumber"]?.string)
            counts[product, default: 0] += 1
            for file in Self.files where file.path != "sources.json" {
                let isThere = String(decoding: file.bytes, as: UTF8.self).contains("\"\(serial)\"")
                if isThere { #expect(file.path.hasPrefix(product + "/"), "\(file.path)") }
            }
        }
        #expect(Set(counts.keys) == Set(ManagingProduct.allCases.map(\.word)))
        #expect(counts["intune"] ?? 0 > 30)
    }

    @Test("notices, repeats, pages and rows are as many as the truth states")
    func counts() throws {
        let output = try #require(Self.output)
        for product in ManagingProduct.allCases where product != .intune {
            let counts = try #require(try output.counts(product.word))
            let notices = try Self.paths(product).filter { $0.path.contains("/webhooks-") }
                .flatMap { try $0.bytes.split(separator: 10).map { try JSONDocument(Array($0)).root } }
            #expect(Int64(notices.count) == counts["notices"]?.int64, "\(product)")
            let pages = Self.paths(product).filter { !$0.path.contains("/webhooks-") }
            #expect(Int64(pages.count) == counts["pages"]?.int64, "\(product)")
            if product == .jamf { #expect(counts["repeated"]?.int64 ?? 0 > 0) }
        }
    }

    @Test("what does not say when it is of has its receipt in its file's name, and all else does not")
    func dated() throws {
        for file in Self.files {
            let name = file.path.split(separator: "/").last.map(String.init) ?? ""
            guard let match = name.firstMatch(of: /received-(\d{8}T\d{6}Z)/) else { continue }
            #expect(match.1.utf8.count == 16)
            for line in file.bytes.split(separator: 10) {
                let value = try JSONDocument(Array(line)).root
                #expect(value["webhook"]?["eventTimestamp"] == nil && value["EventTime"] == nil)
                #expect(value["timestamp"] == nil && value["created_at"] == nil)
            }
        }
    }

    @Test("Jamf Pro's first webhooks have no time and flat computers; later ones are of today's form")
    func jamfGenerations() throws {
        let hooks = try Self.lines(.jamf)
        let older = hooks.filter { $0["webhook"]?["eventTimestamp"] == nil }
        #expect((18...30).contains(older.count))
        #expect(
            older.allSatisfy {
                $0["event"]?["managementId"] == nil && $0["event"]?["computer"]?.isObject != true
            })
        let newer = hooks.filter { $0["webhook"]?["eventTimestamp"]?.int64 ?? 0 > 1_767_571_200_000 }
        #expect(newer.count + older.count == hooks.count && newer.count > older.count)
        let names = Set(newer.compactMap { $0["webhook"]?["webhookEvent"]?.string })
        #expect(
            names.isSuperset(of: [
                "ComputerCheckIn", "MobileDeviceCheckIn", "MobileDeviceEnrolled", "JSSStartup",
                "SmartGroupMobileDeviceMembershipChange",
            ]))
        let nested = newer.first { $0["webhook"]?["webhookEvent"]?.string == "ComputerCheckIn" }
        #expect(nested?["event"]?["computer"]?["serialNumber"]?.string != nil)
    }

    @Test("Jamf Pro's device compliance alone joins its numbers with the directory's ids")
    func jamfCompliance() throws {
        var joined: [String: Set<String>] = [:]
        for kind in ["computer", "mobile"] {
            for answer in try Self.lines(.jamf, "device-compliance-\(kind)") {
                let entry = try #require(answer[0])
                let number = try #require(entry["deviceId"]?.string)
                let ids = entry["complianceVendorDeviceInformation"]?["deviceIds"]?.array.map { Array($0) }
                for id in ids ?? [] { joined[id.string ?? "", default: []].insert(kind + number) }
                #expect(["COMPLIANT", "NON_COMPLIANT", "UNKNOWN"].contains(entry["complianceState"]?.string))
            }
        }
        #expect(joined.values.allSatisfy { $0.count == 1 } && joined.count > 10)
        for device in Self.devices where device["managedBy"]?.string == "jamf" {
            guard device["isJoined"]?.bool == true else { continue }
            let kind = device["platform"]?.string == "macOS" ? "computer" : "mobile"
            let number = try #require(device["ids"]?["jssID"]?.int64)
            #expect(joined[device["entraDeviceId"]?.string ?? ""] == ["\(kind)\(number)"])
        }
    }

    @Test("Workspace ONE's first notifications are of the older form; a second sending has another send time")
    func workspaceOne() throws {
        let events = try Self.lines(.workspaceOne)
        let older = events.filter { $0["DeviceUUID"] == nil }
        #expect((12...30).contains(older.count) && older.count < events.count)
        for event in older {
            #expect(event["EventTime"]?.string?.hasPrefix("/Date(") == true)
            #expect(event["EventType"]?.string?.contains(" ") == false)
        }
        let types = Set(events.compactMap { $0["EventType"]?.string })
        #expect(types.contains("MDM Enrollment Complete") && types.contains("Compliance Status Changed"))
        var sendings: [String: Set<String>] = [:]
        for event in events {
            let key =
                "\(event["EventType"]?.string ?? "") \(event["DeviceId"]?.int64 ?? 0)"
                + (event["EventTime"]?.string ?? "")
            sendings[key, default: []].insert(event["CompromisedTimeStamp"]?.string ?? "")
        }
        #expect(sendings.values.contains { $0.count == 2 })
    }

    @Test("a report of MaaS360 tells of the last days again, byte for byte; a page of one is no list")
    func maas360() throws {
        var entries: [[UInt8]: Int] = [:]
        var shapes: Set<Bool> = []
        for file in Self.paths(.maas360) {
            let page = try JSONDocument(file.bytes).root
            if let logins = page["loginEvents"]?["loginEvent"] {
                for entry in logins.array.map({ Array($0) }) ?? [logins] {
                    entries[entry.rawBytes, default: 0] += 1
                }
                shapes.insert(logins.isArray)
            }
        }
        #expect(shapes == [true, false])
        #expect(entries.values.contains { $0 > 1 })
    }

    @Test("a message of Ivanti's tells of several devices that checked in")
    func ivanti() throws {
        let messages = try Self.lines(.ivanti)
        #expect(messages.contains { ($0["devices"]?.count ?? 0) > 1 })
        #expect(messages.contains { $0["eventType"]?.string == "device.enrolled" })
        for message in messages { #expect(message["timestamp"]?.int64 ?? 0 > 1_767_571_200_000) }
    }

    @Test("Fleet's activities have numbers that rise, and of Windows no serial number when it enrols")
    func fleet() throws {
        var windows = 0
        for file in Self.paths(.fleet) {
            let list = try #require(try JSONDocument(file.bytes).root["activities"]?.array).map { $0 }
            let ids = list.compactMap { $0["id"]?.int64 }
            #expect(ids == ids.sorted(by: >) && Set(ids).count == list.count)
            for entry in list where entry["details"]?["platform"]?.string == "windows" {
                #expect(entry["details"]?["host_serial"]?.string == "")
                windows += 1
            }
        }
        #expect(windows > 0)
    }
}
