import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite struct AuditDeviceTests {
    private func update(
        _ properties: [(name: String, old: String, new: String)], type: String? = "Device",
        key: String = "type",
        app: String? = "Intune Compliance Client Prod"
    ) -> String {
        Records.audit(
            "Update device",
            targets: Records.target(type, id: Records.object, key: key, properties: properties),
            details: Records.detail("DeviceId", Records.device), app: app)
    }

    @Test(
        "operations on a device",
        arguments: [
            ("Add device", "device.registered"), ("Register device", "device.registered"),
            ("Delete device", "device.deleted"), ("Unregister device", "device.unregistered"),
            ("Disable device", "device.disabled"), ("Enable device", "device.enabled"),
            ("Recover device local administrator password", "device.security_action"),
            ("Read BitLocker key", "device.security_action"),
            ("Device no longer compliant", "compliance.observed"),
            ("Device no longer managed", "management.observed"),
        ])
    func operations(name: String, type: String) throws {
        let target = Records.target("Device", id: Records.object)
        let whole = try Records.submission(
            Records.audit(name, targets: target, details: Records.detail("DeviceId", Records.device)))
        #expect(whole.types == [type, "device.identity_bound"])
        #expect(whole.events[0].stream.description == "device/entra/\(Records.tenant)/\(Records.device)")
        #expect(whole.events[0].tags.map(\.description).contains("device:entra-object/\(Records.object)"))
        let bound = whole.data(DeviceEvents.identityBound)
        #expect(bound[DeviceEvents.entraObject] == Records.id(Records.object))
        #expect(bound[DeviceEvents.entraDevice] == Records.id(Records.device))
        let objectOnly = try Records.submission(Records.audit(name, targets: target))
        #expect(objectOnly.types == [type])
        #expect(
            objectOnly.events[0].stream.description
                == "device/entra-object/\(Records.tenant)/\(Records.object)")
        let none = try Records.submission(Records.audit(name))
        #expect(none.types == ["record.observed"])
        #expect(none.data(RecordEvents.observed)[RecordEvents.reason] == .detailMissing)
    }

    @Test(
        "the device id may stand only inside of a modified property, as JSON in text",
        arguments: [
            ("TargetId.DeviceId", "\"\\\"\(Records.device)\\\"\""),
            ("DeviceId", "\"[\\\"\(Records.device)\\\"]\""),
            ("TargetId.DeviceId", "\"\(Records.device)\""),
        ])
    func deviceIDInProperty(name: String, value: String) throws {
        let target = Records.target("Device", id: Records.object, properties: [(name, "null", value)])
        let read = try Records.submission(Records.audit("Add device", targets: target))
        #expect(read.types == ["device.registered", "device.identity_bound"])
        #expect(read.data(DeviceEvents.identityBound)[DeviceEvents.entraDevice] == Records.id(Records.device))
    }

    @Test("a registration keeps platform, trust and who reported it")
    func registration() throws {
        let target = Records.target(
            "Device", id: Records.object,
            properties: [
                ("DeviceOSType", "\"[]\"", "\"[\\\"Windows\\\"]\""),
                ("DeviceTrustType", "null", "\"[\\\"AzureAd\\\"]\""),
            ])
        let read = try Records.submission(
            Records.audit("Add device", targets: target, app: "Device Registration Service"))
        let data = read.data(DeviceEvents.registered)
        #expect(data[DeviceEvents.platform] == .windows)
        #expect(data[DeviceEvents.trustType] == .azureAD)
        #expect(data[DeviceEvents.reporter] == .deviceRegistration)
        #expect(read.events[0].actor?.description == "service:deviceRegistration")
    }

    @Test(
        "a compliance flag is a list with one flag, and a missing old value means unset",
        arguments: [
            ("\"[false]\"", "\"[true]\"", false, true), ("\"[]\"", "\"[true]\"", nil, true),
            ("\"\"", "\"[false]\"", nil, false), ("null", "\"[ true ]\"", nil, true),
            ("\"[true]\"", "\"[]\"", true, nil),
            ("\"[\\r\\n  false\\r\\n]\"", "\"\\\"True\\\"\"", false, true),
            ("\"true\"", "\"False\"", true, false), ("[true]", "false", true, false),
        ] as [(String, String, Bool?, Bool?)])
    func compliance(old: String, new: String, was: Bool?, now: Bool?) throws {
        for type in ["Device", nil] {
            let read = try Records.submission(update([("IsCompliant", old, new)], type: type))
            #expect(read.types == ["compliance.observed", "device.identity_bound"])
            let data = read.data(ComplianceEvents.observed)
            #expect(data[ComplianceEvents.wasCompliant] == was)
            #expect(data[ComplianceEvents.isCompliant] == now)
            #expect(data[ComplianceEvents.witness] == .auditLog)
            #expect(data[ComplianceEvents.reporter] == .intune)
        }
    }

    @Test("a property without the key of its old value is read")
    func missingOldValue() throws {
        let record = update([("IsCompliant", "7", "\"[true]\"")]).replacing("\"oldValue\":7,", "")
        #expect(
            try Records.submission(record).data(ComplianceEvents.observed)[ComplianceEvents.isCompliant]
                == true)
    }

    @Test(
        "a flag that is none is a rejection",
        arguments: ["\"[5]\"", "\"yes\"", "\"[true,false]\"", "{}", "9"])
    func badFlag(value: String) {
        let rejection = Records.rejection(update([("IsCompliant", "null", value)]))
        #expect(rejection?.code == "record.wrong_shape")
        #expect(rejection?.field == "modifiedProperties.IsCompliant")
    }

    @Test("both flags and other attributes give one event each, in a fixed order")
    func mixed() throws {
        let read = try Records.submission(
            update([
                ("DeviceOSVersion", "\"[\\\"1\\\"]\"", "\"[\\\"2\\\"]\""),
                ("IsManaged", "\"[]\"", "\"[true]\""),
                ("IsCompliant", "\"[]\"", "\"[true]\""), ("DisplayName", "\"\"", "\"\""),
                (
                    "Included Updated Properties", "null",
                    "\"\\\"DeviceOSVersion, IsManaged, IsCompliant\\\"\""
                ),
                ("TargetId.DeviceTrustType", "null", "\"\\\"AzureAd\\\"\""),
            ]))
        #expect(
            read.types == [
                "compliance.observed", "management.observed", "device.updated", "device.identity_bound",
            ])
        #expect(read.data(DeviceEvents.updated)[DeviceEvents.properties] == [.deviceOSVersion, .displayName])
        #expect(read.data(ComplianceEvents.managementObserved)[ComplianceEvents.isManaged] == true)
    }

    @Test("names of properties that the table lacks are unrecognised, once, and kept in private")
    func unknownProperties() throws {
        let read = try Records.submission(
            update([("testValue1", "null", "\"a\""), ("testValue2", "null", "\"b\"")]))
        #expect(read.types.first == "device.updated")
        #expect(read.data(DeviceEvents.updated)[DeviceEvents.properties] == [.unrecognised])
        #expect(read.personal(.unrecognised).contains("modifiedProperties=testValue2"))
    }

    @Test(
        "an update that names nothing as updated changed nothing",
        arguments: ["\"\\\"\\\"\"", "\"\"", "null"])
    func noChange(value: String) throws {
        let read = try Records.submission(
            update([
                ("Included Updated Properties", "null", value),
                ("TargetId.DeviceId", "null", "\"\\\"\(Records.device)\\\"\""),
                ("Action Client Name", "null", "\"\\\"DirectorySync\\\"\""),
            ]))
        #expect(read.types == ["record.observed"])
        #expect(read.data(RecordEvents.observed)[RecordEvents.reason] == .nothingChanged)
        #expect(!read.isUnmapped)
    }

    @Test("names of changed properties may stand in a list")
    func namesInList() throws {
        let read = try Records.submission(
            update([
                (
                    "Included Updated Properties", "null",
                    "\"[\\\"DeviceOSVersion\\\",\\\"DisplayName\\\"]\""
                )
            ]))
        #expect(read.data(DeviceEvents.updated)[DeviceEvents.properties] == [.deviceOSVersion, .displayName])
    }

    @Test("an update that names a flag without a value is no proof that nothing changed")
    func namedWithoutValue() throws {
        for properties in [
            [("Included Updated Properties", "null", "\"\\\"IsCompliant\\\"\"")],
            [("IsCompliant", "\"\"", "\"\"")], [],
        ] as [[(name: String, old: String, new: String)]] {
            let read = try Records.submission(update(properties))
            #expect(read.types == ["record.observed"])
            #expect(read.data(RecordEvents.observed)[RecordEvents.reason] == .detailMissing)
        }
    }

    @Test("the type of a target is spelled in several ways, or missing", arguments: ["type", "Type"])
    func typeSpelling(key: String) throws {
        let read = try Records.submission(update([("IsManaged", "null", "\"[false]\"")], key: key))
        #expect(read.types.first == "management.observed")
        #expect(read.events[0].tags.map(\.description).contains("device:entra-object/\(Records.object)"))
    }

    @Test("who reports: a service that is known, a person, another application")
    func reporters() throws {
        func reporter(_ app: String?) throws -> Reporter? {
            try Records.submission(update([("IsManaged", "null", "\"[false]\"")], app: app))
                .data(ComplianceEvents.managementObserved)[ComplianceEvents.reporter]
        }
        #expect(try reporter("Intune Compliance Client Prod") == .intune)
        #expect(try reporter("Frodo's own tool") == .application)
        #expect(try reporter(nil) == .person)
    }

    @Test(
        "the device of a link is the second target, or a modified property; the first target is the person",
        arguments: [
            ("Add registered owner to device", "device.user_linked", LinkRelation.owner),
            ("Add registered users to device", "device.user_linked", .user),
            ("Remove registered owner from device", "device.user_unlinked", .owner),
            ("Remove registered users from device", "device.user_unlinked", .user),
        ])
    func links(name: String, type: String, relation: LinkRelation) throws {
        let person = Records.target("User", id: Records.user)
        let old = type.hasSuffix("unlinked")
        let value = "\"\\\"\(Records.object)\\\"\""
        let byProperty = Records.target(
            "User", id: Records.user,
            properties: [("Device.ObjectID", old ? value : "null", old ? "null" : value)])
        for targets in [
            person + "," + Records.target("Device", id: Records.object), byProperty,
            Records.target(nil, id: Records.user) + "," + Records.target(nil, id: Records.object),
        ] {
            let read = try Records.submission(Records.audit(name, targets: targets))
            #expect(read.types == [type])
            #expect(
                read.events[0].stream.description == "device/entra-object/\(Records.tenant)/\(Records.object)"
            )
            #expect(read.events[0].tags.map(\.description).contains("user:?"))
            #expect(PublicDataView(read.events[0].data)[DeviceEvents.relation] == relation)
        }
        #expect(try Records.submission(Records.audit(name, targets: person)).types == ["record.observed"])
    }
}
