import FaultRecords
import Foundation

/// What `Tools/faults` asks for: which tests to run, and the report of what they left.
@main
enum FaultReportCommand {
    static func main() {
        var arguments = Array(CommandLine.arguments.dropFirst())
        guard let verb = arguments.first else { end(64, usage) }
        arguments.removeFirst()
        let options = Options(arguments)
        guard let options else { end(64, usage) }
        do {
            let rows = try rows(options["--only"])
            switch verb {
            case "filter":
                let tests = Self.filter(rows)
                if !tests.isEmpty { print(tests) }
            case "rows": for row in rows { print(row.row, row.part.rawValue, row.test) }
            case "make": try make(rows, options)
            default: end(64, usage)
            }
        } catch {
            end(1, "fault-report: \(error)")
        }
    }

    private static let usage = """
        usage: fault-report filter [--only REGEX]
               fault-report rows [--only REGEX]
               fault-report make --records FILE --output FOLDER --began TIME --seconds N --machine TEXT
                                 --commit TEXT --effort TEXT [--only REGEX] [--trouble TEXT] [--skip TEST=REASON]
        """

    /// The expected rows whose names a regular expression is found in.
    private static func rows(_ only: String?) throws -> [ExpectedRow] {
        guard let only else { return ExpectedRow.all }
        let regex = try Regex(only)
        return ExpectedRow.all.filter { $0.row.contains(regex) }
    }

    /// A regular expression for `swift test --filter`; empty where no test is to be run.
    static func filter(_ rows: [ExpectedRow]) -> String {
        let tests = Set(rows.map(\.test).filter { !$0.hasPrefix("Tools/") }).sorted()
        return tests.isEmpty ? "" : "[./](" + tests.joined(separator: "|") + ")\\("
    }

    private static func make(_ rows: [ExpectedRow], _ options: Options) throws {
        guard let file = options["--records"], let folder = options["--output"],
            let began = options["--began"], let seconds = options["--seconds"].flatMap({ Int($0) }),
            let machine = options["--machine"], let commit = options["--commit"],
            let effort = options["--effort"]
        else { end(64, usage) }
        let lines = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        var (records, unreadable) = FaultReport.records(lines)
        if let only = options["--only"] {
            let regex = try Regex(only)
            records.removeAll { !$0.row.contains(regex) }
        }
        let trouble = options.all("--trouble") + unreadable.map { "\(file), line \($0): no record" }
        let skips = options.all("--skip").compactMap { text in
            text.firstIndex(of: "=").map { place in
                FaultReport.Skip(
                    test: String(text[..<place]), reason: String(text[text.index(after: place)...]))
            }
        }
        let report = FaultReport(
            records, expected: rows, skips: skips,
            run: FaultReport.Run(
                began: began, seconds: seconds, machine: machine, commit: commit, effort: effort,
                only: options["--only"], trouble: trouble))
        let output = URL(fileURLWithPath: folder, isDirectory: true)
        try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
        try report.json().write(to: output.appendingPathComponent("faults.json"), options: .atomic)
        try Data(report.html.utf8).write(to: output.appendingPathComponent("faults.html"), options: .atomic)
        print(report.text)
        if !report.isGood { end(1, "not good: \(folder)/faults.html") }
    }

    private static func end(_ status: Int32, _ text: String) -> Never {
        FileHandle.standardError.write(Data((text + "\n").utf8))
        exit(status)
    }
}

/// Options with a value each.
struct Options {
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
}
