import CDigest

/// SHA-256 over a stream of bytes (FIPS 180-4).
///
/// A value: a copy goes its own way, so the state after a shared prefix can be kept and reused. No
/// allocation.
public struct SHA256: Sendable {
    private var state = probity_sha256_state()

    /// The state of the empty message.
    public init() { probity_sha256_start(&state) }

    /// Adds bytes to the message.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        probity_sha256_add(&state, bytes.baseAddress, bytes.count)
    }

    /// Adds bytes to the message.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The hash of the message so far; the message may go on.
    public func finalized() -> SHA256Digest {
        var copy = state
        return SHA256Digest { probity_sha256_finish(&copy, $0) }
    }

    /// The hash of one message.
    public static func hash(of bytes: UnsafeRawBufferPointer) -> SHA256Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalized()
    }

    /// The hash of one message.
    public static func hash(of bytes: [UInt8]) -> SHA256Digest {
        bytes.withUnsafeBytes { hash(of: $0) }
    }
}
