import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle

@testable import ComplianceLedger

extension ParserTarget {
    private static let root = MerkleHash.leaf([7])
    private static let layout = LedgerLayout(root: "ledger")

    /// Files with these bytes behind the checksum that fits them.
    private static func files(_ path: String, _ input: UnsafeRawBufferPointer) -> SimulatedFileSystem {
        let files = SimulatedFileSystem()
        try? files.createDirectory("ledger", permissions: 0o700)
        try? files.createDirectory("ledger/quarantine", permissions: 0o700)
        var body = Array(input)
        if body.last != UInt8(ascii: "\n") { body.append(UInt8(ascii: "\n")) }
        let checksum = String(CRC32C.checksum(body), radix: 16)
        let zeros = String(repeating: "0", count: 8 - checksum.count)
        files.setContents(path, body + Array("crc32c \(zeros)\(checksum)\n".utf8))
        return files
    }

    /// A file's lines without the checksum.
    private static func body(_ bytes: [UInt8]) -> [UInt8] { bytes.dropLast("crc32c 00000000\n".utf8.count) }

    private static func again(_ path: String, _ bytes: [UInt8]) -> SimulatedFileSystem {
        body(bytes).withUnsafeBytes { files(path, $0) }
    }

    private static func origin(epoch: UInt32) -> [UInt8] {
        let lines = [
            (name: "format", value: "1"), ("origin", "ledger.example/test"), ("ledger", ledger.description),
            ("epoch", String(epoch)), ("key", "ledger.example/test+33d7b496+AeymY"), ("secret", "00ff"),
        ]
        let more = [(name: "began", value: "5 \(root.base64)"), (name: "segment-bytes", value: "4096")]
        return body(LineFile(epoch == 0 ? lines : lines + more).bytes)
    }

    static let origin = ParserTarget(
        name: "origin",
        seeds: { [origin(epoch: 0), origin(epoch: 2)] },
        check: { input in
            guard let read = try? LedgerOrigin.read(layout, files: files(layout.origin, input)) else {
                return nil
            }
            let second = try? LedgerOrigin.read(layout, files: again(layout.origin, read.bytes))
            return second == read ? nil : "an origin is another one when it is read again"
        })

    static let manifest = ParserTarget(
        name: "manifest",
        seeds: {
            let entries = ["origin", "quarantine/size", "commit", "log/00000000000000000000.seg"].compactMap {
                BackupPath($0).map { BackupManifest.Entry(path: $0, bytes: 5, digest: root) }
            }
            return [nil, Array("note".utf8)].map {
                body(
                    BackupManifest(
                        ledger: ledger, epoch: 1, head: TreeHead(size: 4, root: root), checkpoint: $0,
                        entries: entries
                    ).encoded)
            }
        },
        check: { input in
            guard let read = try? BackupManifest.read(layout, files: files(layout.manifest, input)) else {
                return nil
            }
            for entry in read.entries {
                let parts = entry.path.text.utf8.split(
                    separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
                guard !entry.path.text.utf8.contains(0),
                    !parts.contains(where: { $0.elementsEqual("..".utf8) }),
                    parts.allSatisfy({ !$0.isEmpty })
                else { return "a path of a backup leads out of it" }
            }
            let second = try? BackupManifest.read(layout, files: again(layout.manifest, read.encoded))
            return second == read ? nil : "a manifest is another one when it is read again"
        })

    /// The small files whose lines are numbers and digests: what the highest checkpoint was, what was cut,
    /// what was rolled back, where the quarantine ends.
    static let marks = ParserTarget(
        name: "marks",
        seeds: {
            let store = LedgerStores(layout, ledger: ledger, files: SimulatedFileSystem()).quarantine
            return [
                HighWater(TreeHead(size: 5, root: root)).bytes,
                LineFile([("cut", "5 6 0 64 \(root.base64)")]).bytes,
                LineFile([
                    ("rollback", "1 5 \(root.base64) 9 \(root.base64) AAAA"),
                    ("rollback", "2 5 \(root.base64) - - AAAA"),
                ]).bytes,
                LineFile([
                    ("ledger", store.ledger.description), ("records", "5"), ("segment", "0"), ("byte", "99"),
                ]).bytes,
            ].map { body($0) }
        },
        check: { input in
            let mended = files("ledger/any", input).contents("ledger/any") ?? []
            // A file without lines is never written.
            guard let file = LineFile(mended), !file.lines.isEmpty else { return nil }
            guard let second = LineFile(file.bytes), second.bytes == file.bytes else {
                return "lines are others when they are read again"
            }
            if let mark = try? HighWater(mended, path: ""), (try? HighWater(mark.bytes, path: "")) != mark {
                return "a high water mark is another one when it is read again"
            }
            if let cuts = try? PendingRecovery.read(layout, files: files(layout.recovery, input)),
                !cuts.cuts.isEmpty
            {
                let other = files(layout.recovery, input)
                guard (try? cuts.write(layout, files: other)) != nil,
                    (try? PendingRecovery.read(layout, files: other)) == cuts
                else { return "cuts are others when they are read again" }
            }
            if let restored = try? PendingRestore.read(layout, files: files(layout.restored, input)),
                !restored.rollbacks.isEmpty
            {
                let other = files(layout.restored, input)
                guard (try? restored.write(layout, files: other)) != nil,
                    (try? PendingRestore.read(layout, files: other)) == restored
                else { return "rollbacks are others when they are read again" }
            }
            let place = files("ledger/quarantine/size", input)
            let store = LedgerStores(layout, ledger: ledger, files: place).quarantine
            if let mark = try? QuarantineMark.read(store) {
                guard (try? mark.write(store)) != nil, (try? QuarantineMark.read(store)) == mark else {
                    return "the quarantine's mark is another one when it is read again"
                }
            }
            return nil
        })
}
