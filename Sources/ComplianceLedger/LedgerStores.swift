import DurableIO
import LedgerModel
import LogFormat
import LogStore

/// The stores of one ledger, by folder.
struct LedgerStores: Sendable {
    let log: StoreDirectory
    let privateRecords: StoreDirectory
    let identities: StoreDirectory
    let quarantine: StoreDirectory

    init(_ layout: LedgerLayout, ledger: LedgerID, files: any FileSystem) {
        log = StoreDirectory(path: layout.log, kind: .log, ledger: ledger, files: files)
        privateRecords = StoreDirectory(
            path: layout.privateRecords, kind: .privateRecords, ledger: ledger, files: files)
        identities = StoreDirectory(path: layout.identities, kind: .identities, ledger: ledger, files: files)
        quarantine = StoreDirectory(path: layout.quarantine, kind: .quarantine, ledger: ledger, files: files)
    }
}
