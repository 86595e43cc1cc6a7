import EventCatalogue
import LedgerModel
import StrictJSON

/// The attributes by which MaaS360 judges one device, when it is asked for them.
///
/// Which keys there are is published nowhere, so they are kept as evidence; the device is named where the
/// answer repeats its id.
enum MaaS360Attributes {
    static func areOne(_ value: JSONValue) -> Bool {
        value["securityCompliance"]?["complianceAttributes"]?.isObject ?? false
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let members = try SourceMembers(value).object("securityCompliance")
        let id = members?.freeText("maas360DeviceID")
        let content = canonicalBytes(of: value)
        var mapping = ManagerMapping(
            place, key: ManagerSnapshot.key("maas360Attributes", id: id, at: place, content: content),
            content: content, road: ManagerMapping.interface, occurred: place.occurred(nil),
            evidence: evidence)
        let device = DeviceReference.own("maas360-device", id, at: place)
        mapping.observe(
            .deviceManagement, .evidenceOnly, mapping.privateText(), devices: device.map { [$0] } ?? [])
        return mapping.finished()
    }
}
