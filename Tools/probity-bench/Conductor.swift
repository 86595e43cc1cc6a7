import DurableIO
import Foundation
import Glibc

/// Lets Probity, the limits and the peers do the same work in turn, and writes the report of it.
///
/// Every program runs in a process of its own, one at a time. Rounds are the outer loop: when time runs out,
/// or somebody stops it, each comparison has as many runs as the others.
struct Conductor {
    struct Settings: Sendable {
        var size: Plan.Size
        var work: String
        var output: String
        var events: Int
        var rounds: Int
        /// Within which it ends.
        var seconds: Int
        var seed = 1
        var program = ""
        /// Folders of compiled programs; nil where there are none.
        var limits: String?
        var peers: String?
        var only: String?
        var machine = ""
        var commit = ""
        /// Why programs are not there, by their names; `limits` and `peers` stand for all of them.
        var unavailable: [String: String] = [:]

        init(size: Plan.Size, work: String, output: String) {
            self.size = size
            self.work = work
            self.output = output
            events = size.events
            rounds = size.rounds
            seconds = size.seconds
        }
    }

    private let settings: Settings
    private let plan: Plan
    private let began = Usage.now()
    private let beganText: String
    private var report: BenchReport
    private var absent: [String: String] = [:]

    init(_ settings: Settings) {
        self.settings = settings
        plan = Plan(settings.size, events: settings.events)
        beganText = Self.timeText()
        report = BenchReport(
            run: BenchReport.Run(
                began: beganText, seconds: 0, machine: settings.machine, commit: settings.commit,
                size: settings.size.rawValue, events: settings.events, seed: settings.seed,
                rounds: settings.rounds, partial: nil, trouble: []),
            works: [], comparisons: [], notMeasured: [])
    }

    /// - Returns: 0 where all of it was measured and agrees, 1 where not, 130 where it was stopped.
    mutating func conduct() throws -> Int32 {
        Interruption.listen()
        let chosen = try comparisons()
        guard !chosen.isEmpty else { throw BenchError("nothing of the plan is called so") }
        try MachineSpace.require(for: Array(Set(chosen.map(\.events))), at: settings.work)
        let lock: any DirectoryLock
        do throws(DurableIOError) { lock = try POSIXFileSystem().lock(settings.work + "/lock") } catch {
            guard error.code == .locked else { throw error }
            throw BenchError("another benchmark is using \(settings.work); name another folder with --work")
        }
        defer { lock.unlock() }
        try FileManager.default.createDirectory(
            atPath: settings.output, withIntermediateDirectories: true)
        report.notMeasured = plan.absent
        report.comparisons = chosen.map { comparison in
            BenchReport.Comparison(
                id: comparison.id, title: comparison.title, about: comparison.about, unit: comparison.unit,
                events: comparison.events, isOfSeries: comparison.isOfSeries,
                contestants: comparison.contestants.map {
                    BenchReport.Contestant(name: $0.name, role: $0.role, terms: $0.terms, samples: [])
                })
        }
        do {
            try prepare(chosen.filter { !$0.isOfSeries || $0.events <= 1_000_000 })
            try measure(chosen)
        } catch {
            if !Interruption.isAsked { report.run.trouble.append("\(error)") }
        }
        if Interruption.isAsked { report.run.partial = "it was stopped" }
        try write()
        print(report.text)
        note("\(settings.output)/bench.html")
        if Interruption.isAsked { return 130 }
        return report.isGood ? 0 : 1
    }

    private func comparisons() throws -> [Plan.Comparison] {
        guard let only = settings.only else { return plan.comparisons }
        let regex = try Regex(only)
        return plan.comparisons.filter { $0.id.contains(regex) }
    }

    // MARK: The work

    private func work(of events: Int) -> StandardWork {
        StandardWork(folder: settings.work + "/work-\(events)-\(settings.seed)")
    }

    /// Makes each work, by a process of its own, and the limit's log of it.
    private mutating func prepare(_ comparisons: [Plan.Comparison]) throws {
        for events in Set(comparisons.map(\.events)).sorted() {
            let work = work(of: events)
            if work.account()?.seed != UInt64(settings.seed) {
                note("making the standard work of \(BenchReport.number(events)) events")
                let ended = try ProcessRun(
                    settings.program,
                    [
                        "prepare", "--work", work.folder, "--events", "\(events)", "--seed",
                        "\(settings.seed)",
                    ]
                ).wait(most: remaining)
                guard ended.ending == .exited(0), work.account() != nil else {
                    throw BenchError("the standard work could not be made: \(ended.errorText)")
                }
            }
            if let account = work.account() { report.works.append(account) }
        }
    }

    private var remaining: Double { max(1, began + Double(settings.seconds) - Usage.now()) }
    private var isOver: Bool { Interruption.isAsked || began + Double(settings.seconds) <= Usage.now() }

    // MARK: Measuring

    private mutating func measure(_ comparisons: [Plan.Comparison]) throws {
        for round in 1...settings.rounds {
            for (place, comparison) in comparisons.enumerated() {
                // A large work takes minutes to make: it comes last, and once.
                let isLarge = comparison.isOfSeries && comparison.events > 1_000_000
                if isLarge, round < settings.rounds { continue }
                if isLarge, !isOver { try prepare([comparison]) }
                for (other, contestant) in comparison.contestants.enumerated() {
                    guard absent["\(comparison.id) \(contestant.name)"] == nil else { continue }
                    guard !isOver else {
                        if !Interruption.isAsked, round == 1 || isLarge {
                            report.run.partial = "its time of \(settings.seconds) s was over"
                        }
                        return
                    }
                    measure(comparison, contestant, round, place, other)
                }
            }
        }
    }

    private mutating func measure(
        _ comparison: Plan.Comparison, _ contestant: Plan.Contestant, _ round: Int, _ place: Int,
        _ other: Int
    ) {
        let key = "\(comparison.id) \(contestant.name)"
        guard let call = call(comparison, contestant) else {
            return leaveOut(
                key, reason(contestant), name: contestant.role == .limit ? "limits" : contestant.name)
        }
        note("round \(round): \(comparison.title): \(contestant.name)")
        let load = SystemLoad()
        let ended: ProcessRun.Ended
        do {
            ended = try ProcessRun(call.path, call.arguments, environment: call.environment).wait(
                most: min(remaining + 5, 900))
        } catch {
            return leaveOut(key, "it could not be started: \(error)")
        }
        let after = SystemLoad()
        try? FileManager.default.removeItem(atPath: runFolder)
        switch ended.ending {
        case .exited(0): break
        case .exited(69):
            return leaveOut(key, ended.errorText.trimmingCharacters(in: .whitespacesAndNewlines))
        case .interrupted: return
        case .stoppedForTime:
            report.run.partial = "its time of \(settings.seconds) s was over"
            return
        case .exited(let status):
            report.run.trouble.append("\(key) ended with status \(status): \(ended.errorText)")
            absent[key] = "failed"
            return
        case .killed(let signal):
            report.run.trouble.append("\(key) was ended by signal \(signal): \(ended.errorText)")
            absent[key] = "failed"
            return
        }
        guard let output = try? JSONDecoder().decode(ProgramOutput.self, from: Data(ended.output.utf8)) else {
            report.run.trouble.append("\(key) printed no result")
            absent[key] = "failed"
            return
        }
        report.comparisons[place].contestants[other].samples.append(
            BenchReport.Sample(
                round: round, output: output, loadBefore: load.average, loadAfter: after.average,
                otherCores: after.otherCores(since: load)))
    }

    /// Notes that something is not measured; one reason for the same program stands once.
    private mutating func leaveOut(_ key: String, _ reason: String, name: String? = nil) {
        absent[key] = reason
        let note = BenchReport.NotMeasured(name: name ?? key, reason: reason)
        if !report.notMeasured.contains(note) { report.notMeasured.append(note) }
    }

    private func reason(_ contestant: Plan.Contestant) -> String {
        switch contestant.command {
        case .mode: "the program is missing"
        case .limit(let program, _):
            settings.unavailable[program] ?? settings.unavailable["limits"]
                ?? "no compiled programs were given"
        case .peer(let program, _):
            settings.unavailable[program] ?? settings.unavailable["peers"] ?? "peers were not asked for"
        }
    }

    private struct Call {
        var path: String
        var arguments: [String]
        var environment: [String: String] = [:]
    }

    /// What is being measured writes here; removed behind each run.
    private var runFolder: String { settings.work + "/run" }

    /// How a contestant is called; nil where its program is not there.
    private func call(_ comparison: Plan.Comparison, _ contestant: Plan.Contestant) -> Call? {
        let work = work(of: comparison.events)
        let place = runFolder
        try? FileManager.default.removeItem(atPath: place)
        try? FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        func filled(_ words: [String]) -> [String] {
            words.map { word in
                switch word {
                case "%records": work.records
                case "%file": place + "/log"
                case "%log": work.folder + "/limit.log"
                default: word
                }
            }
        }
        switch contestant.command {
        case .mode(let mode, let cores):
            var arguments = ["run", mode.rawValue, "--work", work.folder, "--place", place + "/ledger"]
            if let most = comparison.most { arguments += ["--events", "\(most)"] }
            guard let cores, let taskset = Self.program("taskset", in: "/usr/bin") else {
                return Call(path: settings.program, arguments: arguments)
            }
            return Call(
                path: taskset, arguments: ["-c", "0-\(cores - 1)", settings.program] + arguments)
        case .limit(let program, let words):
            guard let path = Self.program(program, in: settings.limits) else { return nil }
            if words.contains("%log"), !makeLog(work) { return nil }
            return Call(path: path, arguments: filled(words), environment: bounds(comparison))
        case .peer(let program, let words):
            guard let path = Self.program(program, in: settings.peers) else { return nil }
            return Call(
                path: path, arguments: [work.records, settings.work] + filled(words),
                environment: bounds(comparison))
        }
    }

    private func bounds(_ comparison: Plan.Comparison) -> [String: String] {
        comparison.most.map { ["BENCH_EVENTS": "\($0)"] } ?? [:]
    }

    /// The straight-line log that the limits read, made once for a work.
    private func makeLog(_ work: StandardWork) -> Bool {
        let log = work.folder + "/limit.log"
        if FileManager.default.fileExists(atPath: log) { return true }
        guard let path = Self.program("append", in: settings.limits),
            let ended = try? ProcessRun(path, [work.records, log + ".new", "16000"]).wait(most: remaining),
            ended.ending == .exited(0)
        else { return false }
        return rename(log + ".new", log) == 0
    }

    private static func program(_ name: String, in folder: String?) -> String? {
        guard let folder else { return nil }
        let path = folder + "/" + name
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    // MARK: The report

    private mutating func write() throws {
        report.run.seconds = Int(Usage.now() - began)
        report.summarize()
        let folder = URL(fileURLWithPath: settings.output, isDirectory: true)
        try BenchReport.encoder().encode(report).write(
            to: folder.appendingPathComponent("bench.json"), options: .atomic)
        try Data(report.html.utf8).write(to: folder.appendingPathComponent("bench.html"), options: .atomic)
    }

    private func note(_ text: String) {
        FileHandle.standardError.write(Data("bench: \(text)\n".utf8))
    }

    private static func timeText() -> String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 32)
        strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
