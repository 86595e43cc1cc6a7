import ArgumentParser
import ComplianceLedger
import StrictJSON

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make an empty ledger and its signing key.",
        discussion: """
            EXAMPLES
              probity init --origin example.com/compliance
              probity init --origin acme.example/mdm --ledger /srv/ledger

            Prints the verifier key: give it to whoever verifies. Key and secret are readable by their \
            owner alone and are never overwritten.
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var output: JSONOption

    @Option(name: .long, help: "The name under which checkpoints are signed; a domain and path of yours.")
    var origin: String

    @Option(
        name: .long,
        help: "From how many bytes on a segment is full; 4096 to 1073741824, else 67108864.")
    var segmentBytes: UInt64?

    func run() throws {
        try carryOut("making a ledger at \(place.path)") {
            let key = try Ledger.create(
                at: place.path, origin: origin, segmentBytes: segmentBytes, in: .system)
            if output.json {
                Terminal.json { writer in
                    writer.beginObject()
                    writer.key("ledger")
                    writer.string(place.path)
                    writer.key("origin")
                    writer.string(origin)
                    writer.key("verifierKey")
                    writer.string(key)
                    writer.endObject()
                }
            } else {
                Terminal.line(key)
            }
        }
    }
}
