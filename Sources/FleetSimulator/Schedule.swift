/// A binary heap of what happens when: the earliest first, and among equals the one put in first.
struct Schedule<Element: Sendable>: Sendable {
    private struct Entry: Sendable {
        let time: Int64
        let order: UInt64
        let element: Element

        func precedes(_ other: Entry) -> Bool { time != other.time ? time < other.time : order < other.order }
    }

    private var entries: [Entry] = []
    private var order: UInt64 = 0

    init() {}

    var isEmpty: Bool { entries.isEmpty }

    /// The earliest time, in nanoseconds since 1970.
    var time: Int64? { entries.first?.time }

    mutating func add(_ element: Element, at time: Int64) {
        entries.append(Entry(time: time, order: order, element: element))
        order += 1
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].precedes(entries[parent]) else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    mutating func removeFirst() -> Element? {
        guard let last = entries.popLast() else { return nil }
        guard let first = entries.first else { return last.element }
        entries[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count {
                if entries[child].precedes(entries[least]) { least = child }
            }
            guard least != parent else { return first.element }
            entries.swapAt(parent, least)
            parent = least
        }
    }
}
