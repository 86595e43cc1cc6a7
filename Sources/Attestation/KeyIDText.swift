/// The text of a key id: eight lower-case hexadecimal digits.
enum KeyIDText {
    private static let digitCount = 8

    static func hex(_ id: UInt32) -> String {
        let digits = String(id, radix: 16)
        return String(repeating: "0", count: digitCount - digits.utf8.count) + digits
    }

    static func parse(_ text: some Collection<UInt8>) -> UInt32? {
        guard text.count == digitCount else { return nil }
        var id: UInt32 = 0
        for character in text {
            switch character {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): id = id << 4 | UInt32(character - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                id = id << 4 | UInt32(character - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return id
    }
}
