import ArgumentParser
import ComplianceLedger

struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Make read models, indexes and stored hashes again from the log.",
        discussion: """
            EXAMPLES
              probity rebuild
              rm -r ledger/read-models ledger/log/hashes && probity rebuild

            Everything marked disposable in the ledger's folder may be deleted (read models, stored hashes, \
            indexes beside segments); this brings it back with the same content. The new read \
            models are made beside the old ones and then take their place.
            """)

    @OptionGroup var place: LedgerOptions

    func run() throws {
        try carryOut("rebuilding \(place.path)") {
            let ledger = try place.open(.writing)
            try ledger.rebuildDisposables()
            try ledger.close()
            try ReadModels.rebuild(place.path)
        }
    }
}
