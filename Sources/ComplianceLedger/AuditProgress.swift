import DurableIO
import LogStore

/// How much of a ledger's files an audit has read.
struct AuditProgress {
    private(set) var done: UInt64 = 0
    private(set) var total: UInt64 = 0

    /// Nothing is in scope.
    init() {}

    /// Counts the segments and indexes that are there; what cannot be counted is left out.
    init(_ stores: LedgerStores) {
        for store in [stores.log, stores.privateRecords, stores.identities, stores.quarantine] {
            for name in (try? store.files.list(store.path)) ?? [] {
                guard [".seg", ".idx"].contains(where: { name.utf8.suffix(4).elementsEqual($0.utf8) }),
                    let found = try? store.files.information(store.path + "/" + name)
                else { continue }
                total += found.size
            }
        }
    }

    /// Files grow beside a writer: what was read is never more than there is.
    mutating func read(_ bytes: UInt64) {
        done += bytes
        total = max(total, done)
    }

    mutating func end() { done = total }
}
