import Foundation
import Glibc
import Testing

@testable import probity_bench

/// Runs the program that was built beside the tests.
@Suite("A run of the benchmark", .serialized)
struct ConductorTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static let binary =
        ProcessInfo.processInfo.environment["PROBITY_BENCH_BINARY"]
        ?? root.appendingPathComponent(".build/release/probity-bench").path

    private static func start(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: binary)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private static func report(in folder: String) throws -> BenchReport {
        let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/bench.json"))
        return try JSONDecoder().decode(BenchReport.self, from: data)
    }

    /// The limits, compiled; nil where no compiler is there.
    private static func limits(in folder: String) throws -> String? {
        let compiler = ["/usr/bin/cc", "/usr/bin/clang"].first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
        guard let compiler else { return nil }
        let out = folder + "/limits"
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        for name in ["append", "replay", "machine"] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: compiler)
            process.arguments = [
                "-O2", "-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-pthread", "-o",
                out + "/" + name,
                root.appendingPathComponent("Benchmarks/Limits/\(name).c").path, "-llz4",
            ]
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0, "\(name).c does not compile")
        }
        return out
    }

    @Test("everything is measured, and all results agree", .timeLimit(.minutes(3)))
    func smoke() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let limits = try Self.limits(in: folder.path)
        let process = try Self.start(
            [
                "conduct", "--plan", "smoke", "--seconds", "150", "--work", folder.path + "/made", "--output",
                folder.path + "/out", "--machine", "of a test",
            ] + (limits.map { ["--limits", $0] } ?? []))
        process.waitUntilExit()
        let report = try Self.report(in: folder.path + "/out")
        #expect(report.run.trouble == [] && report.run.partial == nil)
        #expect(process.terminationStatus == 0)
        let names = report.notMeasured.map(\.name)
        for comparison in report.comparisons {
            for contestant in comparison.contestants {
                // So small a fleet exports nothing in some formats.
                let isEmpty = comparison.id.hasPrefix("import-") && contestant.summary == nil
                if isEmpty { #expect(names.contains("\(comparison.id) \(contestant.name)")) }
                let isThere =
                    (contestant.role == .probity && !isEmpty) || (contestant.role == .limit && limits != nil)
                #expect((contestant.summary != nil) == isThere, "\(comparison.id): \(contestant.name)")
                for sample in contestant.samples {
                    #expect(sample.output.events > 0 && sample.output.seconds > 0)
                    #expect(sample.output.user + sample.output.system >= 0)
                }
            }
        }
        // Probity's four, and with them the limits' two and more.
        let agreeing = report.agreements.map(\.agreeing.count)
        #expect(agreeing.count == 2 && agreeing[0] >= (limits == nil ? 2 : 4))
        #expect(agreeing[1] >= (limits == nil ? 3 : 6))
        #expect(report.agreements.flatMap(\.differing) == [])
        #expect(names.contains("SQLite") && names.contains("sealing"))
        let single = report.comparisons.first { $0.id == "append-1" }?.contestants[0].samples.first?.output
        #expect(single?.latency?.count == single?.events && (single?.syncs ?? 0) >= (single?.events ?? 1))
        let imports = report.comparisons.filter { $0.id.hasPrefix("import-") }
        #expect(imports.contains { $0.contestants[0].summary?.megabytes ?? 0 > 0 })
        let html = try String(contentsOfFile: folder.path + "/out/bench.html", encoding: .utf8)
        #expect(html.contains("of a test") && html.contains("<svg"))
    }

    @Test("who stops it gets what was measured so far, marked as partial", .timeLimit(.minutes(2)))
    func interruption() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let process = try Self.start([
            "conduct", "--plan", "smoke", "--rounds", "100", "--seconds", "110", "--only", "^replay",
            "--work",
            folder.path + "/made", "--output", folder.path + "/out",
        ])
        // The work is there once its account is, and some runs are over soon after.
        let account = folder.path + "/made/work-2000-1/account.json"
        for _ in 0..<600 where !FileManager.default.fileExists(atPath: account) { usleep(100_000) }
        usleep(3_000_000)
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 130)
        let report = try Self.report(in: folder.path + "/out")
        #expect(report.run.partial == "it was stopped" && !report.isGood)
        #expect(report.comparisons.flatMap(\.contestants).contains { $0.summary != nil })
        // Nothing that it made for a run is left behind.
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/made/run"))
    }

    @Test("when its time is over it says so")
    func time() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let process = try Self.start([
            "conduct", "--plan", "smoke", "--seconds", "1", "--work", folder.path + "/made", "--output",
            folder.path + "/out",
        ])
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        let report = try Self.report(in: folder.path + "/out")
        #expect(report.run.partial != nil || !report.run.trouble.isEmpty)
    }

    @Test("a second run on the same work is refused while the first goes on")
    func twice() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let arguments = [
            "conduct", "--plan", "smoke", "--rounds", "100", "--only", "^tags", "--work",
            folder.path + "/made",
            "--output", folder.path + "/out",
        ]
        let first = try Self.start(arguments)
        for _ in 0..<600 where !FileManager.default.fileExists(atPath: folder.path + "/made/lock") {
            usleep(50_000)
        }
        usleep(200_000)
        let second = try Self.start(arguments)
        second.waitUntilExit()
        #expect(second.terminationStatus == 1)
        kill(first.processIdentifier, SIGTERM)
        first.waitUntilExit()
        #expect(first.terminationStatus == 130)
    }

    @Test(
        "wrong words are refused",
        arguments: [
            ["conduct"], ["run", "nothing"], ["conduct", "--plan", "huge", "--work", "x", "--output", "y"],
            ["x"],
            ["prepare", "--work", "/nowhere", "--events", "none"], [],
        ])
    func usage(_ arguments: [String]) throws {
        let process = try Self.start(arguments)
        process.waitUntilExit()
        #expect(process.terminationStatus == 64)
    }
}
