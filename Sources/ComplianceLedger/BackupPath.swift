import LogStore

/// The path of a file of a backup, from the backup's folder on: one of the files that a ledger has and that
/// cannot be made again.
///
/// There is no other path, so that no list of paths leads out of the folder.
struct BackupPath: Hashable, Sendable {
    let text: String

    static let origin = BackupPath(known: "origin")
    static let key = BackupPath(known: "key")
    static let secret = BackupPath(known: "secret")
    static let commit = BackupPath(known: "commit")
    static let checkpoint = BackupPath(known: "checkpoint")
    static let highWater = BackupPath(known: "highwater")
    static let recovery = BackupPath(known: "recovery")
    static let restored = BackupPath(known: "restored")
    static let quarantineSize = BackupPath(known: "quarantine/size")

    private static let single = [
        origin, key, secret, commit, checkpoint, highWater, recovery, restored, quarantineSize,
    ]
    private static let folders = ["log/", "private/records/", "private/identities/", "quarantine/"]

    private init(known text: String) { self.text = text }

    /// A segment in a store's folder.
    /// - Parameter folder: with its slash, as the layout has it.
    init(segment first: UInt64, in folder: String) { text = folder + SegmentName.segment(first) }

    /// Nil for anything that a ledger has not, and for what can be made again.
    init?(_ text: String) {
        let isKnown =
            Self.single.contains { $0.text.utf8.elementsEqual(text.utf8) }
            || Self.folders.contains { folder in
                text.utf8.starts(with: folder.utf8)
                    && SegmentName.first(ofSegment: String(text.dropFirst(folder.count))) != nil
            } || Self.isTorn(text)
        guard isKnown else { return nil }
        self.text = text
    }

    /// `quarantine/SEGMENT-BYTE.torn` and `quarantine/SEGMENT-BYTE-NUMBER.torn`
    private static func isTorn(_ text: String) -> Bool {
        let (folder, ending) = ("quarantine/", ".torn")
        guard text.utf8.starts(with: folder.utf8), text.utf8.count < 100,
            text.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8)
        else { return false }
        let name = text.utf8.dropFirst(folder.utf8.count).dropLast(ending.utf8.count)
        let parts = name.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return (2...3).contains(parts.count)
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }
    }
}
