import DeterministicCBOR
public import LedgerModel
import Merkle

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
    /// refused for the same reason has the same id, whichever file it came in.
    public var id: Bits128 {
        var hash = SHA256()
        hash.update(Array("\(code) \(part) ".utf8))
        hash.update(bytes)
        return hash.finalized().withBytes { Bits128($0) }
    }

    var encoded: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 256)
        out.appendCBORHead(4, 13)
        out.appendCBOR(unsigned: 1)
        for text in [code, field ?? "", expected, found, place.file] {
            out.appendCBOR(bytes: Array(text.utf8))
        }
        out.appendCBOR(unsigned: place.byte)
        out.appendCBOR(unsigned: place.line)
        if let element = place.element { out.appendCBOR(unsigned: element) } else { out.append(0xF6) }
        out.appendCBOR(signed: received.nanoseconds)
        out.appendCBOR(unsigned: UInt64(part))
        out.appendCBOR(unsigned: UInt64(parts))
        out.appendCBOR(bytes: bytes)
        return out
    }

    init(_ buffer: UnsafeRawBufferPointer) throws(CBORError) {
        var reader = CBORReader(buffer)
        guard try reader.readArrayHeader() == 13, try reader.readUnsigned() == 1 else {
            throw CBORError(.type, at: 0)
        }
        func text() throws(CBORError) -> String { String(decoding: try reader.readBytes(), as: UTF8.self) }
        code = try text()
        let field = try text()
        self.field = field.isEmpty ? nil : field
        expected = try text()
        found = try text()
        let file = try text()
        let byte = try reader.readUnsigned()
        let line = try reader.readUnsigned()
        let element = reader.readNullIfPresent() ? nil : try reader.readUnsigned()
        place = SourceRecordPlace(file: file, byte: byte, line: line, element: element)
        received = Timestamp(nanoseconds: try reader.readSigned())
        part = UInt32(clamping: try reader.readUnsigned())
        parts = UInt32(clamping: try reader.readUnsigned())
        bytes = Array(try reader.readBytes())
        try reader.expectEnd()
    }
}
