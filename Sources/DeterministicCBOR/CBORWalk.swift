/// The way through one item, without recursion.
struct CBORWalk {
    /// An array or map that is open.
    private struct Frame {
        /// Items to come: a map's keys and values both count.
        var remaining: Int
        let isMap: Bool
        /// Where the item started that is being walked.
        var itemStart = 0
        /// The last whole key.
        var key: Range<Int>?

        /// Keys come when an even number of items is left.
        var isAtKey: Bool { isMap && remaining & 1 == 0 }
    }

    private let checksContent: Bool
    /// The innermost open array or map; means nothing while none is open.
    private var inner = Frame(remaining: 0, isMap: false)
    /// Those around it, innermost last.
    private var outer: [Frame] = []
    private var depth = 0
    private(set) var isDone = false

    init(checksContent: Bool) { self.checksContent = checksContent }

    /// Walks one head, and closes what ends behind it.
    @inline(__always)
    mutating func step(_ reader: inout CBORReader) throws(CBORError) {
        let start = reader.offset
        inner.itemStart = start
        let head = try reader.peekHead()
        reader.pass(head)
        switch head.major {
        case .array, .map:
            guard depth < CBORReader.mostDepth else { throw CBORError(.depth, at: start) }
            let isMap = head.major == .map
            if depth > 0 { outer.append(inner) }
            depth += 1
            inner = Frame(remaining: Int(head.value) * (isMap ? 2 : 1), isMap: isMap)
        case .text where checksContent:
            guard UTF8Validation.isValid(reader.bytes(head.end..<reader.offset)) else {
                throw CBORError(.utf8, at: start)
            }
            try itemEnded(reader)
        default: try itemEnded(reader)
        }
        while inner.remaining == 0, !isDone {
            depth -= 1
            // What has ended stands in the one around it; where there is none, it was the whole item.
            if depth > 0 { inner = outer.removeLast() }
            try itemEnded(reader)
        }
    }

    /// Counts an item that has ended in the container around it.
    @inline(__always)
    private mutating func itemEnded(_ reader: CBORReader) throws(CBORError) {
        guard depth > 0 else {
            isDone = true
            return
        }
        if checksContent, inner.isAtKey {
            let key = inner.itemStart..<reader.offset
            if let before = inner.key {
                switch Self.order(reader.bytes(before), reader.bytes(key)) {
                case 0: throw CBORError(.duplicateKey, at: key.lowerBound)
                case 1: throw CBORError(.keyOrder, at: key.lowerBound)
                default: break
                }
            }
            inner.key = key
        }
        inner.remaining -= 1
    }

    /// -1, 0 or 1 as `left` stands before, with or behind `right`, byte by byte.
    private static func order(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index] ? -1 : 1
        }
        return (left.count - right.count).signum()
    }
}
