import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite struct ManagementInventoryTests {
    private func row(_ members: String, report: String = "Devices") throws -> Submission {
        try ManagementRecords.submission(ManagementRecords.row(report, more: "," + members))
    }

    @Test("who owns a device stands in a column of either name")
    func ownership() throws {
        for column in ["OwnerType", "Ownership"] {
            let read = try row("\"OS\":\"Windows\",\"\(column)\":\"Company\"")
            #expect(read.data(ManagementEvents.inventoryObserved)[DeviceEvents.ownership] == .company)
        }
    }

    @Test("a row without Intune's id is known by the registration's; without either it is refused")
    func otherID() throws {
        let named = ",\"ReferenceId\":\"\(Records.device)\",\"OS\":\"Windows\""
        let read = try ManagementRecords.submission(
            ManagementRecords.row("Devices", device: nil, more: named))
        #expect(read.types.contains("device.inventory_observed"))
        let none = ManagementRecords.rejection(ManagementRecords.row("Devices", device: ""))
        #expect(none?.code == "record.missing_id" && none?.expected == "an id" && none?.found == "none")
    }

    @Test(
        "a row of the devices says inventory, verdict, the directory's flag, and whose ids it has"
    )
    func devices() throws {
        let read = try row(
            """
            "ReferenceId":"\(Records.device)","SerialNumber":" c39zq0000001 ","OS":"Windows",\
            "OwnerType":"Company","CompliantState":"InGracePeriod","DeviceState":"WipeIssued",\
            "ManagedBy":"mdm","GraphDeviceIsManaged":true,"UPN":"frodo@example.org",\
            "LastContact":"2026-02-28 08:27:37.0000000","CreatedDate":"2025-01-02 03:04:05.0000000",\
            "InGracePeriodUntil":"2026-03-05 00:00:00.0000000","DeviceRegistrationState":"registered"
            """)
        #expect(
            read.types == [
                "device.inventory_observed", "compliance.verdict_observed", "management.observed",
                "device.identity_bound",
            ])
        let inventory = read.data(ManagementEvents.inventoryObserved)
        #expect(inventory[DeviceEvents.platform] == .windows)
        #expect(inventory[DeviceEvents.witness] == .intune)
        #expect(inventory[DeviceEvents.ownership] == .company)
        #expect(inventory[ManagementEvents.lastContact] == (try instant("2026-02-28T08:27:37Z")))
        #expect(inventory[ManagementEvents.enrolledAt] == (try instant("2025-01-02T03:04:05Z")))
        #expect(inventory[ManagementEvents.state] == .wipeIssued)
        #expect(inventory[ManagementEvents.agent] == .mdm)
        #expect(inventory[ManagementEvents.registration] == .registered)
        let verdict = read.data(VerdictEvents.observed)
        #expect(verdict[ComplianceEvents.verdict] == .inGracePeriod)
        #expect(verdict[VerdictEvents.graceEnds] == (try instant("2026-03-05T00:00:00Z")))
        #expect(read.data(ComplianceEvents.managementObserved)[ComplianceEvents.isManaged] == true)
        #expect(read.data(ComplianceEvents.managementObserved)[ComplianceEvents.witness] == .intune)
        let bound = try #require(read.first(DeviceEvents.identityBound))
        #expect(bound.tags.count == 4)
        #expect(read.identities.contains { $0.value == Array("C39ZQ0000001".utf8) })
        for event in read.events {
            #expect(event.occurred.instant == (try instant("2026-03-01T08:05:00Z")))
            #expect(event.correlation?.description == ManagementRecords.batch)
        }
    }

    @Test(
        "a state is read by its number, and never by the localised word beside it",
        arguments: [
            ("\"0\"", ComplianceVerdict.unknown), ("\"1\"", .compliant), ("\"2\"", .nonCompliant),
            ("\"3\"", .conflict), ("\"4\"", .error), ("\"254\"", .inGracePeriod), ("255", .configManager),
            ("\"77\"", .unrecognised), ("\"NotCompliant\"", .nonCompliant), ("\"compliant\"", .compliant),
        ])
    func numbers(text: String, verdict: ComplianceVerdict) throws {
        let read = try row(
            "\"ComplianceState\":\(text),\"ComplianceState_loc\":\"Konform\"", report: "DeviceComplianceOrg")
        #expect(read.data(VerdictEvents.observed)[ComplianceEvents.verdict] == verdict)
        #expect(
            read.personal(.unrecognised) == (verdict == .unrecognised ? ["ComplianceState=77"] : []))
    }

    @Test("a localised word without its number, and an absent state, give no verdict")
    func localisedAlone() throws {
        for members in [
            "\"ComplianceState_loc\":\"Compliant\"", "\"ComplianceState\":\"\"", "\"ComplianceState\":null",
            "\"ComplianceState\":\"<null>\"",
        ] {
            let read = try row(members, report: "DeviceComplianceOrg")
            #expect(read.types == ["device.inventory_observed"])
        }
    }

    @Test("a flag that is absent is never false, and one that is a word is read")
    func flags() throws {
        #expect(try row("\"GraphDeviceIsManaged\":null").types == ["device.inventory_observed"])
        let read = try row("\"GraphDeviceIsCompliant\":\"False\"")
        #expect(read.data(ComplianceEvents.observed)[ComplianceEvents.isCompliant] == false)
        #expect(read.data(ComplianceEvents.observed)[ComplianceEvents.witness] == .intune)
    }

    @Test("the ends of the calendar and words for nothing are absent")
    func sentinels() throws {
        let read = try row(
            """
            "InGracePeriodUntil":"9999-12-31 23:59:59.0000000","LastContact":"0001-01-01 00:00:00.0000000",\
            "CreatedDate":"N/A","ReferenceId":"\(Records.zero)","SerialNumber":"<null>","CompliantState":"1"
            """)
        #expect(read.types == ["device.inventory_observed", "compliance.verdict_observed"])
        #expect(read.data(ManagementEvents.inventoryObserved)[ManagementEvents.lastContact] == nil)
        #expect(read.data(VerdictEvents.observed)[VerdictEvents.graceEnds] == nil)
    }

    @Test(
        "what stands where nobody set a serial number joins no devices",
        arguments: [
            "0", "00000000", "Defaultstring", "SystemSerialNumber", "To be filled by O.E.M.", "[REDACTED]",
            "None", "N/A", "1234567890", "unknown", "FilledByOEM", "undefined", "Default_String",
            "System-Serial-Number", "CHANGEME", "Type1ProductConfigId", "0x00000000", "VMware",
            "012345678901234567890",
        ])
    func placeholders(serial: String) throws {
        let read = try row("\"SerialNumber\":\"\(serial)\"")
        #expect(read.types == ["device.inventory_observed"])
        #expect(DeviceReference(serialNumber: Array(serial.utf8)) == nil)
    }

    @Test("a row is known by its batch and its device, a new envelope changes neither key nor content")
    func rowKeys() throws {
        let record = ManagementRecords.row("Devices")
        let one = try ManagementRecords.submission(record)
        let later = try ManagementRecords.submission(record.replacing("08:05:00", "09:05:00"))
        #expect(one.key == later.key && one.content == later.content)
        let keys = try [
            record, ManagementRecords.row("DeviceComplianceOrg"),
            ManagementRecords.row("Devices", device: ManagementRecords.secondDevice),
            ManagementRecords.row("Devices", batch: Records.flow),
            ManagementRecords.row("Devices", batch: nil),
        ].map { try ManagementRecords.submission($0).key }
        #expect(Set(keys).count == keys.count)
        #expect(
            ManagementRecords.rejection(ManagementRecords.row("Devices", device: nil))?.code
                == "record.missing_id")
    }

    @Test("what ends a batch is no device, and says how long the batch is")
    func batchEnd() throws {
        let record = ManagementRecords.azure(
            "DeviceComplianceOrg",
            "{\"BatchId\":\"\(ManagementRecords.batch)\",\"Stats\":{\"RecordCount\":41}}")
        let read = try ManagementRecords.submission(record)
        #expect(read.types == ["source.batch_ended"])
        let data = read.data(SourceEvents.batchEnded)
        #expect(data[SourceEvents.report] == .deviceComplianceOrg)
        #expect(data[SourceEvents.records] == 41)
        #expect(data[SourceEvents.batch] == Records.id(ManagementRecords.batch))
        #expect(read.events[0].correlation?.description == ManagementRecords.batch)
        #expect(
            try ManagementRecords.submission(record.replacing("DeviceComplianceOrg", "Devices")).key
                != read.key)
        let unnamed = try ManagementRecords.submission(
            ManagementRecords.azure("Devices", "{\"Stats\":{\"RecordCount\":\"0\"}}"))
        #expect(unnamed.data(SourceEvents.batchEnded)[SourceEvents.records] == 0)
        #expect(unnamed.data(SourceEvents.batchEnded)[SourceEvents.batch] == nil)
        for count in ["-1", "null"] {
            let broken = try ManagementRecords.submission(
                ManagementRecords.azure("Devices", "{\"Stats\":{\"RecordCount\":\(count)}}"))
            #expect(broken.types == ["record.observed"])
        }
    }

    @Test("a managed device says the same by Graph, when it was received")
    func managedDevice() throws {
        var context = Records.context
        context.receivedAt = try instant("2026-03-02T00:00:00Z")
        let read = try ManagementRecords.submission(
            ManagementRecords.managedDevice("inGracePeriod", more: ",\"serialNumber\":\"C39ZQ0000001\""),
            context)
        #expect(
            read.types == [
                "device.inventory_observed", "compliance.verdict_observed", "device.identity_bound",
            ])
        #expect(read.data(VerdictEvents.observed)[ComplianceEvents.verdict] == .inGracePeriod)
        #expect(read.data(VerdictEvents.observed)[VerdictEvents.graceEnds] == nil)
        #expect(read.data(ManagementEvents.inventoryObserved)[ManagementEvents.agent] == .mdm)
        let occurred = try OccurredTime(instant("2026-03-02T00:00:00Z"), basis: .submission)
        #expect(read.events.allSatisfy { $0.occurred == occurred })
        let unbound = try ManagementRecords.submission(ManagementRecords.managedDevice(entra: Records.zero))
        #expect(!unbound.types.contains("device.identity_bound"))
        #expect(unbound.events.allSatisfy { $0.occurred == .atReceipt })
    }

    @Test("a state that was seen again later is another record; without an instant, another content is")
    func snapshots() throws {
        func key(_ record: String, _ received: String?) throws -> [UInt8] {
            var context = Records.context
            context.receivedAt = try received.map { try instant($0) }
            return try ManagementRecords.submission(record, context).key
        }
        let (one, other) = (
            ManagementRecords.managedDevice(), ManagementRecords.managedDevice("noncompliant")
        )
        let (early, late) = ("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z")
        #expect(try key(one, early) == key(one, early))
        #expect(try key(one, early) == key(other, early))
        #expect(try key(one, early) != key(one, late))
        #expect(try key(one, nil) == key(one, nil))
        #expect(try key(one, nil) != key(other, nil))
        let status = ManagementRecords.all[12]
        #expect(try key(status, early) == key(status, late))
        #expect(try key(status, early) != key(status.replacing("T23:00", "T22:00"), early))
    }

    @Test("the state of a device by one policy names the policy, and when it was reported")
    func deviceStatus() throws {
        let read = try ManagementRecords.submission(ManagementRecords.all[12])
        #expect(read.types == ["compliance.verdict_observed"])
        let data = read.data(VerdictEvents.observed)
        #expect(data[ComplianceEvents.verdict] == .nonCompliant)
        #expect(data[ComplianceEvents.policy] == Records.id(Records.policy))
        #expect(data[VerdictEvents.graceEnds] == (try instant("2026-03-05T00:00:00Z")))
        #expect(read.events[0].occurred.instant == (try instant("2026-02-28T23:00:00Z")))
        #expect(read.events[0].tags.map(\.description).contains("device:intune/\(ManagementRecords.intune)"))
        for (word, verdict) in [
            ("notApplicable", ComplianceVerdict.notApplicable), ("remediated", .remediated),
            ("notAssigned", .notAssigned), ("error", .error), ("new word", .unrecognised),
        ] {
            let other = try ManagementRecords.submission(
                ManagementRecords.all[12].replacing("nonCompliant", word))
            #expect(other.data(VerdictEvents.observed)[ComplianceEvents.verdict] == verdict)
        }
        let single = try ManagementRecords.submission(
            ManagementRecords.all[12].replacing("\(ManagementRecords.account)_\(Records.policy)_", ""))
        #expect(single.types == ["record.observed"])
    }

    @Test("a device of the directory says registration, flags and both of its ids")
    func directoryDevice() throws {
        let read = try ManagementRecords.submission(ManagementRecords.all[16])
        #expect(
            read.types == ["device.object_observed", "compliance.observed", "device.identity_bound"])
        let object = read.data(ManagementEvents.objectObserved)
        #expect(object[DeviceEvents.trustType] == .azureAD)
        #expect(object[DeviceEvents.isEnabled] == false)
        #expect(object[DeviceEvents.witness] == .deviceObject)
        #expect(object[ManagementEvents.lastContact] == (try instant("2026-02-28T23:00:00Z")))
        #expect(read.data(ComplianceEvents.observed)[ComplianceEvents.isCompliant] == true)
        let bound = read.data(DeviceEvents.identityBound)
        #expect(bound[DeviceEvents.entraObject] == Records.id(Records.object))
        #expect(bound[DeviceEvents.entraDevice] == Records.id(Records.device))
        let selected = try ManagementRecords.submission(
            "{\"deviceId\":\"\(Records.device)\",\"trustType\":null,\"operatingSystem\":\"Linux\"}")
        #expect(selected.types == ["device.object_observed"])
    }
}
