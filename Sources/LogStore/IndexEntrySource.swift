import LogFormat

/// A fingerprint and one place at which it stands.
struct IndexEntry {
    var key: UInt64
    var place: UInt32
}

/// Entries in the order of their keys, those of one key in the order of their places.
protocol IndexEntrySource: AnyObject {
    /// Replaces `batch` by the entries that come next, some hundreds of them; by none at the end.
    func next(_ batch: inout [IndexEntry]) throws(IndexRunError)
}

/// About how many entries make a batch.
private let batchEntries = 1_024

/// Entries in memory, one for each place from 0 on.
final class ListedEntries: IndexEntrySource {
    private let sorted: [IndexEntry]
    private var upcoming = 0

    /// - Parameter offset: is added to each place.
    init(_ keys: [UInt64], offset: UInt32) {
        sorted = keys.enumerated().map {
            IndexEntry(key: $0.element, place: UInt32(truncatingIfNeeded: $0.offset) &+ offset)
        }.sortedByFingerprint(count: keys.count) { $0.key }
    }

    func next(_ batch: inout [IndexEntry]) {
        let upTo = min(sorted.count, upcoming + batchEntries)
        batch.removeAll(keepingCapacity: true)
        batch.append(contentsOf: sorted[upcoming..<upTo])
        upcoming = upTo
    }
}

/// The entries of a table in memory.
final class TableEntries: IndexEntrySource {
    private let table: FingerprintTable
    private let slots: [FingerprintTable.Slot]
    private let offset: UInt32
    private var upcoming = 0

    /// - Parameter offset: is added to each place.
    init(_ table: FingerprintTable, offset: UInt32) {
        self.table = table
        self.offset = offset
        slots = table.sortedSlots()
    }

    /// A batch has all places of its keys, however many these are.
    func next(_ batch: inout [IndexEntry]) {
        batch.removeAll(keepingCapacity: true)
        var index = upcoming
        while index < slots.count, batch.count < batchEntries {
            let slot = slots[index]
            let start = batch.count
            table.descend(slot) { batch.append(IndexEntry(key: slot.key, place: $0 &+ offset)) }
            if batch.count - start > 1 { batch[start...].reverse() }
            index += 1
        }
        upcoming = index
    }
}

/// Event ids or record keys of a run on disk, or its labels with where their places begin.
final class PairEntries: IndexEntrySource {
    private let run: IndexRunFile
    private let section: IndexRunLayout.Section
    private let offset: UInt32
    private var page = 0

    init(_ run: IndexRunFile, _ section: IndexRunLayout.Section, offset: UInt32) {
        self.run = run
        self.section = section
        self.offset = offset
    }

    func next(_ batch: inout [IndexEntry]) throws(IndexRunError) {
        batch.removeAll(keepingCapacity: true)
        guard page < run.layout.pageCount(section) else { return }
        let width = section.width
        try run.page(section, page).withUnsafeBytes { bytes in
            for at in stride(from: 0, to: bytes.count, by: width) {
                batch.append(
                    IndexEntry(
                        key: bytes.little(UInt64.self, at: at),
                        place: bytes.little(UInt32.self, at: at + 8) &+ offset))
            }
        }
        page += 1
    }
}

/// Labels of a run on disk.
final class LabelEntries: IndexEntrySource {
    private let run: IndexRunFile
    private let offset: UInt32
    private var labelPage = 0
    private var placePage = 0
    /// Labels and how many places they have still, the first one last.
    private var labels: [(key: UInt64, remaining: Int)] = []

    init(_ run: IndexRunFile, offset: UInt32) {
        self.run = run
        self.offset = offset
    }

    func next(_ batch: inout [IndexEntry]) throws(IndexRunError) {
        batch.removeAll(keepingCapacity: true)
        guard placePage < run.layout.pageCount(.places) else { return }
        let page = try run.page(.places, placePage)
        placePage += 1
        var at = 0
        while at < page.count {
            guard var label = labels.popLast() else {
                try readLabels()
                continue
            }
            let upTo = min(page.count, at + label.remaining * 4)
            label.remaining -= (upTo - at) / 4
            page.withUnsafeBytes { bytes in
                for at in stride(from: at, to: upTo, by: 4) {
                    batch.append(
                        IndexEntry(key: label.key, place: bytes.little(UInt32.self, at: at) &+ offset))
                }
            }
            at = upTo
            if label.remaining > 0 { labels.append(label) }
        }
    }

    private func readLabels() throws(IndexRunError) {
        guard labelPage < run.layout.pageCount(.labels) else { throw .damaged }
        let page = try run.page(.labels, labelPage)
        labelPage += 1
        page.withUnsafeBytes { bytes in
            for at in stride(from: 0, to: bytes.count, by: IndexRunLayout.Section.labels.width).reversed() {
                labels.append(
                    (bytes.little(UInt64.self, at: at), Int(bytes.little(UInt32.self, at: at + 12))))
            }
        }
    }
}

/// Several sources as one; of equal keys, those of an earlier source come first.
final class MergedEntries: IndexEntrySource {
    /// A source that is not at its end, and the batch of it that is in hand.
    private struct Input {
        let source: any IndexEntrySource
        var batch: [IndexEntry]
        var upcoming: Int
    }

    private var inputs: [Input] = []

    init(_ sources: [any IndexEntrySource]) throws(IndexRunError) {
        for source in sources {
            var batch: [IndexEntry] = []
            try source.next(&batch)
            if !batch.isEmpty { inputs.append(Input(source: source, batch: batch, upcoming: 0)) }
        }
    }

    func next(_ batch: inout [IndexEntry]) throws(IndexRunError) {
        batch.removeAll(keepingCapacity: true)
        var inputs: [Input] = []
        swap(&inputs, &self.inputs)
        defer { swap(&inputs, &self.inputs) }
        while batch.count < batchEntries, !inputs.isEmpty {
            var least = 0
            var leastKey = inputs[0].batch[inputs[0].upcoming].key
            for index in 1..<max(1, inputs.count) {
                let key = inputs[index].batch[inputs[index].upcoming].key
                if key < leastKey { (least, leastKey) = (index, key) }
            }
            // Entries of this key that other inputs have come later: their places are higher.
            repeat {
                batch.append(inputs[least].batch[inputs[least].upcoming])
                inputs[least].upcoming += 1
                if inputs[least].upcoming == inputs[least].batch.count {
                    try inputs[least].source.next(&inputs[least].batch)
                    inputs[least].upcoming = 0
                }
            } while batch.count < batchEntries && !inputs[least].batch.isEmpty
                && inputs[least].batch[inputs[least].upcoming].key == leastKey
            if inputs[least].batch.isEmpty { inputs.remove(at: least) }
        }
    }
}
