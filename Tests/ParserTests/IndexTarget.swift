import DurabilitySimulation
import DurableIO
import LogFormat

@testable import LogStore

extension ParserTarget {
    private static let path = "index"
    private static let segmentChecksum: UInt32 = 7

    /// A run of the index: as it is, and with the checksums of front and pages made to fit.
    static let index = ParserTarget(
        name: "index",
        seeds: { [try run(records: 1), try run(records: 40), try run(records: 400)] },
        check: { input in
            _ = open(Array(input))
            var bytes = Array(input)
            guard let layout = mend(&bytes) else { return nil }
            guard let run = open(bytes) else { return nil }
            guard run.isWhole() else {
                return "the checksums of a run's pages are right, and it is not whole"
            }
            return layout.problem(run)
        })

    /// A run's bytes.
    private static func run(records: UInt64) throws -> [UInt8] {
        var held = SegmentIndex(first: 3)
        for number in 0..<records {
            held.addRecord(eventID: number &* 0x9E37_79B9_7F4A_7C15)
            if number % 3 == 0 { held.addRecordKey(number &* 0xBF58_476D_1CE4_E5B9) }
            for label in 0..<(number % 4) { held.addLabel(label &* 0x94D0_49BB_1331_11EB) }
        }
        let files = SimulatedFileSystem()
        let writer = IndexRunWriter(
            runs: [], held: held, segmentChecksum: segmentChecksum, byteEnd: 1_000)
        try files.createDirectory("log", permissions: 0o700)
        try writer.write(to: "log/" + path, files: files)
        return files.contents("log/" + path) ?? []
    }

    private static func open(_ bytes: [UInt8]) -> IndexRunFile? {
        let files = SimulatedFileSystem()
        files.setContents(path, bytes)
        return IndexRunFile(
            path: path, first: 3, segment: 3, segmentChecksum: segmentChecksum,
            open: OpenFiles(files, limit: 4))
    }

    /// Makes the checksums fit; nil where the lengths do not.
    private static func mend(_ bytes: inout [UInt8]) -> IndexRunLayout? {
        guard bytes.count >= IndexRunLayout.headerBytes else { return nil }
        bytes.storeLittle(CRC32C.checksum(bytes[..<92]), at: 92)
        let header = Array(bytes[..<IndexRunLayout.headerBytes])
        guard let layout = IndexRunLayout.read(header, fileBytes: UInt64(bytes.count))?.layout else {
            return nil
        }
        for section in IndexRunLayout.Section.allCases {
            for page in 0..<layout.pageCount(section) {
                let start = layout.offset(section) + page * section.pageEntries * section.width
                let count = layout.entryCount(section, page: page) * section.width
                let entry = (layout.firstPage(section) + page) * IndexRunLayout.tableEntryBytes
                bytes.storeLittle(
                    CRC32C.checksum(bytes[start..<(start + count)]), at: IndexRunLayout.headerBytes + entry)
            }
        }
        let front = bytes[IndexRunLayout.headerBytes..<(IndexRunLayout.headerBytes + layout.frontBytes)]
        bytes.replaceSubrange(
            ..<IndexRunLayout.headerBytes, with: layout.encoded(frontChecksum: CRC32C.checksum(front)))
        return layout
    }
}

extension IndexRunLayout {
    /// What does not hold of a run that was opened: its look-ups and its merging stay within what it holds.
    fileprivate func problem(_ run: IndexRunFile) -> String? {
        guard run.layout.encoded(frontChecksum: 0) == encoded(frontChecksum: 0) else {
            return "a run's layout is not the one that was read"
        }
        var keys: Set<UInt64> = [0, .max, 0x9E37_79B9_7F4A_7C15, 0x94D0_49BB_1331_11EB]
        for section in [Section.eventIDs, .recordKeys, .labels] where pageCount(section) > 0 {
            guard let page = try? run.page(section, 0) else { return "a page is not read twice" }
            for at in stride(from: 0, to: min(page.count, 4 * section.width), by: section.width) {
                keys.insert(page.withUnsafeBytes { $0.little(UInt64.self, at: at) })
            }
        }
        for key in keys {
            for kind in IndexQuery.Kind.allCases {
                guard let places = try? run.places(IndexQuery(kind: kind, fingerprint: key)) else { continue }
                guard places.count <= entries.reduce(0, +), places.allSatisfy({ UInt64($0) < count }) else {
                    return "a look-up found a place that the run does not hold"
                }
            }
        }
        let sources: [any IndexEntrySource] = [
            PairEntries(run, .eventIDs, offset: 0), PairEntries(run, .recordKeys, offset: 0),
            LabelEntries(run, offset: 0),
        ]
        for (source, section) in zip(sources, [Section.eventIDs, .recordKeys, .places]) {
            var batch: [IndexEntry] = []
            var total = 0
            while (try? source.next(&batch)) != nil, !batch.isEmpty { total += batch.count }
            guard total <= entries[section.rawValue] else { return "a section gives more than it holds" }
        }
        return nil
    }
}
