public import LedgerModel

/// Who gave a device its id. The raw values are stable, and are the order in which one id comes to stand for
/// all.
public enum DeviceIDKind: UInt8, CaseIterable, Sendable {
    /// The id given at registration in Entra.
    case entra = 1
    /// The id of the directory object.
    case entraObject = 2
    /// The id that Intune gave.
    case intune = 3
    /// A random identity that stands for a hardware id.
    case hardware = 4

    /// The word in tags and texts.
    public var word: String {
        switch self {
        case .entra: "entra"
        case .entraObject: "entra-object"
        case .intune: "intune"
        case .hardware: "hardware"
        }
    }

    var component: LabelComponent {
        switch self {
        case .entra: .word("entra")
        case .entraObject: .word("entra-object")
        case .intune: .word("intune")
        case .hardware: .word("hardware")
        }
    }
}

/// A device as one source id names it, within its tenant.
///
/// One machine may have several keys; ``DeviceDirectory`` says which of them belong together.
public struct DeviceKey: Hashable, Sendable {
    public let tenant: TenantKey
    public let kind: DeviceIDKind
    public let id: Bits128

    public init(tenant: TenantKey, kind: DeviceIDKind, id: Bits128) {
        self.tenant = tenant
        self.kind = kind
        self.id = id
    }

    /// The tag that events of the device carry.
    public var tag: Tag { Tag(.word("device"), kind.component, .id(id)) }

    /// `entra/<guid>`, `entra-object/<guid>`, `intune/<guid>` or `hardware/<guid>`; without the tenant.
    public var text: String { kind.word + "/" + id.guidText }

    /// Reads ``text``; nil for anything else, and for the zero GUID.
    public init?(text: String, tenant: TenantKey) {
        let bytes = Array(text.utf8)
        guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")),
            let kind = DeviceIDKind.allCases.first(where: { bytes[..<slash].elementsEqual($0.word.utf8) }),
            bytes.count - slash == 37, let id = Bits128(guid: bytes[(slash + 1)...]), id != .zero
        else { return nil }
        self.init(tenant: tenant, kind: kind, id: id)
    }
}

extension DeviceKey: Comparable {
    /// By kind, then by the id's bytes, then by tenant; the smallest key of a machine stands for it.
    public static func < (left: DeviceKey, right: DeviceKey) -> Bool {
        if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
        if left.id != right.id { return left.id < right.id }
        return left.tenant < right.tenant
    }
}
