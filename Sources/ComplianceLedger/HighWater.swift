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
        return try HighWater(bytes, path: layout.highWater)
    }

    /// Reads the file's bytes.
    init(_ bytes: [UInt8], path: String) throws(LedgerError) {
        let file = try LineFile.read(bytes, path: path)
        guard let size = file["size"].flatMap({ UInt64($0) }),
            let root = file["root"].flatMap({ SHA256Digest(base64: Array($0.utf8)) })
        else { throw .damagedFile(path: path, reason: "a line is missing or not what it must be") }
        self.init(TreeHead(size: size, root: root))
    }
}
