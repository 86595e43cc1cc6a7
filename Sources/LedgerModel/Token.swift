/// One to 63 bytes of `a`–`z`, `A`–`Z`, `0`–`9`, `.`, `_` and `-`, not beginning with a sign.
///
/// The alphabet is narrow on purpose: it holds a tenant's short name or a service's word, and neither an
/// address nor a path nor a control character.
public struct Token: Sendable {
    private enum Storage: Sendable {
        /// A word of the code, which is memory of the program; it is not copied.
        case word(StaticString)
        case bytes([UInt8])
    }

    static let greatestCount = 63

    private let storage: Storage

    /// Nil where the bytes are not a token.
    @inlinable
    public init?(_ bytes: some Collection<UInt8>) {
        guard let token = bytes.withRawBytes({ Token(checking: $0) }) else { return nil }
        self = token
    }

    /// Nil where the text is not a token.
    public init?(_ text: String) { self.init(Array(text.utf8)) }

    /// A word that stands in the code.
    /// - Precondition: the word is a token.
    public init(word: StaticString) {
        guard word.hasPointerRepresentation else {
            storage = .bytes(word.withUTF8Buffer { Array($0) })
            precondition(withBytes(Self.isToken), "a word of a label is a token")
            return
        }
        storage = .word(word)
        precondition(withBytes(Self.isToken), "a word of a label is a token")
    }

    @usableFromInline
    init?(checking bytes: UnsafeRawBufferPointer) {
        guard Self.isToken(bytes) else { return nil }
        storage = .bytes(Array(bytes))
    }

    /// ASCII. A copy where the token is a word of the code.
    public var bytes: [UInt8] {
        switch storage {
        case .word: withBytes { Array($0) }
        case .bytes(let bytes): bytes
        }
    }

    @inline(__always)
    func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        switch storage {
        case .word(let word):
            body(UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        case .bytes(let bytes): bytes.withUnsafeBytes { body($0) }
        }
    }

    static func isToken(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard (1...greatestCount).contains(bytes.count), !isSign(bytes[0]) else { return false }
        for index in 0..<bytes.count where !isAllowed(bytes[index]) { return false }
        return true
    }

    @inline(__always)
    private static func isSign(_ byte: UInt8) -> Bool { byte == 0x2E || byte == 0x5F || byte == 0x2D }

    /// One bit for each byte of the alphabet: those below 64, and those from there to 127.
    @inline(__always)
    private static func isAllowed(_ byte: UInt8) -> Bool {
        let set: UInt64 = byte < 64 ? 0x03FF_6000_0000_0000 : 0x07FF_FFFE_87FF_FFFE
        return byte < 128 && set >> UInt64(byte & 63) & 1 == 1
    }
}

extension Token: Hashable {
    public static func == (left: Token, right: Token) -> Bool {
        left.withBytes { own in right.withBytes { own.holdsSameBytes(as: $0) } }
    }

    public func hash(into hasher: inout Hasher) { withBytes { hasher.combine(bytes: $0) } }
}

extension Token: CustomStringConvertible {
    public var description: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}
