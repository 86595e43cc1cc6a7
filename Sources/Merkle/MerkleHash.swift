import CDigest

/// The two hashes of a Merkle tree, kept apart by their first byte (RFC 6962 section 2.1).
///
/// Without the prefix an inner node could be passed off as an entry.
public enum MerkleHash {
    /// The hash of an entry: SHA-256(0x00 ‖ entry).
    public static func leaf(_ entry: UnsafeRawBufferPointer) -> SHA256Digest {
        SHA256Digest { digest in
            probity_sha256_prefixed(digest, 0, entry.baseAddress, entry.count, nil, 0)
        }
    }

    /// The hash of an entry: SHA-256(0x00 ‖ entry).
    public static func leaf(_ entry: [UInt8]) -> SHA256Digest {
        entry.withUnsafeBytes { leaf($0) }
    }

    /// The hash of two neighbours: SHA-256(0x01 ‖ left ‖ right).
    public static func node(_ left: SHA256Digest, _ right: SHA256Digest) -> SHA256Digest {
        left.withBytes { left in
            right.withBytes { right in
                SHA256Digest { digest in
                    probity_sha256_prefixed(
                        digest, 1, left.baseAddress, left.count, right.baseAddress, right.count)
                }
            }
        }
    }

    /// The root of the tree without entries: SHA-256 of nothing.
    public static let emptyRoot = SHA256().finalized()
}
