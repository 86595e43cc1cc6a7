import EventCatalogue
import LedgerModel

/// What the custom texts of an audit entry name: the device by its ids, and how the action stands.
///
/// A custom text is what its label says: without one it is nothing. One in braces lists names and values,
/// `{uuid=…, platform=…}`.
struct IvantiAuditDetails {
    private(set) var uuid: [UInt8]?
    private(set) var serialNumber: [UInt8]?
    private(set) var udid: [UInt8]?
    private(set) var status: [UInt8]?
    /// Names that stand there twice with two values, and so say nothing.
    private var ambiguous: Set<Name> = []

    private enum Name: Hashable {
        case uuid, serialNumber, udid, status

        init?(_ text: [UInt8]) {
            let plain = text.filter { ($0 | 0x20) &- UInt8(ascii: "a") < 26 }
            guard text.count <= 64,
                let found = Self.table.first(where: { ASCII.equalIgnoringCase(plain, $0.text) })
            else { return nil }
            self = found.name
        }

        private static let table: [(text: StaticString, name: Name)] = [
            ("uuid", .uuid), ("deviceuuid", .uuid), ("deviceguid", .uuid), ("subjectuuid", .uuid),
            ("serialnumber", .serialNumber), ("deviceserialnumber", .serialNumber),
            ("udid", .udid), ("deviceudid", .udid), ("iosudid", .udid), ("status", .status),
        ]
    }

    private static let texts: [(value: StaticString, label: StaticString)] = [
        ("cs1", "cs1Label"), ("cs2", "cs2Label"), ("cs3", "cs3Label"), ("cs4", "cs4Label"),
        ("cs5", "cs5Label"), ("cs6", "cs6Label"),
    ]
    /// The longest list that is read.
    private static let listBytes = 16_384

    init(_ event: CEFMessage) {
        for text in Self.texts {
            guard let value = event[text.value] else { continue }
            if value.first == UInt8(ascii: "{"), value.last == UInt8(ascii: "}"),
                value.count <= Self.listBytes
            {
                for pair in value.dropFirst().dropLast().split(separator: UInt8(ascii: ",")) {
                    let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1)
                    if halves.count == 2 { take(Array(halves[1]), as: Array(halves[0])) }
                }
            } else if let label = event[text.label] {
                take(value, as: label)
            }
        }
    }

    private mutating func take(_ text: [UInt8], as label: [UInt8]) {
        let value = ASCII.trimmed(text)
        guard let name = Name(label), !AbsentText.isAbsent(value), !ambiguous.contains(name) else { return }
        let field: WritableKeyPath<Self, [UInt8]?> =
            switch name {
            case .uuid: \.uuid
            case .serialNumber: \.serialNumber
            case .udid: \.udid
            case .status: \.status
            }
        if let other = self[keyPath: field], other != value {
            ambiguous.insert(name)
            self[keyPath: field] = nil
        } else {
            self[keyPath: field] = value
        }
    }

    /// The device, by each of its ids that is one.
    func devices(at place: ManagerInstance) -> [DeviceReference] {
        [
            DeviceReference(serialNumber: serialNumber), DeviceReference(udid: udid),
            uuid.flatMap { Bits128(guid: $0) == nil ? nil : IvantiWords.device($0, at: place) },
        ].compactMap { $0 }
    }
}
