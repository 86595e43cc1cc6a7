import DeterministicCBOR
import LedgerModel

/// `ledger.erasure_done` as the ledger writes and reads it: by the numbers of the fields that the catalogue
/// gives it.
enum ErasureEvent {
    static let type = EventType("ledger.erasure_done")
    /// The first revision that has the lists.
    static let revision = SchemaRevision(2)
    static let stream = StreamName(.word("ledger"))

    /// Who says what a ledger does with itself.
    static func source(of ledger: LedgerID) -> SourceName { SourceName(.word("probity"), .id(ledger.bits)) }

    private enum Field {
        static let request: UInt64 = 1
        static let subjects: UInt64 = 9
        static let ground: UInt64 = 10
        static let records: UInt64 = 13
        static let identities: UInt64 = 14
        static let recordRuns: UInt64 = 18
        static let identityRuns: UInt64 = 19
        static let quarantineRuns: UInt64 = 20
    }

    /// The public data of one part.
    ///
    /// The request's id is an HMAC of all that stands behind it, under the ledger secret. So nobody who may
    /// append can have anything erased, or explain away what he erased, by an event of his own making; and an
    /// event that is recorded once more names what is gone already.
    static func data(
        subjects: Int, ground: UInt8, _ erased: ErasedNumbers, secret: LedgerSecret
    ) -> [UInt8] {
        let rest = named(subjects: subjects, ground: ground, erased)
        return start + secret.erasureRequest(rest).bytes + rest
    }

    /// The head of a map of eight, the first field's number, and the head of sixteen bytes.
    private static let start: [UInt8] = [0xA8, UInt8(Field.request), 0x50]

    private static func named(subjects: Int, ground: UInt8, _ erased: ErasedNumbers) -> [UInt8] {
        var out: [UInt8] = []
        let numbers: [(UInt64, Int)] = [
            (Field.subjects, subjects), (Field.ground, Int(ground)), (Field.records, erased.records.count),
            (Field.identities, erased.identities.count),
        ]
        for (field, value) in numbers {
            out.appendCBOR(unsigned: field)
            out.appendCBOR(unsigned: UInt64(value))
        }
        let lists = [
            (Field.recordRuns, erased.records), (Field.identityRuns, erased.identities),
            (Field.quarantineRuns, erased.quarantined),
        ]
        for (field, list) in lists {
            out.appendCBOR(unsigned: field)
            out.appendCBORHead(4, UInt64(2 * list.ranges.count))
            for run in list.ranges {
                out.appendCBOR(unsigned: run.lowerBound)
                out.appendCBOR(unsigned: UInt64(run.count))
            }
        }
        return out
    }

    /// What an event says was erased; nil for another event, or one that the ledger did not record itself.
    /// - Parameter secret: nil where nobody can say who recorded it; then its source is believed.
    static func erased(
        _ event: RecordedEvent, by source: SourceName, secret: LedgerSecret?
    ) -> ErasedNumbers? {
        guard event.type == type, event.source == source, event.stream == stream,
            event.data.starts(with: start), event.data.count > start.count + 16
        else { return nil }
        let request = event.data[start.count...].prefix(16)
        let rest = Array(event.data[(start.count + 16)...])
        if let secret, !secret.erasureRequest(rest).bytes.elementsEqual(request) { return nil }
        return rest.withUnsafeBytes { buffer in
            var reader = CBORReader(buffer)
            return try? erased(&reader)
        }
    }

    private static func erased(_ reader: inout CBORReader) throws(CBORError) -> ErasedNumbers {
        var out = ErasedNumbers()
        while !reader.isAtEnd {
            switch try reader.readUnsigned() {
            case Field.recordRuns: out.records = try runs(&reader)
            case Field.identityRuns: out.identities = try runs(&reader)
            case Field.quarantineRuns: out.quarantined = try runs(&reader)
            default: try reader.skipItem()
            }
        }
        return out
    }

    private static func runs(_ reader: inout CBORReader) throws(CBORError) -> RangeSet<UInt64> {
        var out = RangeSet<UInt64>()
        for _ in 0..<(try reader.readArrayHeader() / 2) {
            let first = try reader.readUnsigned()
            let (end, isTooLarge) = first.addingReportingOverflow(try reader.readUnsigned())
            guard !isTooLarge, end < UInt64(Int.max) else { throw CBORError(.range, at: reader.offset) }
            out.insert(contentsOf: first..<end)
        }
        return out
    }
}
