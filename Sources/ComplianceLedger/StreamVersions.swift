import Glibc
import LedgerModel

/// How many events each of the lately used streams has; a cache over the index.
///
/// Found by the hash that the index knows the stream under, and compared by the name's bytes. Open
/// addressing, at most three quarters full.
struct StreamVersions {
    /// Streams at which everything is forgotten; the index tells again.
    static let limit = 200_000

    private struct Entry {
        var hash: UInt64
        var nameStart: Int
        var nameCount: Int
        var count: UInt64
    }

    private var names: [UInt8] = []
    private var entries: [Entry] = []
    /// One more than an entry's place; 0 for an empty one.
    private var table: [UInt32] = []

    /// The place of a stream's entry; nil where it is not known.
    func find(_ hash: UInt64, _ name: UnsafeRawBufferPointer) -> Int? {
        guard !table.isEmpty else { return nil }
        var place = Int(truncatingIfNeeded: hash) & (table.count - 1)
        while table[place] != 0 {
            let found = Int(table[place]) - 1
            if entries[found].hash == hash, isNamed(entries[found], name) { return found }
            place = (place + 1) & (table.count - 1)
        }
        return nil
    }

    /// How many events the stream of an entry has.
    subscript(entry: Int) -> UInt64 {
        get { entries[entry].count }
        set { entries[entry].count = newValue }
    }

    /// Adds a stream that is not known.
    /// - Returns: the place of its entry.
    mutating func add(_ hash: UInt64, _ name: UnsafeRawBufferPointer, count: UInt64) -> Int {
        if (entries.count + 1) * 4 > table.count * 3 { grow() }
        entries.append(Entry(hash: hash, nameStart: names.count, nameCount: name.count, count: count))
        names.append(contentsOf: name)
        place(entries.count - 1)
        return entries.count - 1
    }

    /// Forgets everything where it has become much. Not while a batch is in hand: what is staged is known
    /// here alone.
    mutating func trim() {
        guard entries.count > Self.limit else { return }
        self = StreamVersions()
    }

    private func isNamed(_ entry: Entry, _ name: UnsafeRawBufferPointer) -> Bool {
        entry.nameCount == name.count
            && names.withUnsafeBytes { names in
                // SAFETY: both pieces are `name.count` bytes long; an empty name compares nothing.
                guard let name = name.baseAddress, let names = names.baseAddress else { return true }
                return memcmp(name, names + entry.nameStart, entry.nameCount) == 0
            }
    }

    private mutating func place(_ entry: Int) {
        var place = Int(truncatingIfNeeded: entries[entry].hash) & (table.count - 1)
        while table[place] != 0 { place = (place + 1) & (table.count - 1) }
        table[place] = UInt32(entry + 1)
    }

    private mutating func grow() {
        table = [UInt32](repeating: 0, count: max(64, table.count * 2))
        for entry in entries.indices { place(entry) }
    }
}
