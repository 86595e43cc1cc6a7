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
/// Invariants: 1 to 8 components; at most ``Limits/labelBytes`` bytes.
public struct Label<Role: LabelRole>: Hashable, Sendable {
    /// The deterministic CBOR array.
    public let encoded: [UInt8]

    private init(unchecked encoded: [UInt8]) { self.encoded = encoded }

    /// Makes a label of its components.
    /// - Precondition: 1 to 8 components. (Words are short and tokens bounded, so the size limit always
    ///   holds.)
    public init(_ components: LabelComponent...) { self.init(components: components) }

    /// Makes a label of its components.
    /// - Precondition: 1 to 8 components.
    public init(components: [LabelComponent]) {
        precondition((1...8).contains(components.count), "a label has 1 to 8 components")
        var out: [UInt8] = [0x80 | UInt8(components.count)]
        for component in components { component.append(to: &out) }
        encoded = out
    }

    /// Accepts the bytes of a label that was read from a record; nil if they are not a valid label.
    public init?(encoded bytes: some Collection<UInt8>) {
        let label = Label(unchecked: Array(bytes))
        guard label.encoded.count <= Limits.labelBytes, label.checkedComponents != nil else { return nil }
        self = label
    }

    /// The components, in order.
    public var components: [LabelComponent] { checkedComponents ?? [] }

    private var checkedComponents: [LabelComponent]? {
        guard let head = encoded.first, head & 0xE0 == 0x80, (1...8).contains(head & 0x1F) else { return nil }
        var out: [LabelComponent] = []
        var index = 1
        for _ in 0..<(head & 0x1F) {
            guard let (component, next) = LabelComponent.read(encoded, at: index) else { return nil }
            out.append(component)
            index = next
        }
        return index == encoded.count ? out : nil
    }

    /// The offsets in ``encoded`` of the slots, in the order of the components.
    public var slotOffsets: [Int] {
        var out: [Int] = []
        var index = 1
        for component in components {
            let next = index + component.encodedCount
            if case .slot = component { out.append(index + 1) }
            index = next
        }
        return out
    }

    /// The label with the sixteen bytes at `offset` replaced by an id.
    public func filling(_ id: Bits128, at offset: Int) -> Label {
        precondition(offset > 0 && offset + 16 <= encoded.count && encoded[offset - 1] == 0x50, "not a slot")
        var out = encoded
        id.write(to: &out, at: offset)
        return Label(unchecked: out)
    }
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

extension Label: CustomStringConvertible {
    /// The label as people write it; GUIDs in lower case, a slot as `?`.
    public var description: String { String(decoding: text, as: UTF8.self) }

    /// ``description`` as ASCII bytes.
    public var text: [UInt8] {
        var out: [UInt8] = []
        for (index, component) in components.enumerated() {
            if index > 0 { out.append(index == 1 ? Role.firstSeparator : UInt8(ascii: "/")) }
            switch component {
            case .token(let token): out.append(contentsOf: token.bytes)
            case .id(let id): out.append(contentsOf: id.guidBytes)
            case .slot: out.append(UInt8(ascii: "?"))
            }
        }
        return out
    }

    /// Reads the text form: components that have the form of a GUID become ids. Nil where a component is
    /// neither a token nor an id, the form is not this role's, or the label would be longer than
    /// ``Limits/labelBytes``.
    public init?(text: some Collection<UInt8>) {
        var parts: [ArraySlice<UInt8>] = []
        var rest = Array(text)[...]
        if let first = rest.firstIndex(of: Role.firstSeparator) {
            parts.append(rest[..<first])
            rest = rest[(first + 1)...]
            parts += rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        } else {
            parts = [rest]
        }
        var components: [LabelComponent] = []
        for part in parts {
            if let id = Bits128(guid: part), part.count == 36 {
                components.append(.id(id))
            } else if let token = Token(part) {
                components.append(.token(token))
            } else {
                return nil
            }
        }
        guard (1...8).contains(components.count) else { return nil }
        self.init(components: components)
        guard encoded.count <= Limits.labelBytes else { return nil }
    }

    /// Reads the text form.
    public init?(text: String) { self.init(text: Array(text.utf8)) }
}
