public import DeterministicCBOR
import LedgerModel

/// A field that may stand in a record: its number is its key there, for ever.
public struct PublicField<Value: PublicValue>: Sendable {
    public let definition: FieldDefinition
    @usableFromInline let number: UInt8

    /// - Parameters:
    ///   - number: 1 to 23, unique within its event type or structure.
    ///   - least: the smallest number that is accepted, for fields that hold one.
    public init(
        _ number: UInt8, _ name: StaticString, _ summary: StaticString, required: Bool = false,
        least: Int64? = nil
    ) {
        definition = FieldDefinition(
            number: number, name: name.description, kind: Value.kind, isRequired: required, least: least,
            summary: summary.description)
        self.number = number
    }
}

/// One field of an event type, as the catalogue publishes it.
///
/// A class, for each value that is set hands it on.
public final class FieldDefinition: Sendable {
    public let number: UInt8
    public let name: String
    public let kind: FieldKind
    public let isRequired: Bool
    /// The smallest number that an event from outside may have; nil where any is accepted.
    public let least: Int64?
    public let summary: String

    init(number: UInt8, name: String, kind: FieldKind, isRequired: Bool, least: Int64?, summary: String) {
        self.number = number
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
        self.least = least
        self.summary = summary
    }
}

/// Where public values write themselves, and where the slots among them are.
public struct PublicDataEncoder: Sendable {
    public var bytes: [UInt8] = []
    var slots: [(identity: Int, offset: Int)] = []

    mutating func appendBits(_ bits: Bits128) {
        bytes.append(0x50)
        bits.append(to: &bytes)
    }
}

/// The public data of one event, written field by field in the order of their numbers.
///
/// Its only door is ``set(_:_:)``, which takes ``PublicField``s, and these hold ``PublicValue``s only.
public struct PublicData: Sendable {
    /// Holds all that stands before the map as well, where the map is a value within another.
    @usableFromInline var encoder = PublicDataEncoder()
    /// Where the map's head stands, or will stand once there is a field.
    private let head: Int
    private var count: UInt8 = 0
    private var last: UInt8 = 0

    private static let empty: [UInt8] = [0xA0]
    /// Bytes that hold the fields of most events.
    private static let usualCapacity = 32

    public init() { head = 0 }

    /// Begins a map behind all that `outer` holds; ``end(in:)`` gives it back.
    init(within outer: inout PublicDataEncoder) {
        head = outer.bytes.count
        swap(&encoder, &outer)
    }

    /// Ends a map within another.
    mutating func end(in outer: inout PublicDataEncoder) {
        if count == 0 { encoder.bytes += Self.empty }
        swap(&encoder, &outer)
    }

    /// Sets a field; nil leaves it out.
    /// - Precondition: fields are set in ascending order of their numbers.
    @inlinable
    public mutating func set<Value: PublicValue>(_ field: PublicField<Value>, _ value: Value?) {
        guard let value else { return }
        begin(field.number)
        value.encode(into: &encoder)
    }

    /// Adds a field whose value is already encoded.
    mutating func set(encoded number: UInt8, write: (inout PublicDataEncoder) -> Void) {
        begin(number)
        write(&encoder)
    }

    /// Writes a field's number.
    @usableFromInline
    mutating func begin(_ number: UInt8) {
        precondition(number > last && number <= 23, "fields are set in ascending order")
        last = number
        if count == 0 {
            if head == 0 { encoder.bytes.reserveCapacity(Self.usualCapacity) }
            encoder.bytes.append(0xA0)
        }
        count += 1
        encoder.bytes[head] = 0xA0 | count
        encoder.bytes.append(number)
    }

    /// The deterministic CBOR map, and the slots in it: index of the identity, byte offset of its sixteen
    /// bytes.
    public var encoded: (bytes: [UInt8], slots: [(identity: Int, offset: Int)]) {
        (count == 0 ? Self.empty : encoder.bytes, encoder.slots)
    }
}

/// Reads the public data of a recorded event.
public struct PublicDataView: Sendable {
    private let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The value of a field; nil where it is absent, or is not of the field's kind.
    public subscript<Value: PublicValue>(field: PublicField<Value>) -> Value? {
        bytes.withUnsafeBytes { buffer in
            var reader = CBORReader(buffer)
            do throws(CBORError) {
                for _ in 0..<(try reader.readMapHeader()) {
                    let number = try reader.readUnsigned()
                    if number == UInt64(field.definition.number) { return try Value.decode(&reader) }
                    if number > UInt64(field.definition.number) { return nil }
                    _ = try reader.passItem()
                }
                return nil
            } catch {
                return nil
            }
        }
    }
}

/// A value made of fields, for lists of more than words: the policies that a sign-in met.
public protocol PublicStructure: PublicValue {
    static var fields: [FieldDefinition] { get }
    func fill(_ data: inout PublicData)
    init(_ view: PublicDataView)
}

extension PublicStructure {
    public static var kind: FieldKind { .structure(fields) }

    public func encode(into data: inout PublicDataEncoder) {
        var inner = PublicData(within: &data)
        fill(&inner)
        inner.end(in: &data)
    }

    public static func decode(_ reader: inout CBORReader) throws(CBORError) -> Self {
        Self(PublicDataView(Array(try reader.readItemBytes())))
    }
}
