import Foundation

/// What a run of the benchmark measured; `bench.json`, and the page and the text that are made of it.
struct BenchReport: Codable, Hashable, Sendable {
    struct Run: Codable, Hashable, Sendable {
        /// UTC, RFC 3339.
        var began: String
        var seconds: Int
        var machine: String
        var commit: String
        var size: String
        var events: Int
        var seed: Int
        var rounds: Int
        /// Why it is not whole; nil where it is.
        var partial: String?
        /// What went wrong beside the measurements.
        var trouble: [String]
    }

    struct NotMeasured: Codable, Hashable, Sendable {
        var name: String
        var reason: String
    }

    /// One run of one program.
    struct Sample: Codable, Hashable, Sendable {
        var round: Int
        var output: ProgramOutput
        /// The system's load averages of one minute.
        var loadBefore, loadAfter: Double
        /// Cores that other processes kept busy meanwhile.
        var otherCores: Double
        /// Whether others were busy enough to spoil it.
        var isNoisy: Bool { otherCores > Self.quietCores }

        static let quietCores = 0.25
    }

    struct Contestant: Codable, Hashable, Sendable {
        var name: String
        var role: Plan.Role
        var terms: String
        var samples: [Sample]
        /// Made by ``BenchReport/summarize()``.
        var summary: Summary?
    }

    /// What the samples of a contestant amount to: medians, of the quiet ones where there are any.
    struct Summary: Codable, Hashable, Sendable {
        /// Units a second.
        var rate: Double
        var leastRate, largestRate: Double
        var spread: Double
        /// Microseconds of wall time, and of processor time, a unit.
        var microseconds, processorMicroseconds: Double
        /// Millions of bytes a second that went in or came out.
        var megabytes: Double?
        var bytesWritten, bytesStored: Double?
        var syncsPerThousand: Double?
        var anonymousMiB: Double?
        /// Of the limit's rate; nil for a limit, and where there is none.
        var ofLimit: Double?
        var latency: ProgramOutput.Latency?
        var quiet, all: Int
        /// What bounds it: the processor, or waiting for the disk.
        var bottleneck: String
    }

    struct Comparison: Codable, Hashable, Sendable {
        var id: String
        var title: String
        var about: String
        var unit: String
        var events: Int
        var isOfSeries: Bool
        var contestants: [Contestant]
    }

    /// Whether results that must be the same are.
    struct Agreement: Codable, Hashable, Sendable {
        var what: String
        var value: String
        /// Who came to it, and who came to something else.
        var agreeing, differing: [String]
    }

    var run: Run
    var works: [StandardWork.Account]
    var comparisons: [Comparison]
    var notMeasured: [NotMeasured]
    var agreements: [Agreement] = []

    /// Whether everything that was asked for was measured and agrees.
    var isGood: Bool {
        run.partial == nil && run.trouble.isEmpty && agreements.allSatisfy(\.differing.isEmpty)
    }

    /// Makes the summaries and the agreements out of the samples.
    mutating func summarize() {
        for place in comparisons.indices {
            let limit = comparisons[place].contestants.first { $0.role == .limit && !$0.samples.isEmpty }
                .flatMap { Summary($0.samples)?.rate }
            for other in comparisons[place].contestants.indices {
                var contestant = comparisons[place].contestants[other]
                var summary = Summary(contestant.samples)
                if contestant.role != .limit, let limit, limit > 0, let rate = summary?.rate {
                    summary?.ofLimit = rate / limit
                }
                contestant.summary = summary
                comparisons[place].contestants[other] = contestant
            }
        }
        agreements = works.flatMap { work in
            [
                agreement("the fold of \(Self.number(work.events)) events", work.digest, of: work, \.digest),
                agreement("the root over \(Self.number(work.events)) events", work.root, of: work, \.root),
            ]
        }
    }

    private func agreement(
        _ what: String, _ value: String, of work: StandardWork.Account,
        _ said: (ProgramOutput) -> String?
    ) -> Agreement {
        var agreeing: Set<String> = []
        var differing: Set<String> = []
        for comparison in comparisons where comparison.events == work.events {
            for contestant in comparison.contestants {
                for sample in contestant.samples where sample.output.events == work.events {
                    guard let text = said(sample.output) else { continue }
                    let name = "\(contestant.name) (\(comparison.id))"
                    if text == value { agreeing.insert(name) } else { differing.insert(name) }
                }
            }
        }
        // Private records give the same events other bytes.
        differing = differing.filter { !$0.hasSuffix("(append-private)") }
        return Agreement(what: what, value: value, agreeing: agreeing.sorted(), differing: differing.sorted())
    }

    static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    /// `12,345`, whatever the machine's locale.
    static func number(_ value: Int) -> String {
        var out = ""
        for (index, digit) in String(value.magnitude).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { out.append(",") }
            out.append(digit)
        }
        return (value < 0 ? "-" : "") + String(out.reversed())
    }

    /// A number with so many digits behind the point as tell something.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "" }
        let size = value.magnitude
        if size >= 100 { return number(Int(value.rounded())) }
        let digits = size >= 10 ? 1 : size >= 0.1 ? 2 : 3
        let scale = [1.0, 10, 100, 1_000][digits]
        let scaled = Int((value * scale).rounded())
        let text = String(scaled.magnitude)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        return (scaled < 0 ? "-" : "") + padded.dropLast(digits) + "." + padded.suffix(digits)
    }
}

extension BenchReport.Summary {
    /// Nil of no samples.
    init?(_ samples: [BenchReport.Sample]) {
        let quiet = samples.filter { !$0.isNoisy }
        let used = (quiet.isEmpty ? samples : quiet).map(\.output).filter { $0.events > 0 && $0.seconds > 0 }
        let rates = used.map(\.eventsPerSecond)
        guard let rate = Statistics.median(rates), let least = rates.min(), let largest = rates.max() else {
            return nil
        }
        func median(_ value: (ProgramOutput) -> Double?) -> Double? {
            Statistics.median(used.compactMap(value))
        }
        self.rate = rate
        leastRate = least
        largestRate = largest
        spread = Statistics.spread(rates) ?? 0
        microseconds = rate > 0 ? 1e6 / rate : 0
        processorMicroseconds = median { ($0.user + $0.system) / Double($0.events) * 1e6 } ?? 0
        megabytes = median { output in output.bytes.map { Double($0) / 1e6 / output.seconds } }
        bytesWritten = median { output in output.bytesWritten.map { Double($0) / Double(output.events) } }
        bytesStored = median { output in output.storedBytes.map { Double($0) / Double(output.events) } }
        syncsPerThousand = median { output in
            output.syncs.map { Double($0) * 1_000 / Double(output.events) }
        }
        anonymousMiB = median { $0.anonymousKiB.map { Double($0) / 1_024 } }
        let busy = median { ($0.user + $0.system) / $0.seconds } ?? 0
        bottleneck =
            busy >= 1.3
            ? "processor, both cores" : busy >= 0.75 ? "processor" : "waiting for the disk or others"
        // That of the run whose rate is nearest to the median.
        latency =
            used.filter { $0.latency != nil }
            .min { abs($0.eventsPerSecond - rate) < abs($1.eventsPerSecond - rate) }?.latency
        self.quiet = quiet.count
        all = samples.count
    }
}
