import ArgumentParser
import ComplianceLedger
import StrictJSON

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Make a consistent, verified copy while the ledger is in use.",
        discussion: """
            EXAMPLES
              probity backup /mnt/backups/2026-03-03
              probity backup --without-keys --json /mnt/backups/2026-03-03

            DIR must not exist or be empty. It gets what cannot be made again, is verified as a ledger is, \
            and last gets a manifest with the SHA-256 of each file. With the signing key and the secret in \
            it, keep it as safe as the ledger. Reading verbs work on it: probity verify --ledger DIR.

            EXIT STATUS
              0  the backup is whole and verified
              1  it could not be made or checked: a call failed, and the message names it
              2  it is not good: the ledger has damage, and probity verify lists it
              3  something of it could not be checked, as what a newer version wrote
              5  there is something at DIR already
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var output: JSONOption

    @Flag(name: .long, help: "Leave the signing key and the secret out.")
    var withoutKeys = false

    @Argument(help: "The folder to be made.") var dir: String

    func run() throws {
        try carryOut("backing \(place.path) up to \(dir)") {
            let bars = StageBars()
            let report = try Backup.run(
                of: place.path, to: dir, withKeys: !withoutKeys, in: .system, progress: bars.show)
            bars.end()
            if output.json {
                Terminal.json { writer in
                    writer.beginObject()
                    writer.key("backup")
                    writer.string(dir)
                    writer.key("size")
                    writer.uint64(report.size)
                    writer.key("root")
                    writer.string(report.root)
                    writer.key("epoch")
                    writer.uint64(UInt64(report.epoch))
                    writer.key("checkpointSize")
                    if let size = report.checkpointSize { writer.uint64(size) } else { writer.null() }
                    writer.key("files")
                    writer.int64(Int64(report.files))
                    writer.key("bytes")
                    writer.uint64(report.bytes)
                    writer.key("keys")
                    writer.bool(report.hasKeys)
                    writer.endObject()
                }
            } else {
                Terminal.line(
                    "good: \(report.size) events, \(report.files) files, \(report.bytes) bytes, "
                        + (report.hasKeys ? "with the keys" : "without the keys"))
                Terminal.line("root: \(report.root)")
            }
        }
    }
}
