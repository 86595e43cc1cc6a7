import ArgumentParser
import Attestation
import ComplianceLedger

struct CheckpointCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Sign the tree head over all events, and print it.",
        discussion: """
            EXAMPLES
              probity checkpoint
              probity checkpoint > 2026-03-03.checkpoint

            The note (c2sp.org/tlog-checkpoint) is published in the ledger's folder too. Keep copies \
            elsewhere: whoever holds one finds any change below it.
            """)

    @OptionGroup var place: LedgerOptions

    func run() throws {
        try carryOut("signing a checkpoint of \(place.path)") {
            let ledger = try place.open(.writing)
            let checkpoint = try ledger.checkpoint()
            Terminal.write(checkpoint.bytes)
            try ledger.close()
        }
    }
}
