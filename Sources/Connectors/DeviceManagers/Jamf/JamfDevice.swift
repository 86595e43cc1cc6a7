import EventCatalogue
import LedgerModel

/// A device as Jamf Pro names it: by its hardware, and by ids that mean something at one instance alone.
struct JamfDevice {
    let isComputer: Bool
    let serial: DeviceReference?
    let udid: DeviceReference?
    /// The instance's own number of the device.
    let number: DeviceReference?
    let management: DeviceReference?

    init(_ members: SourceMembers, isComputer: Bool, _ instance: String) throws(Rejection) {
        self.isComputer = isComputer
        serial = DeviceReference(serialNumber: members.freeText("serialNumber"))
        udid = DeviceReference(udid: members.freeText("udid"))
        number = try members.integer("jssID").flatMap {
            Self.reference(to: $0, isComputer: isComputer, instance)
        }
        management = try members.guid("managementId").map {
            .hardware(namespace: "jamf-management/" + instance, value: Array($0.guidText.utf8))
        }
    }

    /// A device by its number at an instance; nil where it is none: numbers count from 1.
    static func reference(to number: Int64, isComputer: Bool, _ instance: String) -> DeviceReference? {
        guard number > 0 else { return nil }
        return .hardware(
            namespace: (isComputer ? "jamf-computer/" : "jamf-mobile/") + instance,
            value: Array("\(number)".utf8))
    }

    /// All that the device is known by; the first gives the stream.
    var references: [DeviceReference] { [serial, udid, number, management].compactMap { $0 } }
}

extension DeviceReference {
    /// A device by the id that Apple's systems give it; nil where the text is none.
    ///
    /// A GUID, forty hexadecimal digits, or eight and sixteen with a dash. What masks or placeholders hold is
    /// none. Two spellings of one id differ in case and dashes.
    init?(udid text: [UInt8]?) {
        guard let text else { return nil }
        let digits = ASCII.trimmed(text).filter { $0 != UInt8(ascii: "-") }
        guard [24, 32, 40].contains(digits.count), text.count <= 64,
            digits.allSatisfy({ ASCII.isDigit($0) || ASCII.lowered($0) &- 97 < 6 }),
            digits.contains(where: { $0 != digits[0] })
        else { return nil }
        self = .hardware(namespace: "udid", value: digits.map { $0 &- 97 < 26 ? $0 & 0xDF : $0 })
    }
}
