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
    /// What the fields hold that hold numbers: no event has more than three of them.
    private var code = Self.noNumber
    private var place = Self.noNumber
    private var count = Self.noNumber
    private(set) var session: Bits128?
    /// The words of the one list that there is, as bits.
    private(set) var list: UInt64?

    /// - Parameter isOfFactor: whether the event is of a factor; else it is of an enrolment, or of a setting.
    init(_ view: RecordView, isOfFactor: Bool) {
        var reader = CBORReader(view.slice(view.dataRange))
        do throws(CBORError) {
            for _ in 0..<(try reader.readMapHeader()) {
                let number = try reader.readUnsigned()
                guard (1...16).contains(number) else { return }
                try read(Int(number) - 1, isOfFactor, &reader)
            }
        } catch {
            return
        }
    }

    private mutating func read(
        _ index: Int, _ isOfFactor: Bool, _ reader: inout CBORReader
    ) throws(CBORError) {
        switch reader.peekMajorType {
        case .unsigned:
            let value = try reader.readUnsigned()
            codes[index] = value < UInt64(Self.absent) ? UInt8(value) : 0
            set(Int64(clamping: value), index + 1, isOfFactor)
        case .negative:
            // A word has no such number: it is one that no table has.
            codes[index] = 0
            set(max(try reader.readSigned(), Self.noNumber + 1), index + 1, isOfFactor)
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

    /// The number of a field; nil where the field is absent. Asked of those events alone that have the field.
    func number(_ field: PublicField<Int64>) -> Int64? {
        let value: Int64
        switch field.definition.number {
        case 2, 4: value = code
        case 1, 11: value = place
        case 8, 15: value = count
        default: return nil
        }
        return value == Self.noNumber ? nil : value
    }

    /// Keeps the number of a field: of a factor's events step, code and attempts, of an enrolment's code,
    /// attempt and factors. Others' fields of these numbers hold words.
    private mutating func set(_ value: Int64, _ field: Int, _ isOfFactor: Bool) {
        switch (field, isOfFactor) {
        case (4, true), (2, false): code = value
        case (1, true), (11, false): place = value
        case (8, true), (15, false): count = value
        default: break
        }
    }
}
