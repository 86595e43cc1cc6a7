public import LedgerModel

/// What an event concerns; decides its stream and its tags.
public struct EventSubject: Hashable, Sendable {
    public var tenant: TenantName
    /// All ids by which the record names the device; the first gives the stream.
    public var devices: [DeviceReference] = []
    public var user: PersonReference?
    public var app: Bits128?
    public var group: Bits128?
    /// Policies concerned; the first is the subject of a policy's event.
    public var policies: [Bits128] = []
    /// The batch that the record belongs to, so that the records of one can be counted.
    public var batch: Bits128?
    /// The connection of a device manager from outside, by the partner's id at the tenant's own.
    public var connection: Bits128?

    public init(tenant: TenantName) { self.tenant = tenant }
}

/// A tenant: its directory id, or the short name that a source or the operator gives it.
public struct TenantName: Hashable, Sendable {
    public let component: LabelComponent

    public init(id: Bits128) { component = .id(id) }
    public init(name: Token) { component = .token(name) }

    /// Reads a GUID or a token; nil for anything else, and for the zero GUID.
    public init?(_ text: some Collection<UInt8>) {
        if let id = Bits128(guid: text) {
            guard id != .zero else { return nil }
            component = .id(id)
        } else if let token = Token(text) {
            component = .token(token)
        } else {
            return nil
        }
    }

    public var tag: Tag { Tag(.word("tenant"), component) }
}

/// One of the ids of a device.
public enum DeviceReference: Hashable, Sendable {
    /// The id given at registration in Entra.
    case entra(Bits128)
    /// The id of the directory object; not the registration's.
    case entraObject(Bits128)
    /// The id that Intune gave.
    case intune(Bits128)
    /// Known only by a hardware id, or by an id that is no GUID: namespace and value.
    case hardware(namespace: String, value: [UInt8])

    var word: LabelComponent {
        switch self {
        case .entra: .word("entra")
        case .entraObject: .word("entra-object")
        case .intune: .word("intune")
        case .hardware: .word("hardware")
        }
    }

    var id: Bits128? {
        switch self {
        case .entra(let id), .entraObject(let id), .intune(let id): id
        case .hardware: nil
        }
    }

    /// The device's tag, where it needs no identity.
    public var tag: Tag? { id.map { Tag(.word("device"), word, .id($0)) } }
}

/// A person, by the best id that the record carries.
public enum PersonReference: Hashable, Sendable {
    /// The directory object id, as text, within its tenant.
    case objectID([UInt8])
    /// The user principal name; compared without regard to ASCII case.
    case userPrincipalName([UInt8])

    /// The reference that the identity table knows; nil where the value is empty or too long.
    public func identity(in tenant: TenantName) -> IdentityReference? {
        switch self {
        case .objectID(let text): Self.reference("entra-object/", tenant, text)
        case .userPrincipalName(let text): Self.reference("upn/", tenant, text)
        }
    }

    private static func reference(
        _ naming: StaticString, _ tenant: TenantName, _ value: [UInt8]
    ) -> IdentityReference? {
        var namespace: [UInt8] = []
        namespace.reserveCapacity(64)
        naming.withUTF8Buffer { namespace.append(contentsOf: $0) }
        tenant.tag.appendText(to: &namespace)
        return IdentityReference(kind: .person, namespace: namespace, value: value.map(\.loweredASCII))
    }
}

/// Who acted, as far as the record says.
public enum ActorReference: Hashable, Sendable {
    case person(PersonReference)
    case app(Bits128)
    case servicePrincipal(Bits128)
    /// The named service itself.
    case service(Token)
}
