/// Why bytes are not a JSON text, and where.
///
/// Carries no byte of the input, so it may be logged and stored.
public struct JSONSyntaxError: Error, Hashable, Sendable {
    /// What was wrong. The raw value is stable: it stands in receipts and quarantine records.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// Nothing but white space.
        case empty = "json.empty"
        /// The input ends inside a value.
        case truncated = "json.truncated"
        /// A byte that the grammar does not allow at this place.
        case unexpectedByte = "json.unexpected_byte"
        /// Something other than white space follows the value.
        case trailing = "json.trailing"
        /// The input starts with a UTF-8 byte order mark (RFC 8259 section 8.1 forbids writing one).
        case byteOrderMark = "json.bom"
        /// A string holds bytes that are not UTF-8.
        case utf8 = "json.utf8"
        /// A string holds an unescaped control character.
        case controlCharacter = "json.control_character"
        /// A backslash is followed by something that is no escape.
        case escape = "json.escape"
        /// An escape names one half of a surrogate pair alone.
        case loneSurrogate = "json.lone_surrogate"
        /// A number has a leading zero, lacks digits, or is longer than the limit.
        case number = "json.number"
        /// One object has two members whose unescaped names are the same bytes.
        case duplicateKey = "json.duplicate_key"
        /// Arrays and objects are nested deeper than the limit.
        case depth = "json.depth"
        /// The input is longer than the limit.
        case tooLarge = "json.too_large"
    }

    public let code: Code
    /// 0-based offset into the whole buffer that was handed in. For a duplicate key, where the repeated name
    /// starts.
    public let byteOffset: Int

    public init(_ code: Code, at byteOffset: Int) {
        self.code = code
        self.byteOffset = byteOffset
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    public var description: String { "\(code.rawValue) at byte \(byteOffset)" }
}
