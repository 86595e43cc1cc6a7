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
    /// The verbatim source record; nil where the events are all there was.
    public var evidence: [UInt8]?
    /// The map of personal fields by part; empty for none.
    public var personal: [UInt8]

    /// - Precondition: the salt has ``saltBytes`` bytes.
    public init(salt: [UInt8], road: Token, received: Timestamp, evidence: [UInt8]?, personal: [UInt8]) {
        precondition(salt.count == Self.saltBytes, "a salt has \(Self.saltBytes) bytes")
        self.salt = salt
        self.road = road
        self.received = received
        self.evidence = evidence
        self.personal = personal
    }

    /// The bytes that are stored, and hashed.
    public var encoded: [UInt8] {
        var out = salt
        out.reserveCapacity(64 + (evidence?.count ?? 0) + personal.count)
        out.appendCBORHead(4, 5)
        out.appendCBOR(unsigned: 1)
        out.appendCBOR(bytes: road.bytes)
        out.appendCBOR(signed: received.nanoseconds)
        if let evidence { out.appendCBOR(bytes: evidence) } else { out.append(0xF6) }
        out.appendCBOR(bytes: personal)
        return out
    }

    /// Reads a private record.
    public init(_ bytes: [UInt8]) throws(RecordError) {
        guard bytes.count > Self.saltBytes else { throw .shape(element: "salt") }
        var fields: (road: [UInt8], received: Int64, evidence: [UInt8]?, personal: [UInt8])?
        let version: UInt64
        do throws(CBORError) {
            version = try bytes.withUnsafeBytes { buffer in
                Result { () throws(CBORError) -> UInt64 in
                    var reader = CBORReader(UnsafeRawBufferPointer(rebasing: buffer[Self.saltBytes...]))
                    guard try reader.readArrayHeader() == 5 else { throw CBORError(.type, at: 0) }
                    let version = try reader.readUnsigned()
                    let road = Array(try reader.readBytes())
                    let received = try reader.readSigned()
                    let evidence = reader.readNullIfPresent() ? nil : Array(try reader.readBytes())
                    let personal = Array(try reader.readBytes())
                    try reader.expectEnd()
                    fields = (road, received, evidence, personal)
                    return version
                }
            }.get()
        } catch {
            throw .encoding(error)
        }
        guard version == 1 else { throw .version(version) }
        guard let fields, let road = Token(fields.road) else { throw .shape(element: "road") }
        self.init(
            salt: Array(bytes.prefix(Self.saltBytes)), road: road,
            received: Timestamp(nanoseconds: fields.received),
            evidence: fields.evidence, personal: fields.personal)
    }
}
