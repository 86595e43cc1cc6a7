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
    /// Text with spaces or brackets, one character repeated, a run of digits that only counts, and what
    /// firmware says where nobody set a serial number would make one device of many; a path is none.
    init?(serialNumber text: [UInt8]?) {
        guard let text else { return nil }
        let serial = ASCII.trimmed(text).map { $0 &- 97 < 26 ? $0 & 0xDF : $0 }
        guard (5...64).contains(serial.count), serial.allSatisfy(Self.isOfSerial),
            serial.contains(where: { $0 != serial[0] }), !ASCII.isPath(serial),
            !Self.isCounting(serial), !Self.isHexadecimalZero(serial),
            !Self.isPlaceholder(serial)
        else { return nil }
        self = .hardware(namespace: "serial", value: serial)
    }

    /// Digits of which each is the next one, from 0 or 1 on: `123456789`, `012345678901234567890`.
    private static func isCounting(_ serial: [UInt8]) -> Bool {
        zip(serial, serial.dropFirst()).allSatisfy { first, second in
            ASCII.isDigit(first) && second == (first == UInt8(ascii: "9") ? UInt8(ascii: "0") : first + 1)
        }
    }

    /// `0x00000000`.
    private static func isHexadecimalZero(_ serial: [UInt8]) -> Bool {
        serial.count > 2 && serial[1] == UInt8(ascii: "X")
            && serial.enumerated().allSatisfy { $0.offset == 1 || $0.element == UInt8(ascii: "0") }
    }

    private static func isOfSerial(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || byte &- 65 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_")
    }

    /// Whether it is a word in place of a serial number, however its parts are joined.
    private static func isPlaceholder(_ serial: [UInt8]) -> Bool {
        let letters = serial.filter { ASCII.isDigit($0) || $0 &- 65 < 26 }
        return placeholders.contains { ASCII.equalIgnoringCase(letters, $0) }
    }

    private static let placeholders: [StaticString] = [
        "Defaultstring", "SystemSerialNumber", "SerialNumber", "Serial", "ToBeFilledByOEM", "FilledByOEM",
        "NotApplicable", "NotAvailable", "NotSpecified", "Unknown", "Undefined", "Invalid", "InvalidSerial",
        "Default", "Empty", "Blank", "Redacted", "Standard", "Asset", "AssetTag", "ChangeMe",
        "Type1ProductConfigId", "Type1Sku0", "VMware", "Virtual", "VirtualMachine", "Parallels",
    ]
}
