/// One value on the tape.
///
/// The tape holds the values of a text in the order in which they start. An object is followed by its
/// members, name and value in turn, and these by its index: room of whole nodes for the places of the names
/// on the tape, in the order of the names, and for the mark of each, ``JSONNames/mark(of:)``. An array is
/// followed by its elements. `next` is where the tape goes on behind the whole subtree, so a value is
/// skipped in one step.
///
/// ```
/// {"a":[1,2]}
/// 0 object start 0 end 11 next 6 count 1
/// 1 string start 1 end 4  next 2
/// 2 array  start 5 end 10 next 5 count 2
/// 3 number start 6 end 7  next 4
/// 4 number start 8 end 9  next 5
/// 5 index: 1, mark of "a"
/// ```
@usableFromInline
struct JSONNode: Sendable {
    /// Byte offsets from the start of the text; a string's include its quotes.
    var start: UInt32
    var end: UInt32
    /// Index of the first node that does not belong to this one.
    var next: UInt32
    /// Bits 0 to 2: kind. Bit 3: the flag: `true`, or a string with an escape. The rest: elements or members.
    var meta: UInt32

    /// What fits the bits of a count, and so the most bytes a text may have.
    static let largest = 1 << 28 - 1
    static let flagBit: UInt32 = 8
    static let countUnit: UInt32 = 16

    init(kind: JSONValue.Kind, start: Int, end: Int, next: Int, flag: Bool = false) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.next = UInt32(truncatingIfNeeded: next)
        meta = UInt32(kind.rawValue) | (flag ? Self.flagBit : 0)
    }

    @inline(__always) var kind: JSONValue.Kind { JSONValue.Kind(rawValue: UInt8(meta & 7)) ?? .null }
    @inline(__always) var isFlagged: Bool { meta & Self.flagBit != 0 }
    @inline(__always) var count: Int { Int(meta >> 4) }
    /// Of an object: index of the first node behind its members, where its index begins.
    @inline(__always) var membersEnd: Int { Int(next) - JSONTape.indexNodes(count) }
    /// The bytes of a string between its quotes.
    @inline(__always) var content: Range<Int> { Int(start) + 1..<Int(end) - 1 }

    /// The bytes of a string between its quotes, in the text that starts at `text`.
    ///
    /// SAFETY: the node is that text's, and the text outlives the view.
    @inline(__always)
    func content(in text: UnsafeRawPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: text + Int(start) + 1, count: Int(end) - Int(start) - 2)
    }

    /// A literal, a number or a string without an escape: written in one way only.
    @inline(__always) var isVerbatim: Bool {
        switch kind {
        case .null, .bool, .number: true
        case .string: !isFlagged
        case .array, .object: false
        }
    }
}
