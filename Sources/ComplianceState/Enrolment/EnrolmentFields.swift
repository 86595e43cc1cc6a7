import DeterministicCBOR
import EventCatalogue
import LedgerModel
import RecordFormat

/// The fields of one event of an enrolment, or of a setting that enrolments are judged by; read in one pass
/// and without allocation.
///
/// A word that no table has is 0, and stays what was said. Fields of any other form are passed over; data
/// that is no map of small keys has no fields.
struct EnrolmentFields: Hashable, Sendable {
    private static let absent: UInt8 = 0xFF
    static let noNumber = Int64.min

    /// By field number less one: words as codes.
    private var codes = SIMD16<UInt8>(repeating: Self.absent)
    /// The fields that hold numbers, by their places among these.
    private var numbers = SIMD8<Int64>(repeating: Self.noNumber)
    private(set) var session: Bits128?
    /// The words of the one list that there is, as bits.
    private(set) var list: UInt64?

    init(_ view: RecordView) {
        var reader = CBORReader(view.slice(view.dataRange))
        do throws(CBORError) {
            for _ in 0..<(try reader.readMapHeader()) {
                let number = try reader.readUnsigned()
                guard (1...16).contains(number) else { return }
                try read(Int(number) - 1, &reader)
            }
        } catch {
            return
        }
    }

    private mutating func read(_ index: Int, _ reader: inout CBORReader) throws(CBORError) {
        switch reader.peekMajorType {
        case .unsigned:
            let value = try reader.readUnsigned()
            codes[index] = value < UInt64(Self.absent) ? UInt8(value) : 0
            if let place = Self.place(ofNumber: index + 1) { numbers[place] = Int64(clamping: value) }
        case .negative:
            // A word has no such number: it is one that no table has.
            codes[index] = 0
            let value = max(try reader.readSigned(), Self.noNumber + 1)
            if let place = Self.place(ofNumber: index + 1) { numbers[place] = value }
        case .bytes:
            let bytes = try reader.readBytes()
            if bytes.count == 16, session == nil { session = Bits128(bytes) }
        case .array:
            var bits: UInt64 = 0
            for _ in 0..<(try reader.readArrayHeader()) {
                guard reader.peekMajorType == .unsigned else {
                    try reader.skipItem()
                    continue
                }
                let value = try reader.readUnsigned()
                bits |= 1 << (value < 64 ? value : 0)
            }
            list = bits
        default: try reader.skipItem()
        }
    }

    /// The word of a field; nil where the field is absent.
    func word<Word: CatalogueEnumeration>(_ field: PublicField<Word>) -> Word? {
        let code = codes[Int(field.definition.number) - 1]
        guard code != Self.absent else { return nil }
        return Word(rawValue: code) ?? .unrecognised
    }

    /// The number of a field; nil where the field is absent.
    func number(_ field: PublicField<Int64>) -> Int64? {
        guard let place = Self.place(ofNumber: Int(field.definition.number)) else { return nil }
        return numbers[place] == Self.noNumber ? nil : numbers[place]
    }

    /// Where the number of a field is held: of a factor's events step, code and attempts, of an enrolment's
    /// code, attempt and factors; nil for a field that holds no number.
    private static func place(ofNumber field: Int) -> Int? {
        switch field {
        case 1: 0
        case 2: 1
        case 4: 2
        case 8: 3
        case 11: 4
        case 15: 5
        default: nil
        }
    }
}
