import DurableIO
import LedgerModel
import LogFormat
import Merkle

/// The secret under which record keys, content tags, event ids and identity look-ups are made.
///
/// Without it nobody can tell from the log whether a record that he guesses is there.
public struct LedgerSecret: Sendable {
    static let byteCount = 32

    private let keyed: KeyedHash
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        keyed = KeyedHash(key: bytes)
    }

    /// What the `origin` file says of the secret.
    var check: String { String(SHA256.hash(of: Array("probity secret check".utf8) + bytes).hex.prefix(32)) }

    /// HMAC("key", source, inner id), inputs length-prefixed.
    func recordKey(source: SourceName, key: [UInt8]) -> RecordKey {
        RecordKey(
            half(
                of: authentication(UInt8(ascii: "k")) { message in
                    source.withEncoded { Self.add($0, to: &message) }
                    key.withUnsafeBytes { Self.add($0, to: &message) }
                }))
    }

    /// HMAC("content", canonical inner content).
    func contentTag(_ content: [UInt8]) -> ContentTag {
        ContentTag(
            half(
                of: authentication(UInt8(ascii: "c")) { message in
                    content.withUnsafeBytes { Self.add($0, to: &message) }
                }))
    }

    /// HMAC("twin", what two logs say in the same bytes of one fact); the tag of both of its records.
    func twinTag(_ twin: [UInt8]) -> Tag {
        Tag(
            .word("twin"),
            .id(
                half(
                    of: authentication(UInt8(ascii: "t")) { message in
                        twin.withUnsafeBytes { Self.add($0, to: &message) }
                    })))
    }

    /// HMAC("event", record key, content tag, mapping revision, part).
    func eventID(key: RecordKey, content: ContentTag, mapping: MappingRevision, part: UInt32) -> EventID {
        // Fixed widths need no lengths: a tag of one byte, two ids, two integers.
        withUnsafeTemporaryAllocation(byteCount: 41, alignment: 8) { buffer in
            buffer[0] = UInt8(ascii: "e")
            buffer.storeBytes(of: key.bits.high.bigEndian, toByteOffset: 1, as: UInt64.self)
            buffer.storeBytes(of: key.bits.low.bigEndian, toByteOffset: 9, as: UInt64.self)
            buffer.storeBytes(of: content.bits.high.bigEndian, toByteOffset: 17, as: UInt64.self)
            buffer.storeBytes(of: content.bits.low.bigEndian, toByteOffset: 25, as: UInt64.self)
            buffer.storeBytes(of: mapping.value.bigEndian, toByteOffset: 33, as: UInt32.self)
            buffer.storeBytes(of: part.bigEndian, toByteOffset: 37, as: UInt32.self)
            return EventID(half(of: keyed.authentication(of: UnsafeRawBufferPointer(buffer))))
        }
    }

    /// HMAC("identity", kind, namespace, value); all 32 bytes.
    func identityLookup(_ reference: IdentityReference) -> SHA256Digest {
        authentication(UInt8(ascii: "i")) { message in
            withUnsafeBytes(of: reference.kind.rawValue) { Self.add($0, to: &message) }
            reference.namespace.withUnsafeBytes { Self.add($0, to: &message) }
            reference.value.withUnsafeBytes { Self.add($0, to: &message) }
        }
    }

    /// HMAC("erasure", what an erasure names); the id of its request.
    func erasureRequest(_ named: [UInt8]) -> Bits128 {
        half(
            of: authentication(UInt8(ascii: "x")) { message in
                named.withUnsafeBytes { Self.add($0, to: &message) }
            })
    }

    /// HMAC over the purpose and the parts that `write` adds.
    private func authentication(_ purpose: UInt8, _ write: (inout KeyedHash.Message) -> Void) -> SHA256Digest
    {
        keyed.authentication { message in
            withUnsafeBytes(of: purpose) { message.add($0) }
            write(&message)
        }
    }

    /// Adds a part behind its length.
    private static func add(_ part: UnsafeRawBufferPointer, to message: inout KeyedHash.Message) {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: part.count).bigEndian) { message.add($0) }
        message.add(part)
    }

    private func half(of digest: SHA256Digest) -> Bits128 { digest.withBytes { Bits128($0) } }
}

extension LedgerSecret: CustomStringConvertible, CustomReflectable {
    public var description: String { "LedgerSecret" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
