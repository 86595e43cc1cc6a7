import LogFormat

/// Where what stands in an index file.
///
/// A file holds a run: the index of the records `first` to `first + count` of one segment. A header; a table
/// with the CRC-32C and the first key of each page; a Bloom filter over all fingerprints; then four sections:
/// event ids and record keys (fingerprint, place; sorted), labels (hash, start and count; sorted by hash),
/// and the labels' places. A place is a record's number less `first`. A page is a fixed number of entries,
/// about 4 KiB; the last of a section may hold fewer. Integers are little-endian.
///
/// Valid if and only if: magic, version and both checksums of the front are right; the segment's checksum is
/// that of the segment's header; the lengths add up to the file's; the filter has the size that its
/// fingerprints need; each page has its checksum; each place is below `count`.
struct IndexRunLayout: Sendable {
    static let magic: [UInt8] = [0x89, 0x50, 0x52, 0x42, 0x58, 0x0D, 0x0A, 0x1A]
    static let version: UInt32 = 2
    static let headerBytes = 96
    static let tableEntryBytes = 12
    /// The most bytes of table and filter, which are kept in memory: those of a GiB of records.
    static let frontBytesMaximum = 1 << 30

    enum Section: Int, CaseIterable {
        case eventIDs, recordKeys, labels, places

        /// The size of an entry.
        var width: Int { [12, 12, 16, 4][rawValue] }
        /// How many entries make a page.
        var pageEntries: Int { [340, 340, 256, 1_024][rawValue] }
    }

    /// The segment's first record, and what its header's checksum is.
    var segment: UInt64
    var segmentChecksum: UInt32
    /// Records covered.
    var first: UInt64
    var count: UInt64
    /// Where in the segment the last record covered ends; 0 where that was not known.
    var byteEnd: UInt64
    /// Entries of each section.
    var entries: [Int]
    var filterBytes: Int

    /// The number of the record behind the last one covered.
    var end: UInt64 { first + count }

    func pageCount(_ section: Section) -> Int {
        (entries[section.rawValue] + section.pageEntries - 1) / section.pageEntries
    }

    /// The number of a section's first page in the table.
    func firstPage(_ section: Section) -> Int {
        Section.allCases[..<section.rawValue].reduce(0) { $0 + pageCount($1) }
    }

    /// The table and the filter.
    var frontBytes: Int {
        Section.allCases.reduce(0) { $0 + pageCount($1) } * Self.tableEntryBytes + filterBytes
    }

    /// Where a section begins.
    func offset(_ section: Section) -> Int {
        Section.allCases[..<section.rawValue].reduce(Self.headerBytes + frontBytes) {
            $0 + entries[$1.rawValue] * $1.width
        }
    }

    /// The size of the whole file.
    var fileBytes: Int {
        Section.allCases.reduce(Self.headerBytes + frontBytes) { $0 + entries[$1.rawValue] * $1.width }
    }

    /// How many entries a page holds.
    func entryCount(_ section: Section, page: Int) -> Int {
        min(section.pageEntries, entries[section.rawValue] - page * section.pageEntries)
    }

    /// The header's bytes.
    func encoded(frontChecksum: UInt32) -> [UInt8] {
        var out = Self.magic
        out.appendLittle(Self.version)
        out.appendLittle(segmentChecksum)
        for value in [segment, first, count, byteEnd] { out.appendLittle(value) }
        for value in entries { out.appendLittle(UInt64(value)) }
        out.appendLittle(UInt64(filterBytes))
        out.appendLittle(frontChecksum)
        out.appendLittle(CRC32C.checksum(out))
        return out
    }

    /// Reads a header; nil where it is none, or its lengths are not the file's.
    static func read(_ header: [UInt8], fileBytes: UInt64) -> (layout: IndexRunLayout, front: UInt32)? {
        guard header.count == headerBytes else { return nil }
        return header.withUnsafeBytes { bytes -> (layout: IndexRunLayout, front: UInt32)? in
            guard bytes.prefix(8).elementsEqual(magic), bytes.little(UInt32.self, at: 8) == version,
                bytes.little(UInt32.self, at: 92)
                    == CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<92]))
            else { return nil }
            let values = (0..<9).map { bytes.little(UInt64.self, at: 16 + 8 * $0) }
            // No length can overflow below these bounds.
            guard values[2] > 0, values[4...7].allSatisfy({ $0 <= UInt64(UInt32.max) }),
                values[8] <= UInt64(UInt32.max) * 8, values[4] == values[2],
                values[0] <= values[1], !values[1].addingReportingOverflow(values[2]).overflow
            else { return nil }
            let layout = IndexRunLayout(
                segment: values[0], segmentChecksum: bytes.little(UInt32.self, at: 12), first: values[1],
                count: values[2], byteEnd: values[3], entries: values[4...7].map { Int($0) },
                filterBytes: Int(values[8]))
            let fingerprints = layout.entries[..<Section.places.rawValue].reduce(0, +)
            guard UInt64(layout.fileBytes) == fileBytes, layout.frontBytes <= frontBytesMaximum,
                layout.filterBytes == BloomFilter.byteCount(capacity: fingerprints)
            else { return nil }
            return (layout, bytes.little(UInt32.self, at: 88))
        }
    }
}
