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

    /// The origin of a log in one of its epochs: the name, from epoch 1 on `NAME/epoch/N`.
    ///
    /// A smaller tree after a larger one, under one origin, is a lie. A log that is set back therefore goes
    /// on under another.
    public init(_ name: NoteName, epoch: UInt32) {
        bytes = epoch == 0 ? name.bytes : name.bytes + Self.epochMark + Array(String(epoch).utf8)
    }

    /// The epoch of a log of this name that the origin speaks of; nil where it speaks of another log.
    public func epoch(of name: NoteName) -> UInt32? {
        guard bytes != name.bytes else { return 0 }
        let mark = name.bytes + Self.epochMark
        guard bytes.starts(with: mark), let number = DecimalNumber.parse(bytes[mark.count...]), number > 0
        else { return nil }
        return UInt32(exactly: number)
    }

    /// Whether a log of this name would sign its first checkpoints as another log signs those of an epoch.
    public static func namesEpoch(_ name: NoteName) -> Bool {
        let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        let end = name.bytes.lastIndex { !isDigit($0) }.map { $0 + 1 } ?? 0
        return name.bytes[..<end].suffix(epochMark.count).elementsEqual(epochMark)
            && DecimalNumber.parse(name.bytes[end...]) != nil
    }

    private static let epochMark = Array("/epoch/".utf8)
}

extension Origin: CustomStringConvertible {
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
