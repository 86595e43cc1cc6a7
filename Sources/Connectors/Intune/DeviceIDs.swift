import EventCatalogue
import LedgerModel

/// The ids by which one record names a device.
struct DeviceIDs: Sendable {
    var intune: Bits128?
    var entra: Bits128?
    /// The directory object's id.
    var object: Bits128?
    var hardware: DeviceReference?

    /// The ids that services gave, the writer's own first.
    var references: [DeviceReference] {
        [
            intune.map { .intune($0) }, object.map { .entraObject($0) }, entra.map { .entra($0) },
        ].compactMap { $0 }
    }

    /// What an event names the device by: ids that services gave, else the hardware's.
    var named: [DeviceReference] {
        let given = references
        return given.isEmpty ? [hardware].compactMap { $0 } : given
    }
}

extension DeviceReference {
    /// A device by its serial number; nil where the text is none.
    ///
    /// Text with spaces or brackets, one character repeated, and what firmware says where nobody set a
    /// serial number would make one device of many.
    init?(serialNumber text: [UInt8]?) {
        guard let text else { return nil }
        let serial = ASCII.trimmed(text).map { $0 &- 97 < 26 ? $0 & 0xDF : $0 }
        guard (5...64).contains(serial.count), serial.allSatisfy(Self.isOfSerial),
            serial.contains(where: { $0 != serial[0] }),
            !Self.placeholders.contains(where: { ASCII.equalIgnoringCase(serial, $0) })
        else { return nil }
        self = .hardware(namespace: "serial", value: serial)
    }

    private static func isOfSerial(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || byte &- 65 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_")
    }

    private static let placeholders: [StaticString] = [
        "Defaultstring", "SystemSerialNumber", "SerialNumber", "ToBeFilledByO.E.M.", "NotApplicable",
        "NotAvailable", "NotSpecified", "Unknown", "Invalid", "Default", "Empty", "Redacted", "O.E.M.",
        "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "0123456789", "INVALID-SERIAL",
    ]
}
