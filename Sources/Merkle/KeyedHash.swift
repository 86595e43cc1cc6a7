import CDigest

/// HMAC-SHA-256 under one key (RFC 2104, vectors in RFC 4231).
///
/// The states after the inner and the outer key block are computed once. Each use then costs the message's
/// own compressions and one more, copies two small states, and allocates nothing.
public struct KeyedHash: Sendable {
    private let inner: probity_sha256_state
    private let outer: probity_sha256_state

    private static let blockBytes = 64

    /// Takes a key of any length; one longer than a block is hashed first, as the RFC has it.
    public init(key: [UInt8]) {
        var block = key.count > Self.blockBytes ? SHA256.hash(of: key).bytes : key
        block.append(contentsOf: repeatElement(0, count: Self.blockBytes - block.count))
        inner = Self.state(of: block, masked: 0x36)
        outer = Self.state(of: block, masked: 0x5c)
    }

    /// The authentication code of a message.
    public func authentication(of message: UnsafeRawBufferPointer) -> SHA256Digest {
        authentication { $0.add(message) }
    }

    /// The authentication code of a message that comes in pieces.
    public func authentication(
        of write: (_ message: inout Message) -> Void
    ) -> SHA256Digest {
        var message = Message(state: inner)
        write(&message)
        return SHA256Digest { digest in
            probity_sha256_finish(&message.state, digest)
            message.state = outer
            probity_sha256_add(&message.state, digest, SHA256Digest.byteCount)
            probity_sha256_finish(&message.state, digest)
        }
    }

    /// A message under way.
    public struct Message {
        fileprivate var state: probity_sha256_state

        /// Adds bytes to the message.
        public mutating func add(_ bytes: UnsafeRawBufferPointer) {
            probity_sha256_add(&state, bytes.baseAddress, bytes.count)
        }
    }

    /// The authentication code of a message.
    public func authentication(of message: [UInt8]) -> SHA256Digest {
        message.withUnsafeBytes { authentication(of: $0) }
    }

    private static func state(of block: [UInt8], masked mask: UInt8) -> probity_sha256_state {
        var state = probity_sha256_state()
        probity_sha256_start(&state)
        probity_sha256_add(&state, block.map { $0 ^ mask }, block.count)
        return state
    }
}

/// The states stand for the key: a dump of the value must not show them.
extension KeyedHash: CustomStringConvertible, CustomReflectable {
    public var description: String { "KeyedHash" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
