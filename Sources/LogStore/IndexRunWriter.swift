import DurableIO
import LogFormat

/// Writes a run, from memory, from other runs or from both, with bounded memory.
struct IndexRunWriter {
    /// What the run is made of: runs on disk that follow one another, and the held records behind them.
    let runs: [IndexRunFile]
    let held: SegmentIndex
    let segmentChecksum: UInt32
    let byteEnd: UInt64

    /// The number of the first record covered.
    var first: UInt64 { runs.first?.layout.first ?? held.base }

    /// Writes the file so that a crash leaves the old one of that name or the new one, and makes it durable.
    func write(to path: String, files: any FileSystem) throws(IndexRunError) {
        let temporary = path + ".tmp"
        try onRunStorage { () throws(DurableIOError) in
            if try files.information(temporary) != nil { try files.remove(temporary) }
        }
        let file = try onRunStorage { () throws(DurableIOError) in
            try files.open(temporary, .createNew, permissions: 0o600)
        }
        do throws(IndexRunError) {
            defer { file.close() }
            try write(file)
            try onRunStorage { () throws(DurableIOError) in try file.synchronize() }
        } catch {
            // Gives back the space; a failure here changes nothing.
            try? files.remove(temporary)
            throw error
        }
        try onRunStorage { () throws(DurableIOError) in
            try files.rename(temporary, to: path)
            try files.synchronizeDirectory(
                String(path[..<(path.utf8.lastIndex(of: 0x2F) ?? path.startIndex)]))
        }
    }

    private func write(_ file: any File) throws(IndexRunError) {
        var layout = IndexRunLayout(
            segment: held.first, segmentChecksum: segmentChecksum, first: first, count: held.end - first,
            byteEnd: byteEnd, entries: try entryCounts(), filterBytes: 0)
        let fingerprints = layout.entries[..<IndexRunLayout.Section.places.rawValue].reduce(0, +)
        layout.filterBytes = BloomFilter.byteCount(capacity: fingerprints)
        var filter = BloomFilter(capacity: fingerprints)
        var tables: [[UInt8]] = []
        let pairs: [(IndexQuery.Kind, IndexRunLayout.Section)] = [
            (.eventID, .eventIDs), (.recordKey, .recordKeys),
        ]
        for (kind, section) in pairs {
            var pages = SectionWriter(file, section, at: layout.offset(section))
            try forEach(try source(kind)) { entry throws(IndexRunError) in
                filter.insert(entry.key)
                try pages.add(key: entry.key, entry.place)
            }
            tables.append(try pages.finish())
        }
        tables += try writeLabels(file, layout, &filter)
        let front = tables.reduce([], +) + filter.bytes
        try onRunStorage { () throws(DurableIOError) in
            try file.write(front, at: UInt64(IndexRunLayout.headerBytes))
            try file.write(layout.encoded(frontChecksum: CRC32C.checksum(front)), at: 0)
        }
    }

    /// Writes labels and places side by side; returns both tables.
    private func writeLabels(
        _ file: any File, _ layout: IndexRunLayout, _ filter: inout BloomFilter
    ) throws(IndexRunError) -> [[UInt8]] {
        var labels = SectionWriter(file, .labels, at: layout.offset(.labels))
        var places = SectionWriter(file, .places, at: layout.offset(.places))
        var key: UInt64?
        var start: UInt32 = 0
        var end: UInt32 = 0
        try forEach(try source(.label)) { entry throws(IndexRunError) in
            if entry.key != key {
                if let key { try labels.add(key: key, start: start, count: end - start) }
                filter.insert(entry.key)
                key = entry.key
                start = end
            }
            try places.add(entry.place)
            end += 1
        }
        if let key { try labels.add(key: key, start: start, count: end - start) }
        return [try labels.finish(), try places.finish()]
    }

    private func forEach(
        _ source: any IndexEntrySource, _ body: (IndexEntry) throws(IndexRunError) -> Void
    ) throws(IndexRunError) {
        var batch: [IndexEntry] = []
        while true {
            try source.next(&batch)
            if batch.isEmpty { return }
            for entry in batch { try body(entry) }
        }
    }

    private func source(_ kind: IndexQuery.Kind) throws(IndexRunError) -> any IndexEntrySource {
        let memory = held.entries(kind, offset: UInt32(truncatingIfNeeded: held.base - first))
        guard !runs.isEmpty else { return memory }
        var sources: [any IndexEntrySource] = runs.map { run in
            let offset = UInt32(truncatingIfNeeded: run.layout.first - first)
            return switch kind {
            case .eventID: PairEntries(run, .eventIDs, offset: offset)
            case .recordKey: PairEntries(run, .recordKeys, offset: offset)
            case .label: LabelEntries(run, offset: offset)
            }
        }
        sources.append(memory)
        return try MergedEntries(sources)
    }

    /// The entries of each section, of which those of the labels have to be counted.
    private func entryCounts() throws(IndexRunError) -> [Int] {
        var out = [
            held.eventIDs.count, held.recordKeys.count, held.labels.keyCount, held.labels.count,
        ]
        for run in runs {
            for section in out.indices { out[section] += run.layout.entries[section] }
        }
        guard !runs.isEmpty else { return out }
        let source = try MergedEntries(
            runs.map { PairEntries($0, .labels, offset: 0) } + [held.entries(.label, offset: 0)])
        var distinct = 0
        var last: UInt64?
        try forEach(source) { entry in
            if entry.key != last { distinct += 1 }
            last = entry.key
        }
        out[IndexRunLayout.Section.labels.rawValue] = distinct
        guard out.allSatisfy({ $0 <= Int(UInt32.max) }) else { throw .damaged }
        return out
    }
}

/// Writes the pages of one section, and makes their table.
private struct SectionWriter {
    private static let bufferBytes = 1 << 18

    private let file: any File
    private let pageBytes: Int
    private var offset: Int
    private var buffer: [UInt8]
    private var used = 0
    private var pageStart = 0
    private var firstKey: UInt64 = 0
    private var table: [UInt8] = []

    init(_ file: any File, _ section: IndexRunLayout.Section, at offset: Int) {
        self.file = file
        self.offset = offset
        pageBytes = section.pageEntries * section.width
        buffer = [UInt8](repeating: 0, count: Self.bufferBytes + pageBytes)
    }

    /// Adds a pair.
    mutating func add(key: UInt64, _ place: UInt32) throws(IndexRunError) {
        if used == pageStart { firstKey = key }
        store(key)
        store(place)
        try endPageIfFull()
    }

    /// Adds a label.
    mutating func add(key: UInt64, start: UInt32, count: UInt32) throws(IndexRunError) {
        if used == pageStart { firstKey = key }
        store(key)
        store(start)
        store(count)
        try endPageIfFull()
    }

    /// Adds a place.
    mutating func add(_ place: UInt32) throws(IndexRunError) {
        store(place)
        try endPageIfFull()
    }

    /// Writes what is left; returns the section's part of the table.
    mutating func finish() throws(IndexRunError) -> [UInt8] {
        if used > pageStart { endPage() }
        try flush()
        return table
    }

    private mutating func store(_ value: some FixedWidthInteger) {
        buffer.storeLittle(value, at: used)
        used += value.bitWidth / 8
    }

    private mutating func endPageIfFull() throws(IndexRunError) {
        guard used - pageStart == pageBytes else { return }
        endPage()
        if used >= Self.bufferBytes { try flush() }
    }

    private mutating func endPage() {
        table.appendLittle(CRC32C.checksum(buffer[pageStart..<used]))
        table.appendLittle(firstKey)
        pageStart = used
    }

    private mutating func flush() throws(IndexRunError) {
        guard used > 0 else { return }
        let (file, offset) = (file, offset)
        let bytes = buffer[..<used]
        try onRunStorage { () throws(DurableIOError) in
            try bytes.withUnsafeBytes { buffer in
                Result { () throws(DurableIOError) in try file.write(buffer, at: UInt64(offset)) }
            }.get()
        }
        self.offset += used
        used = 0
        pageStart = 0
    }
}

/// Runs storage calls under the run's error type.
private func onRunStorage<Value>(
    _ body: () throws(DurableIOError) -> Value
) throws(IndexRunError) -> Value {
    do throws(DurableIOError) { return try body() } catch { throw .storage(error) }
}
