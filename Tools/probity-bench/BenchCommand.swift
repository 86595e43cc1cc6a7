import Foundation
import Glibc

/// What `Tools/bench` asks for: the standard work, one measurement in a process of its own, or all of them in
/// turn with the report.
@main
enum BenchCommand {
    static let usage = """
        usage: probity-bench prepare --work FOLDER --events N [--seed S]
               probity-bench run MODE --work FOLDER --place FOLDER [--events N]
               probity-bench conduct --plan smoke|quick|full --work FOLDER --output FOLDER [--events N] [--seed S]
                                     [--limits FOLDER] [--peers FOLDER] [--only REGEX] [--rounds N] [--seconds N]
                                     [--machine TEXT] [--commit TEXT] [--unavailable NAME=REASON]…
               probity-bench modes
        """

    static func main() async {
        Interruption.allow([SIGINT, SIGTERM, SIGHUP])
        var arguments = Array(CommandLine.arguments.dropFirst())
        guard let verb = arguments.first else { end(64, usage) }
        arguments.removeFirst()
        var mode: String?
        if verb == "run", let first = arguments.first {
            mode = first
            arguments.removeFirst()
        }
        guard let options = BenchOptions(arguments) else { end(64, usage) }
        do {
            switch verb {
            case "prepare":
                guard let folder = options["--work"],
                    let events = options.number("--events", in: 1...100_000_000)
                else { end(64, usage) }
                let work = StandardWork(folder: folder)
                try work.prepare(events: events, seed: UInt64(options.number("--seed", in: 0...Int.max) ?? 1))
            case "run":
                guard let mode = mode.flatMap({ Mode(rawValue: $0) }), let folder = options["--work"],
                    let place = options["--place"]
                else { end(64, usage) }
                let run = ModeRun(
                    work: StandardWork(folder: folder), place: place,
                    most: options.number("--events", in: 1...Int.max))
                let output = try await run.measure(mode)
                print(String(decoding: try BenchReport.encoder().encode(output), as: UTF8.self))
            case "modes": for mode in Mode.allCases { print(mode.rawValue) }
            case "conduct": try conduct(options)
            default: end(64, usage)
            }
        } catch let error as BenchError where error.isMissing {
            end(69, error.description)
        } catch {
            end(1, "probity-bench: \(error)")
        }
    }

    private static func conduct(_ options: BenchOptions) throws {
        guard let work = options["--work"], let output = options["--output"],
            let plan = options["--plan"].flatMap({ Plan.Size(rawValue: $0) })
        else { end(64, usage) }
        var settings = Conductor.Settings(size: plan, work: work, output: output)
        settings.program = ProcessRun.ownPath
        settings.limits = options["--limits"]
        settings.peers = options["--peers"]
        settings.only = options["--only"]
        settings.machine = options["--machine"] ?? "not named"
        settings.commit = options["--commit"] ?? "not named"
        settings.seed = options.number("--seed", in: 0...Int.max) ?? 1
        if let events = options.number("--events", in: 1...100_000_000) { settings.events = events }
        if let rounds = options.number("--rounds", in: 1...100) { settings.rounds = rounds }
        if let seconds = options.number("--seconds", in: 1...86_400) { settings.seconds = seconds }
        for text in options.all("--unavailable") {
            guard let place = text.firstIndex(of: "=") else { end(64, usage) }
            settings.unavailable[String(text[..<place])] = String(text[text.index(after: place)...])
        }
        var conductor = Conductor(settings)
        let status = try conductor.conduct()
        if status != 0 { exit(status) }
    }

    static func end(_ status: Int32, _ text: String) -> Never {
        FileHandle.standardError.write(Data((text + "\n").utf8))
        exit(status)
    }
}

/// Options with a value each.
struct BenchOptions {
    private var values: [(name: String, value: String)] = []

    /// Nil where one has no value, or a word is no option.
    init?(_ words: [String]) {
        guard words.count.isMultiple(of: 2) else { return nil }
        for index in stride(from: 0, to: words.count, by: 2) {
            guard words[index].hasPrefix("--") else { return nil }
            values.append((words[index], words[index + 1]))
        }
    }

    subscript(name: String) -> String? { values.last { $0.name == name }?.value }

    func all(_ name: String) -> [String] { values.filter { $0.name == name }.map(\.value) }

    /// The number that an option has; ends the process where it is none, or out of its range.
    func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = self[name] else { return nil }
        guard let value = Int(text), range.contains(value) else {
            BenchCommand.end(
                64, "\(name) takes a number from \(range.lowerBound) to \(range.upperBound), found \(text)")
        }
        return value
    }
}
