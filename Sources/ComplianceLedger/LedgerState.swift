import LogFormat
import LogStore
import Merkle

/// What readers may see: how far the stores are durable, and the index over it. Changed by the writer after
/// each sync; read by everybody.
struct LedgerState: Sendable {
    var log: CommitMark.End
    var privateRecords: CommitMark.End
    var identities: CommitMark.End
    var tree: CompactRange
    var identityTable = IdentityTable()
    var index: LogIndex
}
