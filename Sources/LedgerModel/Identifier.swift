/// A 128-bit identifier of one kind; kinds do not mix.
public struct Identifier<Kind: IdentifierKind>: Hashable, Comparable, Sendable {
    public let bits: Bits128

    public init(_ bits: Bits128) { self.bits = bits }

    public static func < (left: Self, right: Self) -> Bool { left.bits < right.bits }
}

/// What an ``Identifier`` identifies.
public protocol IdentifierKind: Sendable {}

/// Names one event for ever: an HMAC over record key, content tag, mapping revision and part, under the
/// ledger secret. The same fact submitted again has the same id.
public typealias EventID = Identifier<EventIDKind>
/// Names one source record: an HMAC over its source and its own id, under the ledger secret.
public typealias RecordKey = Identifier<RecordKeyKind>
/// Names one content of a source record: an HMAC over its canonical inner content, under the ledger secret.
public typealias ContentTag = Identifier<ContentTagKind>
/// A random id that stands for a person, or for a device known only by hardware ids.
public typealias IdentityID = Identifier<IdentityIDKind>
/// Groups the records of one flow, as the source grouped them.
public typealias CorrelationID = Identifier<CorrelationIDKind>
/// Names one ledger: random, written once by `init`, bound into every file.
public typealias LedgerID = Identifier<LedgerIDKind>

public enum EventIDKind: IdentifierKind {}
public enum RecordKeyKind: IdentifierKind {}
public enum ContentTagKind: IdentifierKind {}
public enum IdentityIDKind: IdentifierKind {}
public enum CorrelationIDKind: IdentifierKind {}
public enum LedgerIDKind: IdentifierKind {}

extension Identifier: CustomStringConvertible {
    public var description: String { bits.guidText }
}
