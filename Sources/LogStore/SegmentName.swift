/// The name of a segment file: its first number in twenty digits.
public enum SegmentName {
    /// Twenty digits.
    public static func text(_ first: UInt64) -> String {
        let digits = String(first)
        return String(repeating: "0", count: 20 - digits.count) + digits
    }

    /// `00000000000000000000.seg`
    public static func segment(_ first: UInt64) -> String { text(first) + ".seg" }

    /// `00000000000000000000.idx`
    public static func index(_ first: UInt64) -> String { text(first) + ".idx" }

    /// The first number that a segment's file name gives; nil for another file.
    public static func first(ofSegment name: String) -> UInt64? {
        let bytes = Array(name.utf8)
        guard bytes.count == 24, name.utf8.suffix(4).elementsEqual(".seg".utf8),
            bytes.prefix(20).allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return UInt64(String(decoding: bytes.prefix(20), as: UTF8.self))
    }
}
