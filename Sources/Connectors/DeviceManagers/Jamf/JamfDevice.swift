import EventCatalogue
import LedgerModel

/// A device as Jamf Pro names it: by its hardware, and by ids that mean something at one instance alone.
enum JamfDevice {
    /// All that a device is known by; the first gives the stream.
    static func references(
        serial: [UInt8]?, udid: [UInt8]?, number: Int64?, management: Bits128?, isComputer: Bool,
        at place: ManagerInstance
    ) -> [DeviceReference] {
        [
            DeviceReference(serialNumber: serial), DeviceReference(udid: udid),
            number.flatMap { reference(to: $0, isComputer: isComputer, at: place) },
            management.map {
                .hardware(namespace: "jamf-management/" + place.name, value: Array($0.guidText.utf8))
            },
        ].compactMap { $0 }
    }

    /// A device by its number at an instance; nil where it is none: numbers count from 1.
    static func reference(
        to number: Int64, isComputer: Bool, at place: ManagerInstance
    ) -> DeviceReference? {
        guard number > 0 else { return nil }
        return .hardware(
            namespace: (isComputer ? "jamf-computer/" : "jamf-mobile/") + place.name,
            value: Array("\(number)".utf8))
    }
}

extension Platform {
    /// The system of one of Apple's phones or tablets, by its model; nil for any other.
    init?(appleModel model: [UInt8]) {
        if ASCII.starts(model, with: "iPad") {
            self = .iPadOS
        } else if ASCII.starts(model, with: "iPhone") || ASCII.starts(model, with: "iPod") {
            self = .iOS
        } else {
            return nil
        }
    }
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
