import Attestation
import DeterministicCBOR
import DurabilitySimulation
import DurableIO
import FaultRecords
import Glibc
import LedgerModel
import LogFormat
import RecordFormat
import Testing

@testable import ComplianceLedger
@testable import LogStore

/// Small inputs that claim to be large, or become so.
@Suite("Bombs", .serialized)
struct BombTests {
    /// The most memory that all tests of the process took so far, in bytes.
    private static var peak: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1_024
    }

    /// What the bombs here claim or become, each of them, is more than four times this.
    private static let mostGrowth = 1 << 30

    private static func report(_ row: String, _ fault: String, _ test: String, before: Int, failed: Bool) {
        var record = FaultRecord(
            row, .parsers, fault: fault,
            expectation: "It is refused by a typed error before it takes memory",
            test: "BombTests/\(test)")
        let grown = peak - before
        #expect(grown < mostGrowth, "\(row): \(grown >> 20) MiB more")
        record.committed = 1
        record.failed = failed || grown >= mostGrowth ? 1 : 0
        record.report()
    }

    /// A block of LZ4 that becomes one byte, repeated, and how many there are.
    private static func repeating(_ byte: UInt8, extensions: Int) -> (stored: [UInt8], count: Int) {
        let match: [UInt8] = [0x1F, byte, 1, 0]
        let ending: [UInt8] = [0, 0x50, byte, byte, byte, byte, byte]
        return (
            match + [UInt8](repeating: 255, count: extensions) + ending, 1 + 19 + 255 * extensions + 5
        )
    }

    private static func decode(_ stored: [UInt8], raw: Int, count: Int) -> Outcome<DecodedBlock> {
        let header = BlockHeader(
            codec: .lz4, batch: 0, blockIndex: 0, blockCount: 1, first: 0, count: UInt32(count),
            rawLength: UInt32(raw), storedLength: UInt32(stored.count),
            storedChecksum: CRC32C.checksum(stored), earliest: .earliest, latest: .latest, durableThrough: 0,
            privateThrough: 0, identitiesThrough: 0, segmentChecksum: 7)
        return Outcome {
            try header.encoded.withUnsafeBytes { buffer in
                let header = try BlockHeader(buffer, segmentChecksum: 7)
                return try stored.withUnsafeBytes { try BlockCodec.decode(header, stored: $0) }
            }
        }
    }

    @Test("LZ4 that becomes more than its block says, or more than any block may have, is refused")
    func lz4() throws {
        let before = Self.peak
        // 256 times itself: 4 GiB.
        let large = Self.repeating(0, extensions: BlockHeader.rawBytesMaximum - 11)
        #expect(large.count > 4 * Self.mostGrowth)
        let most = BlockHeader.rawBytesMaximum
        var isRight = true
        for (raw, count) in [(most, 1), (most, most / 4)] {
            let found = Self.decode(large.stored, raw: raw, count: count)
            if case .refused(FormatError.compression) = found { continue }
            isRight = false
        }
        let small = Self.repeating(0, extensions: 1_000)
        for raw in [small.count - 1, small.count + 1, 100_000] {
            if case .refused(FormatError.compression) = Self.decode(small.stored, raw: raw, count: 1) {
                continue
            }
            isRight = false
        }
        // What is as long as it says, and no longer than any, is read: here, empty records.
        let fitting = Self.repeating(0, extensions: 1_001)
        let records = fitting.count / BlockCodec.frameBytes
        let read = Self.decode(fitting.stored, raw: fitting.count, count: records).value
        isRight = isRight && read?.count == records && fitting.count % BlockCodec.frameBytes == 0
        #expect(isRight)
        Self.report(
            "bomb-lz4", "A block of 17 MiB of LZ4 becomes more than 4 GiB, whatever length its header says",
            "lz4", before: before, failed: !isRight)
    }

    @Test("CBOR that is nested without end, or counts to 2^64, is refused")
    func cbor() {
        let before = Self.peak
        var bombs: [[UInt8]] = [
            [UInt8](repeating: 0x81, count: 1 << 20) + [0],
            (0..<(1 << 18)).flatMap { _ in [0xA1, 0x01] as [UInt8] } + [0],
        ]
        for major in [2, 3, 4, 5] as [UInt8] {
            for value in [UInt64(UInt32.max), 1 << 40, .max >> 1, .max] {
                bombs.append([major << 5 | 27] + withUnsafeBytes(of: value.bigEndian) { Array($0) } + [0, 0])
            }
        }
        var isRight = true
        for bomb in bombs {
            isRight = isRight && Outcome { try CBORDiagnostic.text(of: bomb) }.value == nil
            bomb.withUnsafeBytes { bytes in
                isRight = isRight && Outcome { try RecordView.validate(bytes, at: .first) }.value == nil
                isRight = isRight && Outcome { try IdentityEntry(bytes) }.value == nil
                for read in [
                    { (reader: inout CBORReader) in _ = try reader.validateItem() },
                    { (reader: inout CBORReader) in _ = try reader.skipItem() },
                ] {
                    var reader = CBORReader(bytes)
                    isRight = isRight && Outcome { try read(&reader) }.value == nil && reader.offset == 0
                }
            }
            let salted = [UInt8](repeating: 7, count: PrivateRecord.saltBytes) + bomb
            isRight = isRight && Outcome { try PrivateRecord(salted) }.value == nil
            isRight = isRight && Outcome { try QuarantineRecord(bomb) }.value == nil
        }
        #expect(isRight)
        Self.report(
            "bomb-cbor", "Items are nested a million deep, or say that up to 2^64 bytes or items follow",
            "cbor", before: before, failed: !isRight)
    }

    @Test("a checkpoint's note with a million signatures is refused, also where it is short enough")
    func signatures() {
        let before = Self.peak
        let text = "example.com/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
        let line = "— l AAAAAAE=\n"
        let most = (SignedNote.maximumBytes - text.utf8.count - 1) / line.utf8.count
        var isRight = true
        for (count, isShort) in [(1_000_000, false), (most, true), (101, true)] {
            let note = Array((text + "\n" + String(repeating: line, count: count)).utf8)
            let expected: NoteError =
                isShort
                ? .tooManySignatures(limit: SignedNote.maximumSignatures)
                : .tooLong(found: note.count, limit: SignedNote.maximumBytes)
            guard
                case .refused(CheckpointError.note(let error)) = Outcome({ try UnverifiedCheckpoint(note) }),
                error == expected
            else {
                isRight = false
                continue
            }
        }
        let lines = String(repeating: "x\n", count: 500_000)
        let extended = Array((text + lines + "\n" + line).utf8)
        isRight = isRight && Outcome { try UnverifiedCheckpoint(extended) }.value?.note.bytes == extended
        #expect(isRight)
        Self.report(
            "bomb-note", "A note has a million signature lines, or half a million lines behind its root",
            "signatures", before: before, failed: !isRight)
    }

    @Test("a backup's manifest of nothing but lines is refused")
    func manifest() throws {
        let before = Self.peak
        let count = BackupManifest.mostBytes / 2 / TestEffort.count(16, nightly: 1)
        var body: [UInt8] = []
        body.reserveCapacity(2 * count)
        for _ in 0..<count {
            body.append(UInt8(ascii: " "))
            body.append(UInt8(ascii: "\n"))
        }
        let checksum = String(CRC32C.checksum(body), radix: 16)
        body += Array("crc32c \(String(repeating: "0", count: 8 - checksum.count))\(checksum)\n".utf8)
        let files = SimulatedFileSystem()
        try files.createDirectory("backup", permissions: 0o700)
        files.setContents("backup/manifest", Array(body.suffix(BackupManifest.mostBytes)))
        let layout = LedgerLayout(root: "backup")
        let found = Outcome { try BackupManifest.read(layout, files: files) }
        var isRight = false
        if case .refused(LedgerError.damagedBackup) = found { isRight = true }
        #expect(isRight)
        Self.report(
            "bomb-manifest", "The manifest of a backup is as long as any, and each of its lines two bytes",
            "manifest", before: before, failed: !isRight)
    }

    @Test("small files that are large are refused before they are read")
    func smallFiles() throws {
        let before = Self.peak
        let files = SimulatedFileSystem()
        for folder in ["ledger", "ledger/quarantine"] {
            try files.createDirectory(folder, permissions: 0o700)
        }
        let layout = LedgerLayout(root: "ledger")
        let store = LedgerStores(layout, ledger: ParserTarget.ledger, files: files).quarantine
        let paths = [layout.origin, layout.highWater, layout.commit, layout.recovery, store.path + "/size"]
        for path in paths + [layout.restored] {
            files.setContents(path, [UInt8](repeating: 0x61, count: (1 << 20) + 1))
        }
        let readings: [() throws -> Void] = [
            { _ = try LedgerOrigin.read(layout, files: files) },
            { _ = try HighWater.read(layout, files: files) },
            { _ = try CommitFile.read(path: layout.commit, files: files) },
            { _ = try PendingRecovery.read(layout, files: files) }, { _ = try QuarantineMark.read(store) },
            { _ = try PendingRestore.read(layout, files: files) },
        ]
        var isRight = true
        for reading in readings {
            switch Outcome(reading) {
            case .refused(LedgerError.storage(let error)) where error.code == .tooLarge: continue
            case .refused(LogStoreError.storage(let error)) where error.code == .tooLarge: continue
            default: isRight = false
            }
        }
        #expect(isRight)
        Self.report(
            "bomb-small-files", "Each of the small files is longer than any is", "smallFiles", before: before,
            failed: !isRight)
    }

    @Test("an index that says it keeps gigabytes in memory is refused, though its file is as long")
    func index() {
        let before = Self.peak
        var isRight = true
        for entries in [1, 1_000_000, Int(UInt32.max)] {
            for filter in [64, 32 << 30] {
                var layout = IndexRunLayout(
                    segment: 3, segmentChecksum: 7, first: 3, count: UInt64(entries), byteEnd: 0,
                    entries: [entries, entries, entries, entries], filterBytes: filter)
                let header = layout.encoded(frontChecksum: 0)
                let size = UInt64(layout.fileBytes)
                let needed = BloomFilter.byteCount(capacity: 3 * entries)
                if filter != needed {
                    isRight = isRight && IndexRunLayout.read(header, fileBytes: size) == nil
                }
                layout.filterBytes = needed
                let own = IndexRunLayout.read(
                    layout.encoded(frontChecksum: 0), fileBytes: UInt64(layout.fileBytes))
                isRight = isRight && (own != nil) == (layout.frontBytes <= IndexRunLayout.frontBytesMaximum)
            }
        }
        #expect(isRight)
        Self.report(
            "bomb-index",
            "An index, as long as it says, says that it has up to 2^32 entries or 32 GiB of filter",
            "index", before: before, failed: !isRight)
    }

    @Test("a tail of nothing but beginnings of blocks costs few readings")
    func beginnings() throws {
        let before = Self.peak
        let files = SimulatedFileSystem()
        try files.createDirectory("store", permissions: 0o700)
        let store = StoreDirectory(path: "store", kind: .log, ledger: ParserTarget.ledger, files: files)
        let header = SegmentHeader(
            kind: .log, ledger: ParserTarget.ledger, first: 0, created: .earliest, epoch: 0)
        let tail = (0..<(1 << 18)).flatMap { _ in BlockHeader.magic }
        files.setContents(store.segmentPath(0), header.encoded + tail)
        files.clearCalls()
        let result = try StoreOpening(store, published: 0).scan(from: nil)
        let readings = files.calls.filter { $0.operation == "read" }.count
        let isRight = result.torn?.byteCount == tail.count && readings < 100
        #expect(isRight, "\(readings) readings")
        Self.report(
            "bomb-beginnings", "A torn tail of a MiB holds a quarter of a million beginnings of blocks",
            "beginnings", before: before, failed: !isRight)
    }
}
