/// The first line of a checkpoint: which log it speaks of; compared by its bytes.
///
/// Not empty, UTF-8, without control characters. More is only recommended (c2sp.org/tlog-checkpoint), so more
/// is not asked of other people's logs; our own have the name of their key.
public struct Origin: Hashable, Sendable {
    /// UTF-8.
    public let bytes: [UInt8]

    /// Nil where the bytes cannot be the first line of a checkpoint.
    public init?(bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty, bytes.count <= SignedNote.maximumBytes, bytes.allSatisfy({ $0 >= 0x20 }),
            String(validating: bytes, as: UTF8.self) != nil
        else { return nil }
        self.bytes = Array(bytes)
    }

    /// The origin that is named as a key is.
    public init(_ name: NoteName) { bytes = name.bytes }
}

extension Origin: CustomStringConvertible {
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
