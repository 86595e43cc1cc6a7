import ArgumentParser
import ComplianceLedger
import DurableIO
import StrictJSON

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the ledger's place, never silently an older one.",
        discussion: """
            EXAMPLES
              probity restore /mnt/monday
              probity restore --checkpoint kept.checkpoint /mnt/monday
              probity restore --accept-rollback "disk lost, 4 March" /mnt/monday

            The backup is copied, held against its manifest, verified, and compared with what was published \
            of the ledger; only then it takes the ledger's place, in one step. The folder that stood there \
            is renamed, never deleted.

            A backup that holds less than was published, or something else, is refused. Accepting a rollback \
            begins a new epoch: checkpoints get another origin, NAME/epoch/N, and an event says so. The \
            reason stands in its private record.

            EXIT STATUS
              0  done
              1  it could not be restored: a call failed, and the message names it
              2  the backup is damaged
              3  something of it could not be checked, as what a newer version wrote
              4  a process has the ledger open for writing, or a file may not be read
              5  refused: a rollback, another ledger, no ledger, or damaged marks
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var output: JSONOption

    @Option(name: .long, help: "A signed checkpoint that was kept elsewhere, to compare with, too.")
    var checkpoint: String?

    @Option(name: .long, help: "Restore less than was published, for this reason.")
    var acceptRollback: String?

    @Argument(help: "The backup's folder.") var dir: String

    func run() throws {
        try carryOut("restoring \(dir) to \(place.path)") {
            let environment = LedgerEnvironment.system
            var options = Restore.Options(reason: acceptRollback)
            if let checkpoint {
                guard let note = try environment.files.contents(of: checkpoint, limit: 1 << 20) else {
                    throw ValidationError("no file \(checkpoint)")
                }
                options.checkpoint = note
            }
            let bars = StageBars()
            let report = try Restore.run(
                from: dir, to: place.path, options, in: environment, progress: bars.show)
            bars.end()
            try ReadModels.catchUp(place.path) {
                if output.json { Terminal.json { write(report, &$0) } } else { tell(report) }
            }
        }
    }

    private func tell(_ report: Restore.Report) {
        Terminal.line(
            "restored: \(report.size) events, epoch \(report.epoch)"
                + (report.isNewEpoch ? ", which began behind them" : ""))
        Terminal.line("root: \(report.root)")
        if let replaced = report.replaced { Terminal.line("replaced: now at \(replaced)") }
        if report.lost > 0 {
            Terminal.note(
                "\(report.lost) acknowledged events of the ledger that was replaced are not in the backup")
        }
        if let leftOver = report.leftOver {
            Terminal.note("an earlier restore did not end; what it left is at \(leftOver)")
        }
        guard !report.hasKeys else { return }
        Terminal.note("the ledger has no key and no secret: it can be read, not written")
        Terminal.hint("put the files key and secret into \(place.path), mode 0600")
    }

    private func write(_ report: Restore.Report, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("ledger")
        writer.string(place.path)
        writer.key("size")
        writer.uint64(report.size)
        writer.key("root")
        writer.string(report.root)
        writer.key("epoch")
        writer.uint64(UInt64(report.epoch))
        writer.key("newEpoch")
        writer.bool(report.isNewEpoch)
        writer.key("publishedSize")
        if let published = report.published { writer.uint64(published) } else { writer.null() }
        writer.key("lost")
        writer.uint64(report.lost)
        writer.key("replaced")
        if let replaced = report.replaced { writer.string(replaced) } else { writer.null() }
        writer.key("leftOver")
        if let leftOver = report.leftOver { writer.string(leftOver) } else { writer.null() }
        writer.key("keys")
        writer.bool(report.hasKeys)
        writer.endObject()
    }
}
