import DeterministicCBOR
import Glibc
import LedgerModel
import LogFormat
import LogStore
import RecordFormat
import Synchronization

/// Finds what the ledger holds of some identities.
public struct ErasureSearch {
    /// Values of fewer bytes stand in too much that has nothing to do with them.
    public static let fewestBytes = 4

    private let core: LedgerCore
    private let ids: [[UInt8]]
    /// In lower case.
    private let values: [[UInt8]]
    private var records: Set<UInt64> = []
    private var quarantined: Set<UInt64> = []

    init(_ core: LedgerCore, entries: [IdentityEntry]) {
        self.core = core
        ids = entries.map(\.id.bits.bytes)
        var values: Set<[UInt8]> = []
        for entry in entries where entry.value.count >= Self.fewestBytes {
            let value = entry.value.map(Self.lowered)
            values.insert(value)
            if let dashed = Self.dashed(value) { values.insert(dashed) }
        }
        self.values = Array(values)
    }

    /// Private records, and entries of the quarantine.
    mutating func run() throws(LedgerError) -> ErasedNumbers {
        try log()
        try privateRecords()
        try quarantine()
        return ErasedNumbers(
            records: RangeSet(numbers: records), quarantined: RangeSet(numbers: quarantined))
    }

    /// What events cite that name an identity: its id stands in their bytes, in stream, tags, actor or data.
    private mutating func log() throws(LedgerError) {
        let ids = ids
        var records: Set<UInt64> = []
        try core.forEachRecordBytes(from: .first, end: core.end) { bytes, position throws(RecordError) in
            guard ids.contains(where: { Self.place(of: $0, in: bytes, from: 0) != nil }) else { return true }
            if let number = try RecordView(bytes, at: position).evidenceNumber {
                records.insert(number.value)
            }
            return true
        }
        self.records = records
    }

    /// Those in which a value stands, and those that lend one another their evidence.
    private mutating func privateRecords() throws(LedgerError) {
        var lending: [(by: UInt64, to: UInt64)] = []
        var holding: Set<UInt64> = []
        var erased: Set<UInt64> = []
        var failure: LedgerError?
        let end = core.state.withLock { $0.privateRecords }
        try onStore { () throws(LogStoreError) in
            try core.privateRecords.forEachBlock(from: 0, end: end) { block in
                for index in 0..<block.count {
                    let number = block.header.first + UInt64(index)
                    let bytes = block.record(index)
                    guard ErasedRecord(bytes) == nil else {
                        erased.insert(number)
                        continue
                    }
                    do throws(RecordError) {
                        let record = try PrivateRecord(bytes)
                        if let other = record.keptIn { lending.append((other.number.value, number)) }
                        if holdsValue(record) { holding.insert(number) }
                    } catch {
                        failure = .record(position: number, error)
                        return false
                    }
                }
                return true
            }
        }
        if let failure { throw failure }
        records.formUnion(holding)
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for (lender, reader) in lending where records.contains(lender) != records.contains(reader) {
                records.formUnion([lender, reader])
                isGrowing = true
            }
        }
        records.subtract(erased)
    }

    /// Refused input in which a value stands, all its parts; and all torn bytes of the private stores, which
    /// nobody can tell apart.
    private mutating func quarantine() throws(LedgerError) {
        let store = core.stores.quarantine
        var places: Set<SourceRecordPlace> = []
        var ids: Set<Bits128> = []
        let end = try Quarantine.end(of: store)
        try Quarantine.forEachRecord(in: store, end: end) { record, _ in
            guard !record.isErased, !record.isReference else { return }
            let entry = record.entry
            if Self.isTornPrivately(entry) || holdsValue(entry.bytes)
                || holdsValue(Array(entry.place.file.utf8))
            {
                places.insert(entry.place)
                ids.insert(record.id)
            }
        }
        guard !places.isEmpty else { return }
        var numbers: Set<UInt64> = []
        var isGrowing = true
        // Places and contents lead to one another: an input at one place, and the same at another.
        while isGrowing {
            isGrowing = false
            try Quarantine.forEachRecord(in: store, end: end) { record, number in
                guard !record.isErased, places.contains(record.entry.place) || ids.contains(record.id) else {
                    return
                }
                guard numbers.insert(number).inserted else { return }
                if places.insert(record.entry.place).inserted { isGrowing = true }
                if ids.insert(record.id).inserted { isGrowing = true }
            }
        }
        quarantined = numbers
    }

    /// Whether an entry holds bytes that were torn from a private store, wherever the ledger stood then.
    private static func isTornPrivately(_ entry: QuarantineEntry) -> Bool {
        guard entry.code.utf8.elementsEqual("recovery.torn_tail".utf8) else { return false }
        let folders = Array(entry.place.file.utf8).split(separator: UInt8(ascii: "/")).dropLast().suffix(2)
        return ["records", "identities"].contains { name in
            folders.elementsEqual([Array("private".utf8), Array(name.utf8)]) { $0.elementsEqual($1) }
        }
    }

    /// Whether one of the values stands in a private record: in its evidence, or in one of the strings of its
    /// personal fields.
    private func holdsValue(_ record: PrivateRecord) -> Bool {
        if let evidence = record.evidence, holdsValue(evidence) { return true }
        var strings: [[UInt8]] = []
        let isRead = record.personal.withUnsafeBytes { buffer in
            var reader = CBORReader(buffer)
            while reader.offset < buffer.count {
                guard (try? Self.strings(&reader, depth: 0, into: &strings)) != nil else { return false }
            }
            return true
        }
        // What is no map of fields is text of its own.
        return isRead ? strings.contains(where: holdsValue) : holdsValue(record.personal)
    }

    private static func strings(
        _ reader: inout CBORReader, depth: Int, into out: inout [[UInt8]]
    ) throws(CBORError) {
        guard depth < 16 else { throw CBORError(.type, at: reader.offset) }
        switch reader.peekMajorType {
        case .map:
            for _ in 0..<(2 * (try reader.readMapHeader())) {
                try strings(&reader, depth: depth + 1, into: &out)
            }
        case .array:
            for _ in 0..<(try reader.readArrayHeader()) { try strings(&reader, depth: depth + 1, into: &out) }
        case .bytes: out.append(Array(try reader.readBytes()))
        default: try reader.skipItem()
        }
    }

    /// Whether one of the values stands in bytes, without a letter or digit on either side.
    private func holdsValue(_ bytes: [UInt8]) -> Bool {
        guard !values.isEmpty else { return false }
        return bytes.map(Self.lowered).withUnsafeBytes { buffer in
            values.contains { value in
                var from = 0
                while let place = Self.place(of: value, in: buffer, from: from) {
                    let end = place + value.count
                    let isWhole =
                        (place == 0 || !Self.isWord(buffer[place - 1]))
                        && (end == buffer.count || !Self.isWord(buffer[end]))
                    if isWhole { return true }
                    from = place + 1
                }
                return false
            }
        }
    }

    private static func place(of needle: [UInt8], in bytes: UnsafeRawBufferPointer, from: Int) -> Int? {
        guard let base = bytes.baseAddress, let first = needle.first else { return nil }
        var from = from
        while bytes.count - from >= needle.count,
            let found = memchr(base + from, Int32(first), bytes.count - from - needle.count + 1)
        {
            let place = UnsafeRawPointer(found) - base
            if memcmp(base + place, needle, needle.count) == 0 { return place }
            from = place + 1
        }
        return nil
    }

    /// 32 hexadecimal digits with the dashes of a GUID; nil for others.
    private static func dashed(_ value: [UInt8]) -> [UInt8]? {
        guard value.count == 32, value.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else {
            return nil
        }
        var out: [UInt8] = []
        for (index, byte) in value.enumerated() {
            if [8, 12, 16, 20].contains(index) { out.append(UInt8(ascii: "-")) }
            out.append(byte)
        }
        return out
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }

    private static func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte)
    }
}
