import ArgumentParser
import Attestation
import ComplianceLedger
import Merkle
import StrictJSON

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
    @OptionGroup var output: JSONOption

    func run() throws {
        try carryOut("signing a checkpoint of \(place.path)") {
            let ledger = try place.open(.writing)
            let checkpoint = try ledger.checkpoint()
            if output.json {
                Terminal.json { writer in
                    writer.beginObject()
                    writer.key("origin")
                    writer.string(checkpoint.origin.description)
                    writer.key("size")
                    writer.uint64(checkpoint.head.size)
                    writer.key("root")
                    writer.string(checkpoint.head.root.base64)
                    writer.key("note")
                    writer.string(bytes: checkpoint.bytes)
                    writer.endObject()
                }
            } else {
                Terminal.write(checkpoint.bytes)
            }
            try ledger.close()
        }
    }
}
