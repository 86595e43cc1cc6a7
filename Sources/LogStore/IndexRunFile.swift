import DurableIO
import LogFormat

/// Why a run could not be read.
enum IndexRunError: Error {
    case storage(DurableIOError)
    /// A page is not the one that was written.
    case damaged
}

/// A run on disk. Immutable; see ``IndexRunLayout`` for its bytes.
///
/// Table and filter are checked when it is opened and kept in memory; a page is checked each time it is read.
struct IndexRunFile: Sendable {
    /// Files up to this size are checked whole when they are opened: it costs one read.
    private static let smallBytes = 1 << 16

    let layout: IndexRunLayout
    let filter: BloomFilter
    private let table: [UInt8]
    /// Tells the file from another one of the same name.
    private let header: [UInt8]
    private let file: HeldFile

    /// Opens a run; nil where it is missing, damaged or of another generation of the segment.
    init?(path: String, first: UInt64, segment: UInt64, segmentChecksum: UInt32, open: OpenFiles) {
        guard let file = try? open.files.open(path, .read) else { return nil }
        guard let size = try? file.size(),
            let header = try? file.bytes(at: 0, count: IndexRunLayout.headerBytes),
            let (layout, checksum) = IndexRunLayout.read(header, fileBytes: size),
            layout.first == first, layout.segment == segment, layout.segmentChecksum == segmentChecksum,
            let front = try? file.bytes(
                at: UInt64(IndexRunLayout.headerBytes), count: layout.frontBytes),
            CRC32C.checksum(front) == checksum,
            let filter = BloomFilter(bytes: Array(front.suffix(layout.filterBytes)))
        else {
            file.close()
            return nil
        }
        self.header = header
        self.file = HeldFile(file, path: path, in: open)
        self.layout = layout
        self.filter = filter
        table = Array(front.prefix(front.count - layout.filterBytes))
        guard size > Self.smallBytes || isWhole() else { return nil }
    }

    /// Whether every page has its checksum. Reads the whole file.
    func isWhole() -> Bool {
        for section in IndexRunLayout.Section.allCases {
            for page in 0..<layout.pageCount(section) where (try? self.page(section, page)) == nil {
                return false
            }
        }
        return true
    }

    /// Places that may match, ascending.
    func places(_ query: IndexQuery) throws(IndexRunError) -> [UInt32] {
        guard filter.mayContain(query.fingerprint) else { return [] }
        let places =
            switch query.kind {
            case .eventID: try pairs(.eventIDs, query.fingerprint)
            case .recordKey: try pairs(.recordKeys, query.fingerprint)
            case .label: try labelPlaces(query.fingerprint)
            }
        guard places.allSatisfy({ UInt64($0) < layout.count }) else { throw .damaged }
        return places
    }

    /// The bytes of a page, checked.
    func page(_ section: IndexRunLayout.Section, _ page: Int) throws(IndexRunError) -> [UInt8] {
        let offset = layout.offset(section) + page * section.pageEntries * section.width
        let count = layout.entryCount(section, page: page) * section.width
        let bytes = try file.read(check: check, failing: Self.failure) { file throws(DurableIOError) in
            try file.bytes(at: UInt64(offset), count: count)
        }
        let at = (layout.firstPage(section) + page) * IndexRunLayout.tableEntryBytes
        guard CRC32C.checksum(bytes) == table.withUnsafeBytes({ $0.little(UInt32.self, at: at) }) else {
            throw .damaged
        }
        return bytes
    }

    /// A file that was closed meanwhile may have been replaced or removed: then this run is none any more.
    private func check(_ file: any File) throws(IndexRunError) {
        let found: [UInt8]
        do throws(DurableIOError) { found = try file.bytes(at: 0, count: header.count) } catch {
            throw Self.failure(error)
        }
        guard found == header else { throw .damaged }
    }

    private static func failure(_ error: DurableIOError) -> IndexRunError {
        [.truncated, .notFound].contains(error.code) ? .damaged : .storage(error)
    }

    /// Calls `body` with each entry of a key, from the first on.
    private func forEachEntry(
        _ section: IndexRunLayout.Section, _ key: UInt64, _ body: (UnsafeRawBufferPointer, Int) -> Void
    ) throws(IndexRunError) {
        // The key may begin in the page before the first that begins with it.
        var page = max(0, pagesBelow(section, key) - 1)
        let width = section.width
        while page < layout.pageCount(section), firstKey(section, page) <= key {
            let bytes = try self.page(section, page)
            bytes.withUnsafeBytes { buffer in
                var low = 0
                var high = buffer.count / width
                while low < high {
                    let middle = (low + high) / 2
                    if buffer.little(UInt64.self, at: middle * width) < key {
                        low = middle + 1
                    } else {
                        high = middle
                    }
                }
                while low < buffer.count / width, buffer.little(UInt64.self, at: low * width) == key {
                    body(buffer, low * width)
                    low += 1
                }
            }
            page += 1
        }
    }

    private func pairs(
        _ section: IndexRunLayout.Section, _ key: UInt64
    ) throws(IndexRunError) -> [UInt32] {
        var out: [UInt32] = []
        try forEachEntry(section, key) { buffer, at in out.append(buffer.little(UInt32.self, at: at + 8)) }
        return out
    }

    private func labelPlaces(_ hash: UInt64) throws(IndexRunError) -> [UInt32] {
        var range: Range<Int>?
        try forEachEntry(.labels, hash) { buffer, at in
            let start = Int(buffer.little(UInt32.self, at: at + 8))
            range = start..<(start + Int(buffer.little(UInt32.self, at: at + 12)))
        }
        guard let range else { return [] }
        guard range.upperBound <= layout.entries[IndexRunLayout.Section.places.rawValue] else {
            throw .damaged
        }
        var out: [UInt32] = []
        out.reserveCapacity(range.count)
        let pageEntries = IndexRunLayout.Section.places.pageEntries
        var next = range.lowerBound
        while next < range.upperBound {
            let page = next / pageEntries
            let start = page * pageEntries
            let upTo = min(range.upperBound, start + pageEntries)
            let bytes = try self.page(.places, page)
            bytes.withUnsafeBytes { buffer in
                for index in next..<upTo { out.append(buffer.little(UInt32.self, at: (index - start) * 4)) }
            }
            next = upTo
        }
        return out
    }

    /// How many of a section's pages begin with a key below `key`.
    private func pagesBelow(_ section: IndexRunLayout.Section, _ key: UInt64) -> Int {
        var low = 0
        var high = layout.pageCount(section)
        while low < high {
            let middle = (low + high) / 2
            if firstKey(section, middle) < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func firstKey(_ section: IndexRunLayout.Section, _ page: Int) -> UInt64 {
        let at = (layout.firstPage(section) + page) * IndexRunLayout.tableEntryBytes + 4
        return table.withUnsafeBytes { $0.little(UInt64.self, at: at) }
    }
}
