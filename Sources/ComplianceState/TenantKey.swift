public import LedgerModel

/// A tenant, as the tag of an event names it: by its directory id, or by a short name.
public enum TenantKey: Hashable, Sendable {
    case id(Bits128)
    case name(Token)

    /// The tag that events of the tenant carry.
    public var tag: Tag {
        switch self {
        case .id(let id): Tag(.word("tenant"), .id(id))
        case .name(let name): Tag(.word("tenant"), .token(name))
        }
    }

    /// The GUID or the name.
    public var text: String {
        switch self {
        case .id(let id): id.guidText
        case .name(let name): name.description
        }
    }

    /// Reads a GUID or a name; nil for anything else, and for the zero GUID.
    public init?(text: String) {
        if let id = Bits128(guid: text) {
            guard id != .zero else { return nil }
            self = .id(id)
        } else if let name = Token(text) {
            self = .name(name)
        } else {
            return nil
        }
    }
}

extension TenantKey: Comparable {
    /// Ids before names, each by their bytes.
    public static func < (left: TenantKey, right: TenantKey) -> Bool {
        switch (left, right) {
        case (.id(let left), .id(let right)): left < right
        case (.id, .name): true
        case (.name, .id): false
        case (.name(let left), .name(let right)): left.bytes.lexicographicallyPrecedes(right.bytes)
        }
    }
}
