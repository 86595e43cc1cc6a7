import Foundation
import Testing

@testable import probity_bench

@Suite("The report of a benchmark")
struct BenchReportTests {
    static func output(
        _ name: String = "x", events: Int = 100, seconds: Double = 1,
        _ change: (inout ProgramOutput) -> Void = { _ in }
    ) -> ProgramOutput {
        var output = ProgramOutput(
            name: name, events: events, seconds: seconds, user: 0.1, system: 0.1, anonymousKiB: 2_048)
        change(&output)
        return output
    }

    private static func sample(_ output: ProgramOutput, otherCores: Double = 0) -> BenchReport.Sample {
        BenchReport.Sample(round: 1, output: output, loadBefore: 1, loadAfter: 1, otherCores: otherCores)
    }

    private static let work = StandardWork.Account(
        events: 100, seed: 1, devices: 3, recordBytes: 30_000, root: "aa", digest: "bb", observed: 2,
        types: ["compliance.observed": 100])

    private static func report(
        _ contestants: [BenchReport.Contestant], id: String = "append-1000"
    ) -> BenchReport {
        var report = BenchReport(
            run: BenchReport.Run(
                began: "2026-01-01T00:00:00Z", seconds: 10, machine: "a <machine>", commit: "abc",
                size: "quick",
                events: 100, seed: 1, rounds: 2, partial: nil, trouble: []),
            works: [work],
            comparisons: [
                BenchReport.Comparison(
                    id: id, title: "Batches & more", about: "each \"synced\"", unit: "events", events: 100,
                    isOfSeries: false, contestants: contestants)
            ],
            notMeasured: [BenchReport.NotMeasured(name: "proofs", reason: "not <yet>")])
        report.summarize()
        return report
    }

    private static func contestant(
        _ role: Plan.Role, _ samples: [BenchReport.Sample]
    ) -> BenchReport.Contestant {
        BenchReport.Contestant(name: "\(role.rawValue)<1>", role: role, terms: "a & b", samples: samples)
    }

    @Test("a summary is the median of the quiet runs, and of all where none is quiet")
    func medians() throws {
        let samples = [1.0, 2, 4].map { Self.sample(Self.output(seconds: $0)) }
        let noisy = Self.sample(Self.output(seconds: 100), otherCores: 1)
        let summary = try #require(BenchReport.Summary(samples + [noisy]))
        #expect(summary.rate == 50 && summary.leastRate == 25 && summary.largestRate == 100)
        #expect(summary.quiet == 3 && summary.all == 4)
        #expect(summary.processorMicroseconds == 2_000 && summary.anonymousMiB == 2)
        let loud = try #require(BenchReport.Summary([noisy]))
        #expect(loud.rate == 1 && loud.quiet == 0 && loud.all == 1)
        #expect(BenchReport.Summary([]) == nil)
    }

    @Test("ratios are to the limit's median, and a limit has none")
    func ratios() {
        let report = Self.report([
            Self.contestant(.probity, [Self.sample(Self.output(seconds: 2))]),
            Self.contestant(.limit, [Self.sample(Self.output(seconds: 1))]),
        ])
        let summaries = report.comparisons[0].contestants.map(\.summary)
        #expect(summaries[0]?.ofLimit == 0.5)
        #expect(summaries[1]?.ofLimit == nil)
    }

    @Test("what bounds a run is told by its processor time")
    func bottlenecks() throws {
        let waiting = try #require(BenchReport.Summary([Self.sample(Self.output())]))
        #expect(waiting.bottleneck.hasPrefix("waiting"))
        let busy = try #require(BenchReport.Summary([Self.sample(Self.output(seconds: 0.2))]))
        #expect(busy.bottleneck == "processor")
        let both = try #require(BenchReport.Summary([Self.sample(Self.output(seconds: 0.11))]))
        #expect(both.bottleneck == "processor, both cores")
    }

    @Test("a digest or a root that differs from the work's is told, and is not good")
    func disagreement() {
        let same = Self.sample(
            Self.output {
                $0.digest = "bb"
                $0.root = "aa"
            })
        let other = Self.sample(Self.output { $0.digest = "cc" })
        let good = Self.report([Self.contestant(.probity, [same]), Self.contestant(.limit, [same])])
        #expect(good.isGood)
        #expect(good.agreements.map(\.agreeing.count) == [2, 2])
        let bad = Self.report([Self.contestant(.probity, [same]), Self.contestant(.peer, [other])])
        #expect(!bad.isGood)
        #expect(bad.agreements[0].differing.count == 1 && bad.agreements[1].differing.isEmpty)
        #expect(bad.verdict.contains("differ") && bad.text.contains("NOT:"))
        // Of fewer events nothing is said.
        let part = Self.sample(
            Self.output(events: 50) { $0.digest = "cc" })
        #expect(Self.report([Self.contestant(.probity, [part])]).isGood)
    }

    @Test("a partial run, and trouble, are told and are not good")
    func partial() {
        var report = Self.report([Self.contestant(.probity, [Self.sample(Self.output())])])
        report.run.partial = "it was stopped"
        #expect(!report.isGood && report.html.contains("Partial: it was stopped"))
        report.run.partial = nil
        report.run.trouble = ["x ended with status 1"]
        #expect(!report.isGood && report.html.contains("x ended with status 1"))
    }

    @Test("the page stands alone: nothing from outside, no script, and texts are escaped")
    func page() throws {
        let measured = Self.sample(
            Self.output { $0.latency = ProgramOutput.Latency(seconds: [0.001, 0.002, 0.5]) })
        let report = Self.report([
            Self.contestant(.probity, [measured]), Self.contestant(.limit, [measured]),
            Self.contestant(.peer, []),
        ])
        let html = report.html
        for word in ["http:", "https:", "<script", "@import", "url(", "src="] {
            #expect(!html.contains(word), "\(word)")
        }
        #expect(html.contains("a &lt;machine&gt;") && html.contains("Batches &amp; more"))
        #expect(html.contains("each &quot;synced&quot;") && html.contains("not &lt;yet&gt;"))
        #expect(!html.contains("<1>"))
        #expect(html.components(separatedBy: "<svg").count == 3)
        #expect(html.contains("prefers-color-scheme: dark") && html.contains("@media print"))
        #expect(html.contains("not measured"))
        let again = try JSONDecoder().decode(BenchReport.self, from: BenchReport.encoder().encode(report))
        #expect(again == report)
    }

    @Test("numbers are short and readable")
    func numbers() {
        #expect(BenchReport.number(1_234_567) == "1,234,567" && BenchReport.number(0) == "0")
        #expect(BenchReport.number(1_234.6) == "1,235" && BenchReport.number(99.94) == "99.9")
        #expect(BenchReport.number(0.925) == "0.93" && BenchReport.number(0.0521) == "0.052")
        #expect(BenchReport.number(.infinity) == "" && BenchReport.number(-12.34) == "-12.3")
    }
}
