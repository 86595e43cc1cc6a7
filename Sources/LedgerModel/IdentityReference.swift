/// A person, or a device known only by hardware ids, by the value that a source gave.
///
/// The value never enters a record. The writer looks it up by HMAC under the ledger secret and puts the
/// random ``IdentityID`` that stands for it into the event's slots.
public struct IdentityReference: Hashable, Sendable {
    /// What the value identifies.
    public enum Kind: UInt8, Sendable, CaseIterable {
        case person = 1
        case hardware = 2
    }

    public let kind: Kind
    /// Which naming the value belongs to, such as `entra-object/<tenant>` or `upn`; part of the HMAC's input.
    public let namespace: [UInt8]
    /// The value, normalised by the connector; 1 to ``Limits/identityValueBytes`` bytes.
    public let value: [UInt8]

    /// Nil where the value is empty or too long.
    public init?(kind: Kind, namespace: [UInt8], value: [UInt8]) {
        guard (1...Limits.identityValueBytes).contains(value.count), namespace.count <= Limits.labelBytes
        else { return nil }
        self.kind = kind
        self.namespace = namespace
        self.value = value
    }
}

/// A place in a proposed event that the writer fills with the id of an identity.
public struct IdentitySlot: Hashable, Sendable {
    public enum Place: Hashable, Sendable {
        /// Byte offset in the public data of sixteen zero bytes.
        case data(Int)
        /// Byte offset in the encoded stream name.
        case stream(Int)
        /// Index of the tag, and byte offset in its encoding.
        case tag(Int, Int)
        /// Byte offset in the encoded actor.
        case actor(Int)
    }

    /// Index into the submission's identities.
    public let identity: Int
    public let place: Place

    public init(identity: Int, place: Place) {
        self.identity = identity
        self.place = place
    }
}
