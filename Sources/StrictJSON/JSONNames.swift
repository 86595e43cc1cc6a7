import CByteScan

/// The names of an object's members: sorts them onto the object's index, by which a member is found and the
/// canonical form written, and finds a name that stands twice.
///
/// The index of an object of `n` members has, for each name in the order of the names' unescaped bytes, its
/// place on the tape at `0..<n`, and its mark at `n..<2n`. Time is that of sorting, whatever the names are.
enum JSONNames {
    /// One name, before it is sorted.
    private struct Entry {
        /// Orders names that differ in their first eight bytes.
        let prefix: UInt64
        /// Index of the name on the tape.
        let key: UInt32
        let mark: UInt32
    }

    /// Names of so few members are sorted while they are collected.
    private static let few = 64

    /// Appends an object's index, and returns the place of the first name that repeats an earlier one, where
    /// there is one. The tape is then of no further use.
    /// - Precondition: the members are the last nodes of the tape.
    static func index(_ tape: inout JSONTape, object: Int, _ base: UnsafeRawPointer) -> Int? {
        let count = tape[object].count
        guard count <= few else { return indexMany(&tape, object: object, base) }
        return withUnsafeTemporaryAllocation(of: Entry.self, capacity: few) { entries in
            var collected = 0
            var key = object + 1
            let end = tape.count
            while key < end {
                let node = tape[key]
                if node.isFlagged { return indexMany(&tape, object: object, base) }
                let name = node.content(in: base)
                let entry = Entry(
                    prefix: JSONText.orderingPrefix(name), key: UInt32(truncatingIfNeeded: key),
                    mark: mark(of: name))
                var place = collected
                if collected > 0, !precedes(entries[collected - 1], entry, tape, base) {
                    // By insertion, at a place found by halving: most names differ in their prefixes.
                    var low = 0
                    place = collected - 1
                    while low < place {
                        let middle = (low + place) / 2
                        if precedes(entries[middle], entry, tape, base) {
                            low = middle + 1
                        } else {
                            place = middle
                        }
                    }
                    if isSame(entries[place], entry, tape, base) { return key }
                    var moved = collected
                    while moved > place {
                        entries.initializeElement(at: moved, to: entries[moved - 1])
                        moved -= 1
                    }
                }
                entries.initializeElement(at: place, to: entry)
                collected += 1
                key = Int(tape[key + 1].next)
            }
            let start = tape.appendIndex(count)
            for place in 0..<collected {
                tape.setIndexed(start, place, entries[place].key)
                tape.setIndexed(start, count + place, entries[place].mark)
            }
            return nil
        }
    }

    @inline(__always)
    private static func precedes(
        _ left: Entry, _ right: Entry, _ tape: borrowing JSONTape, _ base: UnsafeRawPointer
    ) -> Bool {
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        return JSONText.precedes(
            tape[Int(left.key)].content(in: base), tape[Int(right.key)].content(in: base))
    }

    @inline(__always)
    private static func isSame(
        _ left: Entry, _ right: Entry, _ tape: borrowing JSONTape, _ base: UnsafeRawPointer
    ) -> Bool {
        left.prefix == right.prefix
            && JSONText.equal(
                tape[Int(left.key)].content(in: base), tape[Int(right.key)].content(in: base))
    }

    /// As ``index(_:object:_:)``, of any number of names, with escapes or without.
    @inline(never)
    private static func indexMany(
        _ tape: inout JSONTape, object: Int, _ base: UnsafeRawPointer
    ) -> Int? {
        let count = tape[object].count
        var names: [(prefix: UInt64, key: UInt32, name: UnsafeRawBufferPointer)] = []
        names.reserveCapacity(count)
        // What names with an escape mean, one behind the other, and where each ends.
        var meant: [UInt8] = []
        var ends: [Int] = []
        var key = object + 1
        let end = tape.count
        while key < end {
            if tape[key].isFlagged {
                JSONText.appendUnescaped(tape[key].content(in: base), to: &meant)
                ends.append(meant.count)
            }
            key = Int(tape[key + 1].next)
        }
        return meant.withUnsafeBytes { meant in
            var start = 0
            var escaped = 0
            key = object + 1
            while key < end {
                var name = tape[key].content(in: base)
                if tape[key].isFlagged {
                    name = UnsafeRawBufferPointer(rebasing: meant[start..<ends[escaped]])
                    start = ends[escaped]
                    escaped += 1
                }
                names.append((JSONText.orderingPrefix(name), UInt32(truncatingIfNeeded: key), name))
                key = Int(tape[key + 1].next)
            }
            names.sort { left, right in
                if left.prefix != right.prefix { return left.prefix < right.prefix }
                if JSONText.equal(left.name, right.name) { return left.key < right.key }
                return JSONText.precedes(left.name, right.name)
            }
            var repeated: UInt32?
            for place in names.indices.dropFirst()
            where JSONText.equal(names[place - 1].name, names[place].name) {
                repeated = min(repeated ?? .max, names[place].key)
            }
            if let repeated { return Int(repeated) }
            let index = tape.appendIndex(count)
            for (place, entry) in names.enumerated() {
                tape.setIndexed(index, place, entry.key)
                tape.setIndexed(index, count + place, mark(of: entry.name))
            }
            return nil
        }
    }

    /// The bytes that a name means.
    static func unescaped(_ node: JSONNode, _ base: UnsafeRawPointer) -> [UInt8] {
        let content = node.content(in: base)
        guard node.isFlagged else { return Array(content) }
        var out: [UInt8] = []
        JSONText.appendUnescaped(content, to: &out)
        return out
    }

    /// What an index holds of a name: the length, the first eight bytes and the last eight, mixed. Equal
    /// names have equal marks.
    @inline(__always)
    static func mark(of name: UnsafeRawBufferPointer) -> UInt32 {
        let count = name.count
        var head: UInt64 = 0
        var tail: UInt64 = 0
        if count >= 8 {
            head = name.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
            tail = name.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        } else {
            for byte in name { head = head << 8 | UInt64(byte) }
        }
        let mixed =
            (head &* 0x9E37_79B9_7F4A_7C15) ^ (tail &* 0xC2B2_AE3D_27D4_EB4F) ^ UInt64(count)
        return UInt32(truncatingIfNeeded: mixed >> 32 ^ mixed)
    }

    /// The name's place on the tape, of the member of an object that has a name; nil where it has none.
    @inline(__always)
    static func find(
        _ name: UnsafeRawBufferPointer, in object: JSONNode, of tape: borrowing JSONTape,
        _ base: UnsafeRawPointer
    ) -> Int? {
        let count = object.count
        let start = object.membersEnd
        let mark = mark(of: name)
        let marks = tape.numbers(start, from: count)
        var from = 0
        while true {
            let place = probity_find_number(marks, from, count, mark)
            guard place < count else { return nil }
            let key = Int(tape.indexed(start, place))
            let node = tape[key]
            if node.isFlagged {
                if unescaped(node, base).withUnsafeBytes({ JSONText.equal($0, name) }) { return key }
            } else if JSONText.equal(node.content(in: base), name) {
                return key
            }
            from = place + 1
        }
    }
}
