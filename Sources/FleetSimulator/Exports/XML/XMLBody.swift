import StrictJSON

/// Writes a body that a product has as JSON as the XML that its administrators may choose in place of it.
///
/// An object is elements, a list an element for each value, text and numbers are text. What is null is left
/// out, and so is an empty list; a character that XML does not have is none.
struct XMLBody {
    private(set) var bytes: [UInt8]

    /// - Parameters:
    ///   - json: one JSON object.
    ///   - root: the name of the document's element.
    init?(_ json: [UInt8], root: StaticString) {
        guard let document = try? JSONDocument(json) else { return nil }
        bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>".utf8)
        append(document.root, as: Array("\(root)".utf8))
    }

    private mutating func append(_ value: JSONValue, as name: [UInt8]) {
        if value.isArray {
            for element in value.elements { append(element, as: name) }
            return
        }
        if value.kind == .null { return }
        bytes += [UInt8(ascii: "<")] + name + [UInt8(ascii: ">")]
        if value.isObject {
            for member in value.members { append(member.value, as: member.key.stringBytes ?? []) }
        } else if let text = value.string {
            append(text: Self.isoTime(text) ?? text)
        } else {
            bytes += value.rawBytes
        }
        bytes += Array("</".utf8) + name + [UInt8(ascii: ">")]
    }

    private mutating func append(text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes += Array("&amp;".utf8)
            case "<": bytes += Array("&lt;".utf8)
            case ">": bytes += Array("&gt;".utf8)
            case "\t", "\n", "\r": bytes += Array("&#\(scalar.value);".utf8)
            case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": break
            default: bytes += Array(String(scalar).utf8)
            }
        }
    }

    /// The instant of a form that scripts have in JSON alone; nil for any other text.
    private static func isoTime(_ text: String) -> String? {
        guard text.hasPrefix("/Date("), text.hasSuffix(")/"),
            let milliseconds = Int64(text.dropFirst(6).dropLast(2))
        else { return nil }
        return SourceText.instant(milliseconds: milliseconds)
    }
}
