/// The entries of a log that one submission of a record made, which stand together.
struct RecordGroup {
    let key: UInt64
    let entries: [Int]

    /// Entries in an order in which submissions may come: any, but what comes again comes after what it was
    /// first.
    static func order(_ groups: [RecordGroup], using random: inout SeededRandom) -> [Int] {
        var byKey: [UInt64: [RecordGroup]] = [:]
        for group in groups { byKey[group.key, default: []].append(group) }
        var out: [Int] = []
        for place in groups.shuffled(using: &random) {
            guard let next = byKey[place.key]?.removeFirst() else { continue }
            out += next.entries
        }
        return out
    }
}
