import DeterministicCBOR
public import LedgerModel

/// What stands behind events and never in them: the verbatim source record and the personal fields, with a
/// salt.
///
/// Its bytes are the salt and then a CBOR array; the log's records cite SHA-256 over all of them.
public struct PrivateRecord: Hashable, Sendable {
    /// Random bytes, so that nobody who holds the digest can guess the contents.
    public static let saltBytes = 32

    public var salt: [UInt8]
    /// By which road the source record came.
    public var road: Token
    public var received: Timestamp
    /// The verbatim source record; nil where the events are all there was, and where it is kept elsewhere.
    public var evidence: [UInt8]?
    /// The private record that has the evidence of this one: the record was read again. Nil for none.
    public var keptIn: EvidenceReference?
    /// The map of personal fields by part; empty for none.
    public var personal: [UInt8]

    /// - Precondition: the salt has ``saltBytes`` bytes, and evidence is here or there.
    public init(
        salt: [UInt8], road: Token, received: Timestamp, evidence: [UInt8]?, personal: [UInt8],
        keptIn: EvidenceReference? = nil
    ) {
        precondition(salt.count == Self.saltBytes, "a salt has \(Self.saltBytes) bytes")
        precondition(evidence == nil || keptIn == nil, "evidence is kept once")
        self.salt = salt
        self.road = road
        self.received = received
        self.evidence = evidence
        self.personal = personal
        self.keptIn = keptIn
    }

    /// The bytes that are stored, and hashed.
    public var encoded: [UInt8] {
        var out = salt
        out.reserveCapacity(64 + (evidence?.count ?? 0) + personal.count)
        out.appendCBORHead(4, 5)
        out.appendCBOR(unsigned: keptIn == nil ? Self.whole : Self.referring)
        out.appendCBOR(bytes: road.bytes)
        out.appendCBOR(signed: received.nanoseconds)
        if let keptIn {
            out.appendCBORHead(4, 2)
            out.appendCBOR(unsigned: keptIn.number.value)
            out.appendCBOR(bytes: keptIn.digest)
        } else if let evidence {
            out.appendCBOR(bytes: evidence)
        } else {
            out.append(0xF6)
        }
        out.appendCBOR(bytes: personal)
        return out
    }

    /// The versions: with its own evidence or none, and with evidence that another one has.
    private static let whole: UInt64 = 1
    private static let referring: UInt64 = 2

    private struct Fields {
        let road: [UInt8]
        let received: Int64
        let evidence: [UInt8]?
        let keptIn: EvidenceReference?
        let personal: [UInt8]
    }

    /// Reads a private record.
    public init(_ bytes: [UInt8]) throws(RecordError) {
        guard bytes.count > Self.saltBytes else { throw .shape(element: "salt") }
        let read: (version: UInt64, fields: Fields?)
        do throws(CBORError) {
            read = try bytes.withUnsafeBytes { buffer in
                Result { () throws(CBORError) in
                    var reader = CBORReader(UnsafeRawBufferPointer(rebasing: buffer[Self.saltBytes...]))
                    return try Self.fields(&reader)
                }
            }.get()
        } catch {
            throw .encoding(error)
        }
        guard let fields = read.fields else { throw .version(read.version) }
        guard let road = Token(fields.road) else { throw .shape(element: "road") }
        self.init(
            salt: Array(bytes.prefix(Self.saltBytes)), road: road,
            received: Timestamp(nanoseconds: fields.received),
            evidence: fields.evidence, personal: fields.personal, keptIn: fields.keptIn)
    }

    /// The version, and the fields where it is a known one.
    private static func fields(
        _ reader: inout CBORReader
    ) throws(CBORError) -> (version: UInt64, fields: Fields?) {
        let count = try reader.readArrayHeader()
        let version = try reader.readUnsigned()
        guard version == whole || version == referring else { return (version, nil) }
        guard count == 5 else { throw CBORError(.type, at: 0) }
        let road = Array(try reader.readBytes())
        let received = try reader.readSigned()
        var evidence: [UInt8]?
        var keptIn: EvidenceReference?
        if version == referring {
            guard try reader.readArrayHeader() == 2 else { throw CBORError(.type, at: reader.offset) }
            let number = PrivateRecordNumber(try reader.readUnsigned())
            let digest = Array(try reader.readBytes())
            guard digest.count == 32 else { throw CBORError(.length, at: reader.offset) }
            keptIn = EvidenceReference(number: number, digest: digest)
        } else {
            evidence = reader.readNullIfPresent() ? nil : Array(try reader.readBytes())
        }
        let personal = Array(try reader.readBytes())
        try reader.expectEnd()
        return (
            version,
            Fields(road: road, received: received, evidence: evidence, keptIn: keptIn, personal: personal)
        )
    }
}
