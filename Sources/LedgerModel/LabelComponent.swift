/// One part of a ``Label``.
public enum LabelComponent: Hashable, Sendable {
    /// A word or a token of the narrow alphabet.
    case token(Token)
    /// A 128-bit id.
    case id(Bits128)
    /// A place for an ``IdentityID`` that the writer fills; sixteen zero bytes until then.
    case slot

    /// A word that stands in the code.
    public static func word(_ word: StaticString) -> LabelComponent { .token(Token(word: word)) }

    var encodedCount: Int {
        switch self {
        case .token(let token): (token.bytes.count < 24 ? 1 : 2) + token.bytes.count
        case .id, .slot: 17
        }
    }

    func append(to out: inout [UInt8]) {
        switch self {
        case .token(let token):
            if token.bytes.count < 24 {
                out.append(0x60 | UInt8(token.bytes.count))
            } else {
                out.append(0x78)
                out.append(UInt8(token.bytes.count))
            }
            out.append(contentsOf: token.bytes)
        case .id(let id):
            out.append(0x50)
            id.append(to: &out)
        case .slot:
            out.append(0x50)
            Bits128.zero.append(to: &out)
        }
    }

    static func read(_ bytes: [UInt8], at index: Int) -> (LabelComponent, next: Int)? {
        guard index < bytes.count else { return nil }
        let head = bytes[index]
        if head == 0x50 {
            guard let id = Bits128(bytes: bytes[min(index + 1, bytes.count)..<min(index + 17, bytes.count)])
            else { return nil }
            return (id == .zero ? .slot : .id(id), index + 17)
        }
        var start = index + 1
        var count = 0
        if head & 0xE0 == 0x60, head & 0x1F < 24 {
            count = Int(head & 0x1F)
        } else if head == 0x78, start < bytes.count, bytes[start] >= 24 {
            count = Int(bytes[start])
            start += 1
        } else {
            return nil
        }
        guard start + count <= bytes.count, let token = Token(bytes[start..<(start + count)]) else {
            return nil
        }
        return (.token(token), start + count)
    }
}

/// One to 63 bytes of `a`–`z`, `A`–`Z`, `0`–`9`, `.`, `_` and `-`, not beginning with a sign.
///
/// The alphabet is narrow on purpose: it holds a tenant's short name or a service's word, and neither an
/// address nor a path nor a control character.
public struct Token: Hashable, Sendable {
    public let bytes: [UInt8]

    /// Nil where the bytes are not a token.
    public init?(_ bytes: some Collection<UInt8>) {
        guard (1...63).contains(bytes.count), let first = bytes.first, Self.isAlphanumeric(first),
            bytes.allSatisfy({ Self.isAlphanumeric($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D })
        else { return nil }
        self.bytes = Array(bytes)
    }

    /// Nil where the text is not a token.
    public init?(_ text: String) { self.init(Array(text.utf8)) }

    /// A word that stands in the code.
    /// - Precondition: the word is a token.
    public init(word: StaticString) {
        bytes = word.withUTF8Buffer { Array($0) }
        precondition(Token(bytes) != nil, "a word of a label is a token")
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

extension Token: CustomStringConvertible {
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
