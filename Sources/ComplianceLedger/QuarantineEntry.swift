import DeterministicCBOR
public import LedgerModel
import Merkle
import RecordFormat

/// Input that was refused, byte for byte, with the reason and the place.
public struct QuarantineEntry: Hashable, Sendable {
    /// Why it was refused: a stable dotted code, and what was expected and found. Never payload.
    public var code: String
    public var field: String?
    public var expected: String
    public var found: String
    public var place: SourceRecordPlace
    public var received: Timestamp
    /// The bytes; one part of them where there are several parts.
    public var bytes: [UInt8]
    /// Which part of how many this is, from 0.
    public var part: UInt32
    public var parts: UInt32

    public init(
        code: String, field: String? = nil, expected: String, found: String, place: SourceRecordPlace,
        received: Timestamp, bytes: [UInt8], part: UInt32 = 0, parts: UInt32 = 1
    ) {
        self.code = code
        self.field = field
        self.expected = expected
        self.found = found
        self.place = place
        self.received = received
        self.bytes = bytes
        self.part = part
        self.parts = parts
    }

    /// By which the entry is named: the first 16 bytes of SHA-256 over code, part and bytes. The same input
    /// refused for the same reason has the same id, wherever it stood.
    public var id: Bits128 {
        var hash = SHA256()
        hash.update(Array("\(code) \(part) ".utf8))
        hash.update(bytes)
        return hash.finalized().withBytes { Bits128($0) }
    }

    /// By which one occurrence of the input is told from another: its id and its place.
    func occurrence(_ id: Bits128) -> Bits128 {
        var hash = SHA256()
        let element = place.element.map { String($0) } ?? "-"
        hash.update(Array("\(id) \(place.byte) \(place.line) \(element) \(place.file)".utf8))
        return hash.finalized().withBytes { Bits128($0) }
    }

    /// The stored form with the bytes.
    var encoded: [UInt8] { encoded(version: 1, bytes) }

    /// The stored form of an entry whose bytes are stored with an earlier one of the same id.
    func encodedReference(to id: Bits128) -> [UInt8] { encoded(version: 2, id.bytes) }

    private func encoded(version: UInt64, _ last: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(last.count + 256)
        out.appendCBORHead(4, 13)
        out.appendCBOR(unsigned: version)
        for text in [code, field ?? "", expected, found, place.file] {
            out.appendCBOR(bytes: Array(text.utf8))
        }
        out.appendCBOR(unsigned: place.byte)
        out.appendCBOR(unsigned: place.line)
        if let element = place.element { out.appendCBOR(unsigned: element) } else { out.append(0xF6) }
        out.appendCBOR(signed: received.nanoseconds)
        out.appendCBOR(unsigned: UInt64(part))
        out.appendCBOR(unsigned: UInt64(parts))
        out.appendCBOR(bytes: last)
        return out
    }
}

/// An entry as it is stored: with its bytes, or with the id of an earlier entry that has them.
struct QuarantineRecord {
    /// Without its bytes where it is a reference.
    let entry: QuarantineEntry
    let id: Bits128
    let isReference: Bool
    /// Whether the entry was erased: then nothing else of it is there.
    let isErased: Bool

    /// What stands in the place of an entry that was erased: the CBOR array of a version alone.
    static let erased: [UInt8] = [0x81, 0x03]

    var occurrence: Bits128 { entry.occurrence(id) }

    init(_ bytes: [UInt8]) throws(RecordError) {
        guard !bytes.elementsEqual(Self.erased) else {
            self.init()
            return
        }
        let read: (version: UInt64, record: QuarantineRecord?)
        do throws(CBORError) {
            read = try bytes.withUnsafeBytes { buffer in
                Result { () throws(CBORError) in try Self.read(buffer) }
            }.get()
        } catch {
            throw .encoding(error)
        }
        guard let record = read.record else { throw .version(read.version) }
        self = record
    }

    private init(entry: QuarantineEntry, id: Bits128, isReference: Bool) {
        self.entry = entry
        self.id = id
        self.isReference = isReference
        isErased = false
    }

    /// An erased one.
    private init() {
        entry = QuarantineEntry(
            code: "", expected: "", found: "", place: SourceRecordPlace(file: "", byte: 0, line: 0),
            received: .earliest, bytes: [])
        id = .zero
        isReference = false
        isErased = true
    }

    /// The version, and the record where it is a known one.
    private static func read(
        _ buffer: UnsafeRawBufferPointer
    ) throws(CBORError) -> (version: UInt64, record: QuarantineRecord?) {
        var reader = CBORReader(buffer)
        let elements = try reader.readArrayHeader()
        let version = try reader.readUnsigned()
        guard version == 1 || version == 2 else { return (version, nil) }
        guard elements == 13 else { throw CBORError(.type, at: 0) }
        func text() throws(CBORError) -> String { String(decoding: try reader.readBytes(), as: UTF8.self) }
        let code = try text()
        let field = try text()
        let expected = try text()
        let found = try text()
        let file = try text()
        let byte = try reader.readUnsigned()
        let line = try reader.readUnsigned()
        let element = reader.readNullIfPresent() ? nil : try reader.readUnsigned()
        let received = Timestamp(nanoseconds: try reader.readSigned())
        let part = UInt32(clamping: try reader.readUnsigned())
        let parts = UInt32(clamping: try reader.readUnsigned())
        let last = Array(try reader.readBytes())
        try reader.expectEnd()
        let isReference = version == 2
        let entry = QuarantineEntry(
            code: code, field: field.isEmpty ? nil : field, expected: expected, found: found,
            place: SourceRecordPlace(file: file, byte: byte, line: line, element: element),
            received: received, bytes: isReference ? [] : last, part: part, parts: parts)
        guard isReference else {
            return (version, QuarantineRecord(entry: entry, id: entry.id, isReference: false))
        }
        guard let named = Bits128(bytes: last) else { throw CBORError(.type, at: buffer.count) }
        return (version, QuarantineRecord(entry: entry, id: named, isReference: true))
    }
}
