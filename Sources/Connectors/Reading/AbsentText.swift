/// Text by which sources say that a value is absent.
enum AbsentText {
    /// Whether text stands for an absent value: nothing but white space, one of the words, a mark of
    /// redaction, which is the same for everybody, the zero GUID, or an instant at either end of the
    /// calendar.
    static func isAbsent(_ text: UnsafeRawBufferPointer) -> Bool {
        let trimmed = ASCII.trimmed(text)
        guard let first = trimmed.first else { return true }
        // Few texts begin as one of these does. A redacted name may go on behind the mark.
        if first == UInt8(ascii: "{") { return ASCII.starts(trimmed, with: "{PII Removed}") }
        guard trimmed.count <= 64 else { return false }
        switch first {
        case UInt8(ascii: "P"), UInt8(ascii: "p"): return ASCII.equalIgnoringCase(trimmed, "PII Removed")
        case UInt8(ascii: "<"): return ASCII.equalIgnoringCase(trimmed, "<null>")
        case UInt8(ascii: "N"), UInt8(ascii: "n"):
            return ASCII.equalIgnoringCase(trimmed, "N/A")
                || ASCII.equalIgnoringCase(trimmed, "Not Available")
        case UInt8(ascii: "_"): return ASCII.equalIgnoringCase(trimmed, "__NULL__")
        case UInt8(ascii: "0"):
            return ASCII.equalIgnoringCase(trimmed, "00000000-0000-0000-0000-000000000000")
                || isDate(trimmed, "0001-01-01")
        case UInt8(ascii: "1"): return isDate(trimmed, "1/1/0001") || isDate(trimmed, "12/31/9999")
        case UInt8(ascii: "9"): return isDate(trimmed, "9999-12-31")
        default: return false
        }
    }

    /// Whether text stands for an absent value.
    static func isAbsent(_ text: [UInt8]) -> Bool { text.withUnsafeBytes { isAbsent($0) } }

    private static func isDate(_ text: UnsafeRawBufferPointer, _ date: StaticString) -> Bool {
        guard ASCII.starts(text, with: date) else { return false }
        guard text.count > date.utf8CodeUnitCount else { return true }
        let next = text[date.utf8CodeUnitCount]
        return next == UInt8(ascii: "T") || next == UInt8(ascii: "t") || next == UInt8(ascii: " ")
    }
}
