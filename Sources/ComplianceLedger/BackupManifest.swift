import DurableIO
import LedgerModel
import LogFormat
import Merkle

/// What a backup holds: the `manifest` file, written last.
///
/// Lines as in the ledger's other small files: the format's version, the ledger's id, its epoch, how many
/// events there are and their root, the signed note over the latest of them in base64, and for each file its
/// SHA-256 in hexadecimal, how many bytes it has, and its path.
struct BackupManifest: Hashable, Sendable {
    static let formatVersion = 1
    /// The largest manifest that is read: half a million files.
    static let mostBytes = 64 << 20
    /// The most lines that it has: each of them names a file's digest, and is longer than that.
    static let mostLines = mostBytes / (2 * SHA256Digest.byteCount)

    /// A file.
    struct Entry: Hashable, Sendable {
        var path: BackupPath
        var bytes: UInt64
        var digest: SHA256Digest
    }

    var ledger: LedgerID
    var epoch: UInt32
    var head: TreeHead
    /// The signed note that was published last; nil where there was none.
    var checkpoint: [UInt8]?
    var entries: [Entry]

    /// The entry of a file; nil where the backup does not have it.
    subscript(path: BackupPath) -> Entry? { entries.first { $0.path == path } }

    /// How many bytes all files have.
    var bytes: UInt64 { entries.reduce(0) { $0 + $1.bytes } }

    var encoded: [UInt8] {
        var lines = [
            (name: "format", value: String(Self.formatVersion)), ("ledger", ledger.description),
            ("epoch", String(epoch)), ("size", String(head.size)), ("root", head.root.base64),
        ]
        if let checkpoint { lines.append(("checkpoint", Base64.encode(checkpoint))) }
        for entry in entries {
            lines.append(("file", "\(entry.digest.hex) \(entry.bytes) \(entry.path.text)"))
        }
        return LineFile(lines).bytes
    }

    /// Reads the manifest of a backup.
    /// - Throws: where the folder is no backup, or one that another version made.
    static func read(_ layout: LedgerLayout, files: any FileSystem) throws(LedgerError) -> BackupManifest {
        let path = layout.manifest
        let found = try onFiles { () throws(DurableIOError) in try files.information(path) }
        guard let found else { throw .notABackup(path: layout.root, reason: "it has no manifest") }
        guard found.kind == .file else {
            throw .notABackup(path: layout.root, reason: "its manifest is not a plain file")
        }
        let bytes = try onFiles { () throws(DurableIOError) in
            try files.contents(of: path, limit: mostBytes)
        }
        guard let bytes, let file = LineFile(bytes, mostLines: mostLines) else {
            throw .damagedBackup(path: path, reason: "its checksum is not that of its lines")
        }
        let version = file["format"] ?? "none"
        guard Int(version) == formatVersion else {
            throw .notABackup(
                path: layout.root,
                reason: "its manifest is of format version \(version); this program knows version "
                    + "\(formatVersion)")
        }
        return try BackupManifest(file, path)
    }

    private init(_ file: LineFile, _ path: String) throws(LedgerError) {
        guard let id = file["ledger"].flatMap({ Bits128(guid: $0) }),
            let epoch = file["epoch"].flatMap({ UInt32($0) }),
            let size = file["size"].flatMap({ UInt64($0) }),
            let root = file["root"].flatMap({ SHA256Digest(base64: Array($0.utf8)) })
        else { throw .damagedBackup(path: path, reason: "a line is missing or not what it must be") }
        ledger = LedgerID(id)
        self.epoch = epoch
        head = TreeHead(size: size, root: root)
        checkpoint = file["checkpoint"].flatMap { Base64.decode(Array($0.utf8)) }
        entries = []
        var known: Set<BackupPath> = []
        var total: UInt64 = 0
        for (number, line) in file.lines.enumerated() where line.name.utf8.elementsEqual("file".utf8) {
            let wrong = LedgerError.damagedBackup(
                path: path, reason: "line \(number + 1) names no file of a ledger, or not as it must")
            let words = line.value.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 3, let digest = SHA256Digest(hex: Array(words[0].utf8)),
                let bytes = UInt64(words[1]), let path = BackupPath(String(words[2])),
                known.insert(path).inserted
            else { throw wrong }
            let (sum, isTooLarge) = total.addingReportingOverflow(bytes)
            guard !isTooLarge, sum <= UInt64(Int64.max) else { throw wrong }
            total = sum
            entries.append(Entry(path: path, bytes: bytes, digest: digest))
        }
        for needed in [BackupPath.origin, .quarantineSize, .commit]
        where !known.contains(needed) {
            throw .damagedBackup(path: path, reason: "it does not name \(needed.text)")
        }
    }

    init(
        ledger: LedgerID, epoch: UInt32, head: TreeHead, checkpoint: [UInt8]?, entries: [Entry]
    ) {
        self.ledger = ledger
        self.epoch = epoch
        self.head = head
        self.checkpoint = checkpoint
        self.entries = entries
    }
}
