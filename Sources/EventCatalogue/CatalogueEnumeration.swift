public import DeterministicCBOR

/// A published table of words, each with a small number that stands in records for ever.
///
/// Number 0 is a word that the table did not have when it was read: the record then says only that, and the
/// word as received stands in the private record. A number is never reused, and a word never renumbered.
public protocol CatalogueEnumeration: PublicValue, Hashable, CaseIterable, RawRepresentable<UInt8> {
    /// Its name in schemas and documentation.
    static var name: String { get }
    static var unrecognised: Self { get }
    /// Its words, indexed: `EnumerationWords` of the type.
    static var words: EnumerationWords { get }
    /// The word as it is written out.
    var word: String { get }
    /// Other spellings of the word that sources use; compared without regard to ASCII case, as the word is.
    var spellings: [String] { get }
}

extension CatalogueEnumeration {
    public static var kind: FieldKind { .enumeration(Self.self) }
    public var spellings: [String] { [] }

    public func encode(into data: inout PublicDataEncoder) {
        data.bytes.appendCBOR(unsigned: UInt64(rawValue))
    }

    public static func decode(_ reader: inout CBORReader) throws(CBORError) -> Self {
        let number = try reader.readUnsigned()
        return UInt8(exactly: number).flatMap(Self.init(rawValue:)) ?? .unrecognised
    }

    /// The value of a word as a source writes it, without regard to ASCII case; ``unrecognised`` for another
    /// word.
    public init(word text: some Collection<UInt8>) {
        let number =
            text.withContiguousStorageIfAvailable {
                Self.words.number(of: UnsafeRawBufferPointer($0))
            } ?? Array(text).withUnsafeBytes { Self.words.number(of: $0) }
        self = number.flatMap(Self.init(rawValue:)) ?? .unrecognised
    }

    /// The value of a word as a source writes it; ``unrecognised`` for another word.
    @inlinable
    public init(word text: UnsafeRawBufferPointer) {
        if let number = Self.words.number(of: text), let value = Self(rawValue: number) {
            self = value
        } else {
            self = .unrecognised
        }
    }
}
