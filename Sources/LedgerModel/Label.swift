/// A short structured name: words, tokens and 128-bit ids, in order.
///
/// Streams, tags, sources and actors are labels. A label is held as the bytes that stand in a record: a CBOR
/// array (RFC 8949, deterministic) of text strings and 16-byte byte strings. Two labels are equal when these
/// bytes are, and nothing compares their text.
///
/// Nothing personal can be put into a label: its components are words written in the code (`StaticString`),
/// ``Token``s of a narrow alphabet, and 128-bit ids. A person enters as a slot that the writer fills with
/// a random ``IdentityID``.
///
/// A label of at most 55 bytes takes no memory but its own 64 bytes, and copying it allocates nothing.
///
/// Invariants: 1 to 8 components; at most ``Limits/labelBytes`` bytes.
public struct Label<Role: LabelRole>: Hashable, Sendable {
    @usableFromInline var storage: LabelStorage

    @usableFromInline
    init(storage: LabelStorage) { self.storage = storage }

    /// Accepts the bytes of a label that was read from a record; nil if they are not a valid label.
    @inlinable
    public init?(encoded bytes: some Collection<UInt8>) {
        guard let storage = bytes.withRawBytes({ LabelStorage(checking: $0) }) else { return nil }
        self.init(storage: storage)
    }

    /// The deterministic CBOR array, as an array of its own; ``withEncoded(_:)`` lends it without a copy.
    @inlinable
    public var encoded: [UInt8] { storage.bytes }

    /// How many bytes ``encoded`` has.
    @inlinable
    public var encodedCount: Int { storage.count }

    /// Lends the deterministic CBOR array. The bytes do not outlive the call.
    @inlinable
    public func withEncoded<R, E: Error>(
        _ body: (UnsafeRawBufferPointer) throws(E) -> R
    ) throws(E) -> R {
        try storage.withBytes(body)
    }

    /// Appends the deterministic CBOR array.
    @inlinable
    public func append(to out: inout [UInt8]) { storage.append(to: &out) }

    /// The components, in order.
    public var components: [LabelComponent] {
        storage.withBytes { bytes in
            var out: [LabelComponent] = []
            guard var label = LabelBytes(bytes) else { return out }
            while let piece = label.next() {
                switch piece {
                case .id(let offset):
                    let id = label.id(at: offset)
                    out.append(id == .zero ? .slot : .id(id))
                case .token(let range): Token(checking: bytes.part(range)).map { out.append(.token($0)) }
                }
            }
            return out
        }
    }

    /// The offsets in ``encoded`` of the slots, in the order of the components.
    public var slotOffsets: [Int] {
        storage.withBytes { bytes in
            var out: [Int] = []
            guard var label = LabelBytes(bytes) else { return out }
            while let piece = label.next() {
                if case .id(let offset) = piece, label.id(at: offset) == .zero { out.append(offset) }
            }
            return out
        }
    }

    /// The label with the sixteen bytes at `offset` replaced by an id.
    /// - Precondition: they are an id or a slot.
    public func filling(_ id: Bits128, at offset: Int) -> Label {
        precondition(
            offset > 0
                && storage.withBytes { offset <= $0.count - 16 && $0[offset - 1] == LabelBytes.idHead },
            "not a slot")
        var out = self
        out.storage.replace(id, at: offset)
        return out
    }

    @inlinable
    public static func == (left: Label, right: Label) -> Bool { left.storage == right.storage }

    @inlinable
    public func hash(into hasher: inout Hasher) { storage.hash(into: &hasher) }
}

/// What a ``Label`` names, and how its text is written.
public protocol LabelRole: Sendable {
    /// The sign between the first component and the second; further ones are separated by `/`.
    static var firstSeparator: UInt8 { get }
}

/// An ordered history: `device/entra/<tenant>/<id>`.
public typealias StreamName = Label<StreamRole>
/// What an event concerns: `device:entra/<id>`. All tags are indexed.
public typealias Tag = Label<TagRole>
/// A service and instance that report facts: `entra:<tenant>`. Never the road by which a record came.
public typealias SourceName = Label<SourceRole>
/// Who did it, as far as the source says: `user:<identity>`, `app:<id>`.
public typealias ActorName = Label<ActorRole>

public enum StreamRole: LabelRole { public static var firstSeparator: UInt8 { UInt8(ascii: "/") } }
public enum TagRole: LabelRole { public static var firstSeparator: UInt8 { UInt8(ascii: ":") } }
public enum SourceRole: LabelRole { public static var firstSeparator: UInt8 { UInt8(ascii: ":") } }
public enum ActorRole: LabelRole { public static var firstSeparator: UInt8 { UInt8(ascii: ":") } }
