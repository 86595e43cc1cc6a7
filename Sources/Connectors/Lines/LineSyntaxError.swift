/// Why a line is no syslog message, or no event of the ArcSight Common Event Format.
public struct LineSyntaxError: Error, Hashable, Sendable {
    /// The raw value is stable: it stands in quarantine records.
    public enum Code: String, CaseIterable, Sendable {
        case utf8 = "line.utf8"
        /// A control character other than a tab, a NUL among them.
        case controlCharacter = "line.control_character"
        /// The number in `<…>` is none from 0 to 191, or has no end.
        case priority = "line.priority"
        /// Neither a header of RFC 3164 nor one of RFC 5424.
        case header = "line.header"
        /// The structured data of RFC 5424 are none.
        case structuredData = "line.structured_data"
        /// Fewer parts than an event's header has, or a version that is none.
        case cefHeader = "cef.header"
        /// A backslash before what is no escape there, or behind everything.
        case cefEscape = "cef.escape"
        /// Something in the extension that is neither a key nor a value.
        case cefExtension = "cef.extension"
        case cefDuplicateKey = "cef.duplicate_key"
    }

    public let code: Code
    /// 0-based, in the line.
    public let byteOffset: Int
}

extension Rejection {
    init(_ error: LineSyntaxError) {
        let expected: String
        switch error.code {
        case .utf8: expected = "a line of UTF-8"
        case .controlCharacter: expected = "a line without control characters"
        case .priority: expected = "a number from 0 to 191 in angle brackets"
        case .header: expected = "a header of RFC 3164 or RFC 5424"
        case .structuredData: expected = "structured data of RFC 5424, or -"
        case .cefHeader: expected = "CEF:, a version and six parts of a header"
        case .cefEscape: expected = "a backslash before what it escapes"
        case .cefExtension: expected = "keys and values"
        case .cefDuplicateKey: expected = "each key once"
        }
        self.init(
            code: error.code.rawValue, expected: expected, found: "an error at byte \(error.byteOffset)")
    }
}
