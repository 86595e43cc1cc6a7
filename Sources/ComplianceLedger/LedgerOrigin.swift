public import Attestation
public import DurableIO
public import LedgerModel
import LogStore
public import Merkle

/// What a ledger is called and how it is told from every other: the `origin` file.
public struct LedgerOrigin: Hashable, Sendable {
    public static let formatVersion = 1

    /// The name under which checkpoints are signed.
    public var name: NoteName
    public var id: LedgerID
    /// Counts the restores that accepted a rollback.
    public var epoch: UInt32
    /// The tree from which the epoch goes on; nil in the first one.
    public var began: TreeHead?
    /// The public key, so that a foreign key file is noticed.
    public var verifierKey: String
    /// The first half of a hash of the secret, so that a foreign secret is noticed.
    public var secretCheck: String
    /// From how many bytes on a segment is full; nil for the usual size.
    public var segmentBytes: UInt64?

    /// The sizes that a segment may have when it is made: one block of the largest record fits, and no reader
    /// has to look through more than a GiB.
    public static let segmentBytesAllowed: ClosedRange<UInt64> = 4_096...(1 << 30)

    /// From how many bytes on a segment of this ledger is full.
    func segmentBytes(in environment: LedgerEnvironment) -> UInt64 {
        segmentBytes ?? environment.segmentBytes
    }

    var bytes: [UInt8] {
        var lines = [
            (name: "format", value: String(Self.formatVersion)), ("origin", name.description),
            ("ledger", id.description), ("epoch", String(epoch)), ("key", verifierKey),
            ("secret", secretCheck),
        ]
        if let began { lines.append(("began", began.text)) }
        if let segmentBytes { lines.append(("segment-bytes", String(segmentBytes))) }
        return LineFile(lines).bytes
    }

    /// The first line of the checkpoints that are signed in this epoch.
    public var checkpointOrigin: Origin { Origin(name, epoch: epoch) }

    init(
        name: NoteName, id: LedgerID, epoch: UInt32, began: TreeHead? = nil, verifierKey: String,
        secretCheck: String, segmentBytes: UInt64? = nil
    ) {
        self.segmentBytes = segmentBytes
        self.name = name
        self.id = id
        self.epoch = epoch
        self.began = began
        self.verifierKey = verifierKey
        self.secretCheck = secretCheck
    }

    /// Reads the file of a ledger.
    public static func read(_ layout: LedgerLayout, files: any FileSystem) throws(LedgerError) -> LedgerOrigin
    {
        guard
            let bytes = try onFiles({ () throws(DurableIOError) in
                try files.contents(of: layout.origin, limit: 65_536)
            })
        else {
            guard isLedger(layout, files: files) else { throw .notALedger(path: layout.root) }
            throw .damagedFile(
                path: layout.origin, reason: "it is missing, though a ledger with events is here")
        }
        let file = try LineFile.read(bytes, path: layout.origin)
        let began = file["began"].flatMap { line in
            let words = line.split(separator: " ")
            return words.count == 2 ? TreeHead(size: words[0], root: words[1]) : nil
        }
        guard file["format"] != nil, let name = file["origin"].flatMap({ NoteName(text: $0) }),
            let id = file["ledger"].flatMap({ Bits128(guid: $0) }),
            let epoch = file["epoch"].flatMap({ UInt32($0) }),
            let key = file["key"], let secret = file["secret"],
            (epoch > 0) == (began != nil), (file["began"] != nil) == (began != nil)
        else { throw .damagedFile(path: layout.origin, reason: "a line is missing or not what it must be") }
        // Ledgers of before have no such line.
        let segmentBytes = file["segment-bytes"].map { UInt64($0) ?? 0 }
        guard segmentBytes.map({ segmentBytesAllowed.contains($0) }) ?? true else {
            throw .damagedFile(path: layout.origin, reason: "the size of segments is not one that is allowed")
        }
        return LedgerOrigin(
            name: name, id: LedgerID(id), epoch: epoch, began: began, verifierKey: key,
            secretCheck: secret, segmentBytes: segmentBytes)
    }

    /// Whether the files that only writing makes are there: then there was an `origin`, which is written
    /// before.
    private static func isLedger(_ layout: LedgerLayout, files: any FileSystem) -> Bool {
        for path in [layout.commit, layout.highWater, layout.checkpoint] {
            if let found = try? files.information(path), found.kind == .file { return true }
        }
        let names = (try? files.list(layout.log)) ?? []
        return names.contains { SegmentName.first(ofSegment: $0) != nil }
    }
}
