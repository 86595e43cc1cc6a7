/// What damage looks like: who meets it learns sooner what happened, and what to do.
///
/// It is concluded from checksums, headers and lengths. Two causes may leave the same bytes: a shape is a
/// reading of what is there, and the finding beside it says what is certain.
public enum DamageShape: Hashable, Sendable {
    /// One bit is another, at this byte of the file; it alone explains the checksum.
    case flippedBit(byte: UInt64, bit: Int)
    /// Whole blocks of the segment stand in another order.
    case swapped
    /// A block stands there a second time, first at this byte.
    case duplicated(byte: UInt64)
    /// A block of another segment; of which one of the same store, where that is known.
    case foreignBlock(segment: UInt64?)
    /// The file is another ledger's, or another store's.
    case foreignSegment
    /// The file is the segment that begins with this record, under another name.
    case renamed(from: UInt64)
    /// A file, or whole blocks between two others, are not there.
    case missing
    /// Zeros stand where something else was written.
    case zeroed
    /// The file ends too soon.
    case truncated
    /// The file is whole, but older than what was signed or told since.
    case rolledBack
    /// None of the others: bytes were changed.
    case overwritten

    /// One word, for programs.
    public var word: String {
        switch self {
        case .flippedBit: "flippedBit"
        case .swapped: "swapped"
        case .duplicated: "duplicated"
        case .foreignBlock: "foreignBlock"
        case .foreignSegment: "foreignSegment"
        case .renamed: "renamed"
        case .missing: "missing"
        case .zeroed: "zeroed"
        case .truncated: "truncated"
        case .rolledBack: "rolledBack"
        case .overwritten: "overwritten"
        }
    }

    /// All words, in the order of the cases.
    public static let words: [String] =
        ([
            .flippedBit(byte: 0, bit: 0), .swapped, .duplicated(byte: 0), .foreignBlock(segment: nil),
            .foreignSegment, .renamed(from: 0), .missing, .zeroed, .truncated, .rolledBack, .overwritten,
        ] as [DamageShape]).map(\.word)
}

extension DamageShape: CustomStringConvertible {
    /// In words that follow "it looks like".
    public var description: String {
        switch self {
        case .flippedBit(let byte, let bit): "one flipped bit, bit \(bit) of byte \(byte)"
        case .swapped: "blocks that changed places"
        case .duplicated(let byte): "a second copy of the block at byte \(byte)"
        case .foreignBlock(nil): "a block of another segment"
        case .foreignBlock(let segment?): "a block of segment \(SegmentName.text(segment))"
        case .foreignSegment: "a file of another ledger or store"
        case .renamed(let first): "segment \(SegmentName.text(first)) under another name"
        case .missing: "something that was taken away"
        case .zeroed: "zeros written over it"
        case .truncated: "a file that was cut"
        case .rolledBack: "an older copy"
        case .overwritten: "other bytes written over it"
        }
    }
}
