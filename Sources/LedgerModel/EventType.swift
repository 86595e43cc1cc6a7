/// A dotted, lower-case name in the past tense: `device.registered`.
public struct EventType: Hashable, Sendable {
    /// ASCII.
    public let bytes: [UInt8]

    /// A name that stands in the code.
    /// - Precondition: the name has the form of an event type.
    public init(_ name: StaticString) {
        bytes = name.withUTF8Buffer { Array($0) }
        precondition(bytes.withUnsafeBytes(Self.isValid), "an event type is family.happened")
    }

    /// Nil where the bytes are not two or more words of `a`–`z`, `0`–`9` and `_`, joined by dots; at most 64
    /// bytes.
    @inlinable
    public init?(bytes: some Collection<UInt8>) {
        guard let type = bytes.withRawBytes({ EventType(checking: $0) }) else { return nil }
        self = type
    }

    @usableFromInline
    init?(checking bytes: UnsafeRawBufferPointer) {
        guard Self.isValid(bytes) else { return nil }
        self.bytes = Array(bytes)
    }

    /// Nil where the text is not an event type.
    public init?(text: String) { self.init(bytes: Array(text.utf8)) }

    /// The part before the first dot.
    public var family: ArraySlice<UInt8> { bytes.prefix { $0 != UInt8(ascii: ".") } }

    private static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= 64 else { return false }
        var dots = 0
        var previous = UInt8(ascii: ".")
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "."):
                guard previous != UInt8(ascii: ".") else { return false }
                dots += 1
            case UInt8(ascii: "a")...UInt8(ascii: "z"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                guard previous != UInt8(ascii: ".") else { return false }
            default: return false
            }
            previous = byte
        }
        return dots >= 1 && previous != UInt8(ascii: ".")
    }
}

extension EventType: CustomStringConvertible {
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
