import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat

/// Checks the log's records one after the other: shape, order, versions, times, roots and cited evidence; and
/// the stored hashes against those of the records.
struct LogChecker {
    /// What is wrong, and with which record, where it is one.
    struct Finding {
        var text: String
        var position: UInt64?
        var grade: AuditReport.Finding.Grade
    }

    private let hashes: HashFiles
    private var tiles = TileRuns()
    /// Whether every stored hash is that of its records; known when ``finish()`` was called.
    private(set) var hashesAreWhole = true
    private let digests: [SHA256Digest?]
    private let arePrivateRecordsReadable: Bool
    /// The position that comes next, and whether all before it were seen.
    private var next: UInt64 = 0
    private var isGapless = true
    private var signed: [(size: UInt64, root: SHA256Digest, file: String)]
    private var cited: [Bool]
    private var versions: [StreamName: UInt64] = [:]
    private var recorded = Timestamp.earliest
    private(set) var tree = CompactRange()
    private(set) var findings: [Finding] = []
    /// Findings beyond those that are listed.
    private(set) var unlisted = 0
    /// Records that were seen.
    private(set) var records: UInt64 = 0
    /// Those among them that a newer program wrote.
    private(set) var unknown: UInt64 = 0
    /// What the ledger's own events say was erased, by their positions.
    private(set) var erasures: [(position: UInt64, numbers: ErasedNumbers)] = []
    /// Whose these events are.
    private let source: SourceName
    private let secret: LedgerSecret?
    /// Signed sizes whose root was held against that of the records.
    private(set) var rootsCompared = 0

    /// More than these are counted, not listed.
    private static let listed = 100
    /// Bytes of leaves' hashes that are compared at a time.
    private static let comparedBytes = 1 << 20

    /// - Parameters:
    ///   - source: the ledger itself, as the source of what it says of erasures.
    ///   - secret: shows whether it was the ledger; nil where it cannot be read.
    ///   - digests: those of the private records, by number; nil for one that is not there.
    ///   - arePrivateRecordsReadable: whether one that is not there is not there at all.
    init(
        digests: [SHA256Digest?], arePrivateRecordsReadable: Bool,
        signed: [(size: UInt64, root: SHA256Digest, file: String)],
        hashes: HashFiles, source: SourceName, secret: LedgerSecret?
    ) {
        self.source = source
        self.secret = secret
        self.hashes = hashes
        self.digests = digests
        self.arePrivateRecordsReadable = arePrivateRecordsReadable
        self.signed = signed.sorted { $0.size < $1.size }
        cited = [Bool](repeating: false, count: digests.count)
        rootsCompared = signed.count { $0.size == 0 }
    }

    /// - Parameters:
    ///   - leaves: the hash of each of the block's records.
    ///   - invalid: the records that are none, by their place in the block.
    mutating func check(_ block: DecodedBlock, leaves: [SHA256Digest], invalid: [Int: RecordError]) {
        records += UInt64(block.count)
        // Behind a gap nothing is known of the tree, and versions only grow.
        if block.header.first != next { isGapless = false }
        next = block.header.first + UInt64(block.count)
        for index in 0..<block.count {
            let number = block.header.first + UInt64(index)
            let range = block.range(of: index)
            block.raw.withUnsafeBytes { buffer in
                check(
                    UnsafeRawBufferPointer(rebasing: buffer[range]), leaf: leaves[index],
                    error: invalid[index],
                    at: GlobalPosition(number), header: block.header)
            }
        }
    }

    private mutating func check(
        _ bytes: UnsafeRawBufferPointer, leaf: SHA256Digest, error invalid: RecordError?,
        at position: GlobalPosition, header: BlockHeader
    ) {
        tree.append(leaf: leaf) { level, index, hash in
            tiles.add(level: level, index: index, hash)
        }
        if tiles.leafBytes >= Self.comparedBytes { compareHashes() }
        for mark in signed where isGapless && mark.size == tree.size {
            rootsCompared += 1
            guard mark.root != tree.root else { continue }
            note("the records below position \(mark.size) do not have the root that \(mark.file) says")
        }
        let event: RecordedEvent
        do throws(RecordError) {
            if let invalid { throw invalid }
            event = try RecordView(bytes, at: position).event()
        } catch {
            let isUnknown = error.isOfAnotherVersion
            if isUnknown { unknown += 1 }
            return note(
                "record \(position.value): \(error)", at: position, isUnknown ? .incomplete : .damage)
        }
        if let numbers = ErasureEvent.erased(event, by: source, secret: secret) {
            erasures.append((position.value, numbers))
        }
        if event.recorded < recorded {
            note("record \(position.value): its recorded time goes back", at: position)
        }
        recorded = max(recorded, event.recorded)
        if event.recorded < header.earliest || event.recorded > header.latest {
            note("record \(position.value): its recorded time is not within its block's", at: position)
        }
        let expected = versions[event.stream] ?? 0
        let isNext = event.streamVersion.value == expected
        if !isNext, isGapless && unknown == 0 || event.streamVersion.value < expected {
            note(
                "record \(position.value): version \(event.streamVersion.value) of its stream, "
                    + "expected \(expected)", at: position)
        }
        versions[event.stream] = event.streamVersion.value + 1
        guard let evidence = event.evidence else { return }
        let number = evidence.number.value
        guard number < digests.count, number < header.privateThrough else {
            guard arePrivateRecordsReadable || number >= header.privateThrough else { return }
            return note(
                "record \(position.value): cites private record \(number), which is not there", at: position)
        }
        cited[Int(number)] = true
        if let digest = digests[Int(number)], !digest.bytes.elementsEqual(evidence.digest) {
            note(
                "record \(position.value): private record \(number) does not have the digest that is cited",
                at: position)
        } else if digests[Int(number)] == nil, arePrivateRecordsReadable {
            note("record \(position.value): private record \(number) cannot be read", at: position)
        }
    }

    /// Signed sizes that were never reached.
    func unsignedRoots(end: UInt64) -> [String] {
        signed.filter { $0.size > tree.size && $0.size <= end }.map {
            "\($0.file): \($0.size) events were signed, \(tree.size) are here"
        }
            + signed.filter { $0.size == 0 && $0.root != MerkleHash.emptyRoot }.map {
                "\($0.file): a wrong empty root"
            }
    }

    /// Private records that no event cites, though a later one is cited. Those behind the last cited one are
    /// what a crash leaves, and the next opening cuts them.
    var uncited: [Int] {
        let last = cited.lastIndex(of: true) ?? 0
        return cited.indices.filter { !cited[$0] && $0 < last }
    }

    /// Compares what is left of the hashes; to be called behind the last record.
    mutating func finish() { compareHashes() }

    private mutating func compareHashes() {
        let hashes = hashes
        var isWhole = hashesAreWhole
        tiles.drain { level, index, bytes in
            guard isWhole else { return }
            let end = index + UInt64(bytes.count / SHA256Digest.byteCount)
            let stored = try? hashes.hashes(level: level, indexes: index..<end)
            isWhole =
                stored?.enumerated().allSatisfy { place, hash in
                    let start = place * SHA256Digest.byteCount
                    return hash.bytes.elementsEqual(bytes[start..<(start + SHA256Digest.byteCount)])
                } ?? false
        }
        hashesAreWhole = isWhole
    }

    private mutating func note(
        _ text: String, at position: GlobalPosition? = nil, _ grade: AuditReport.Finding.Grade = .damage
    ) {
        guard findings.count < Self.listed else {
            unlisted += 1
            return
        }
        findings.append(Finding(text: text, position: position?.value, grade: grade))
    }
}
