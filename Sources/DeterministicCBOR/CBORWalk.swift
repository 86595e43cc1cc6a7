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
    private var frames: [Frame] = []
    private(set) var isDone = false

    init(checksContent: Bool) { self.checksContent = checksContent }

    /// Walks one head, and closes what ends behind it.
    mutating func step(_ reader: inout CBORReader) throws(CBORError) {
        let start = reader.offset
        if !frames.isEmpty { frames[frames.count - 1].itemStart = start }
        let head = try reader.peekHead()
        reader.pass(head)
        switch head.major {
        case .array, .map:
            guard frames.count < CBORReader.mostDepth else { throw CBORError(.depth, at: start) }
            let isMap = head.major == .map
            frames.append(Frame(remaining: Int(head.value) * (isMap ? 2 : 1), isMap: isMap))
        case .text where checksContent:
            guard UTF8Validation.isValid(reader.bytes(head.end..<reader.offset)) else {
                throw CBORError(.utf8, at: start)
            }
            try itemEnded(reader)
        default: try itemEnded(reader)
        }
        while let last = frames.last, last.remaining == 0 {
            frames.removeLast()
            try itemEnded(reader)
        }
    }

    /// Counts an item that has ended in the container around it.
    private mutating func itemEnded(_ reader: CBORReader) throws(CBORError) {
        guard var frame = frames.popLast() else {
            isDone = true
            return
        }
        if checksContent, frame.isAtKey {
            let key = frame.itemStart..<reader.offset
            if let before = frame.key {
                switch Self.order(reader.bytes(before), reader.bytes(key)) {
                case 0: throw CBORError(.duplicateKey, at: key.lowerBound)
                case 1: throw CBORError(.keyOrder, at: key.lowerBound)
                default: break
                }
            }
            frame.key = key
        }
        frame.remaining -= 1
        frames.append(frame)
    }

    /// -1, 0 or 1 as `left` stands before, with or behind `right`, byte by byte.
    private static func order(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index] ? -1 : 1
        }
        return (left.count - right.count).signum()
    }
}
