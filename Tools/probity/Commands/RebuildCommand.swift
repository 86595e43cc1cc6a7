import ArgumentParser
import ComplianceLedger
import Merkle
import Projections
import StrictJSON

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
    @OptionGroup var output: JSONOption

    func run() throws {
        try carryOut("rebuilding \(place.path)") {
            let ledger = try place.open(.writing)
            try ledger.rebuildDisposables()
            try ledger.close()
            let report = try ReadModels.rebuild(place.path)
            if output.json {
                Terminal.json { writer in
                    writer.beginObject()
                    writer.key("events")
                    writer.uint64(report.events)
                    writer.key("digest")
                    writer.string(report.digest.hex)
                    writer.key("previousDigest")
                    if let before = report.previousDigest { writer.string(before.hex) } else { writer.null() }
                    writer.endObject()
                }
            } else {
                Terminal.line("\(report.events) events, digest \(report.digest.hex)")
            }
            if let before = report.previousDigest, before != report.digest {
                Terminal.note("the read models that were there had another digest: \(before.hex)")
            }
        }
    }
}
