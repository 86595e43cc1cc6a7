/// Text by which sources say that a value is absent.
enum AbsentText {
    private static let words: [StaticString] = ["<null>", "N/A", "Not Available", "__NULL__"]
    private static let datePrefixes: [StaticString] = ["0001-01-01", "9999-12-31", "1/1/0001", "12/31/9999"]
    private static let zeroGUID: StaticString = "00000000-0000-0000-0000-000000000000"

    /// Whether text stands for an absent value: nothing but white space, one of the words, the zero GUID, or
    /// an instant at either end of the calendar.
    static func isAbsent(_ text: [UInt8]) -> Bool {
        let trimmed = ASCII.trimmed(text)
        if trimmed.isEmpty { return true }
        guard trimmed.count <= 64 else { return false }
        return words.contains { ASCII.equalIgnoringCase(trimmed, $0) }
            || ASCII.equalIgnoringCase(trimmed, zeroGUID)
            || datePrefixes.contains { isDate(trimmed, $0) }
    }

    private static func isDate(_ text: ArraySlice<UInt8>, _ prefix: StaticString) -> Bool {
        guard ASCII.equalIgnoringCase(text.prefix(prefix.utf8CodeUnitCount), prefix) else { return false }
        guard let next = text.dropFirst(prefix.utf8CodeUnitCount).first else { return true }
        return next == UInt8(ascii: "T") || next == UInt8(ascii: "t") || next == UInt8(ascii: " ")
    }
}
