import ArgumentParser
import CAllocator
import Glibc

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
            ShowCommand.self, WhyCommand.self, ListCommand.self, ReplayCommand.self, StatusCommand.self,
            VerifyCommand.self,
            CheckpointCommand.self, BackupCommand.self, RestoreCommand.self, RebuildCommand.self,
            InspectCommand.self, CatalogueCommand.self,
            SimulateCommand.self,
        ])

    static func main() {
        keepFreedMemory()
        // A file that may not grow is an error of the write, and is told; it does not end the process.
        signal(SIGXFSZ, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        let options = arguments.prefix { !$0.utf8.elementsEqual("--".utf8) }
        // The parser would take the next argument for the value.
        if let empty = options.first(where: isWithoutValue) {
            exit(withError: ValidationError("expected a value behind \(empty), found none"))
        }
        main(arguments)
    }

    /// Keeps what is freed for what comes next: groups of megabytes come and go, and to give each back to the
    /// system and ask for it again is a twentieth of an import's time.
    private static func keepFreedMemory() {
        mallopt(M_MMAP_THRESHOLD, 32 << 20)
        mallopt(M_TRIM_THRESHOLD, 64 << 20)
    }

    private static func isWithoutValue(_ argument: String) -> Bool {
        let bytes = argument.utf8
        return bytes.starts(with: "--".utf8) && bytes.last == UInt8(ascii: "=")
            && bytes.dropFirst(2).dropLast().allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "-")
            }
    }

    /// How a verb ends whose answer could not be written. That of `verify` must not be taken for its finding
    /// that disposable files are wrong.
    static var statusOfFailedOutput: Int32 {
        let command = try? parseAsRoot()
        return command is VerifyCommand ? 4 : 1
    }
}
