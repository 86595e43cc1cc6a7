/// An event of the ArcSight Common Event Format: a header of seven parts, and an extension of keys and
/// values.
///
/// ```
/// CEF:0|vendor|product|version|class|name|severity|key=value key=value
/// ```
///
/// - In the header `\|` and `\\` stand for a bar and a backslash.
/// - In a value `\=`, `\\`, `\n` and `\r` stand for an equals sign, a backslash and the ends of lines. A
///   value may hold spaces, and ends before the space in front of the next key.
/// - Any other backslash, an equals sign that is neither escaped nor behind a key, and a key that stands
///   there twice make it none.
///
/// Valid if and only if it is read here. Time and memory are linear in the message.
struct CEFMessage: Sendable {
    let vendor: [UInt8]
    let product: [UInt8]
    /// The id of the event's class.
    let eventClass: [UInt8]
    let name: [UInt8]
    private var values: [[UInt8]: [UInt8]] = [:]

    static let opening = Array("CEF:".utf8)
    private static let partsOfHeader = 7

    /// Reads a message that begins with `CEF:`.
    init(_ text: [UInt8]) throws(LineSyntaxError) {
        guard text.starts(with: Self.opening) else {
            throw LineSyntaxError(code: .cefHeader, byteOffset: 0)
        }
        var at = Self.opening.count
        var parts: [[UInt8]] = []
        while parts.count < Self.partsOfHeader { parts.append(try Self.part(of: text, from: &at)) }
        guard parts[0].count == 1, ASCII.isDigit(parts[0][0]) else {
            throw LineSyntaxError(code: .cefHeader, byteOffset: Self.opening.count)
        }
        vendor = parts[1]
        product = parts[2]
        eventClass = parts[4]
        name = parts[5]
        try readExtension(of: text, from: at)
    }

    /// The value of a key; nil where it is not there, or empty.
    subscript(_ key: StaticString) -> [UInt8]? {
        let value = values[key.withUTF8Buffer { Array($0) }]
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Takes a part of the header, and the bar behind it.
    private static func part(of text: [UInt8], from at: inout Int) throws(LineSyntaxError) -> [UInt8] {
        var out: [UInt8] = []
        while at < text.count {
            let byte = text[at]
            at += 1
            if byte == UInt8(ascii: "|") { return ASCII.trimmed(out) }
            guard byte == UInt8(ascii: "\\") else {
                out.append(byte)
                continue
            }
            guard at < text.count, text[at] == UInt8(ascii: "|") || text[at] == byte else {
                throw LineSyntaxError(code: .cefEscape, byteOffset: at - 1)
            }
            out.append(text[at])
            at += 1
        }
        throw LineSyntaxError(code: .cefHeader, byteOffset: text.count)
    }

    private mutating func readExtension(of text: [UInt8], from start: Int) throws(LineSyntaxError) {
        var at = start
        func skipSpaces() { while at < text.count, text[at] == 0x20 { at += 1 } }
        skipSpaces()
        while at < text.count {
            let key = at
            while at < text.count, Self.isOfKey(text[at]) { at += 1 }
            guard at > key, at < text.count, text[at] == UInt8(ascii: "=") else {
                throw LineSyntaxError(code: .cefExtension, byteOffset: at)
            }
            let name = Array(text[key..<at])
            at += 1
            let value = try Self.value(of: text, from: &at)
            guard values.updateValue(value, forKey: name) == nil else {
                throw LineSyntaxError(code: .cefDuplicateKey, byteOffset: key)
            }
            skipSpaces()
        }
    }

    /// Takes a value; afterwards `at` is where the next key begins, or the end.
    private static func value(of text: [UInt8], from at: inout Int) throws(LineSyntaxError) -> [UInt8] {
        var out: [UInt8] = []
        // Where what may be the next key begins in the text, and in the value.
        var word: (at: Int, count: Int)? = (at, 0)
        var isFirst = true
        while at < text.count {
            let byte = text[at]
            switch byte {
            case UInt8(ascii: "="):
                guard let word, !isFirst, word.at < at else {
                    throw LineSyntaxError(code: .cefExtension, byteOffset: at)
                }
                at = word.at
                return ASCII.trimmed(Array(out[..<word.count]))
            case UInt8(ascii: "\\"):
                guard at + 1 < text.count, let plain = unescaped(text[at + 1]) else {
                    throw LineSyntaxError(code: .cefEscape, byteOffset: at)
                }
                out.append(plain)
                at += 1
                word = nil
            case 0x20:
                out.append(byte)
                word = (at + 1, out.count)
                isFirst = false
            default:
                out.append(byte)
                if !isOfKey(byte) { word = nil }
            }
            at += 1
        }
        return ASCII.trimmed(out)
    }

    private static func unescaped(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "\\"): byte
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        default: nil
        }
    }

    private static func isOfKey(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "[")
            || byte == UInt8(ascii: "]")
    }
}
