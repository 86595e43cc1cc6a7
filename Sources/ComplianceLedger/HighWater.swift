import DurableIO
import Merkle

/// The largest tree that was ever signed: the `highwater` file. Nothing smaller, and no other root of that
/// size, is signed again.
public struct HighWater: Hashable, Sendable {
    public let size: UInt64
    let root: SHA256Digest

    init(_ head: TreeHead) {
        size = head.size
        root = head.root
    }

    var head: TreeHead { TreeHead(size: size, root: root) }

    var bytes: [UInt8] { LineFile([("size", String(size)), ("root", root.base64)]).bytes }

    /// Reads the file; nil where nothing was signed yet.
    static func read(_ layout: LedgerLayout, files: any FileSystem) throws(LedgerError) -> HighWater? {
        guard
            let bytes = try onFiles({ () throws(DurableIOError) in
                try files.contents(of: layout.highWater, limit: 65_536)
            })
        else { return nil }
        guard let mark = HighWater(bytes) else {
            throw .damagedFile(path: layout.highWater, reason: "its checksum or one of its lines is wrong")
        }
        return mark
    }

    /// Reads the file's bytes; nil where its checksum or one of its lines is wrong.
    init?(_ bytes: [UInt8]) {
        guard let file = LineFile(bytes), let size = file["size"].flatMap({ UInt64($0) }),
            let root = file["root"].flatMap({ SHA256Digest(base64: Array($0.utf8)) })
        else { return nil }
        self.init(TreeHead(size: size, root: root))
    }
}
