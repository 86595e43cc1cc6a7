import ArgumentParser

@main
struct ProbityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probity",
        abstract: "An append-only, tamper-evident ledger of device compliance.",
        discussion: """
            EXAMPLES
              probity init --origin example.com/compliance
              probity import --tenant 5d0c… signins.json audits.jsonl
              probity show device 4c299165-6e8f-4b45-a5ba-c5d250a707ff --as-of 2026-03-03
              probity verify

            The ledger is --ledger DIR, else $PROBITY_LEDGER, else ./ledger.

            EXIT STATUS
              0   done
              1   could not
              2   tampering, corruption or loss proven
              3   not everything could be checked
              4   locked or not authorised
              5   refused for safety or by a rule
              64  usage
            """,
        version: "0.1.0",
        subcommands: [
            InitCommand.self, ImportCommand.self, AppendCommand.self, QuarantineCommand.self, LogCommand.self,
            ShowCommand.self, ListCommand.self, ReplayCommand.self, StatusCommand.self, VerifyCommand.self,
            CheckpointCommand.self, RebuildCommand.self, InspectCommand.self, CatalogueCommand.self,
            SimulateCommand.self,
        ])
}
