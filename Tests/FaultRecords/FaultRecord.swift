import Foundation
import Glibc

/// What a test of faults committed, and what came of it: one row of the report that `Tools/faults` makes.
///
/// A test that has run to its end calls ``report()``, whatever it found; what a test found wrong it also says
/// as a failed expectation.
public struct FaultRecord: Codable, Hashable, Sendable {
    /// The row, in lower case and with hyphens: `crash-seeds`, `s9-lying-sync`, `sabotage-no-batch-boundary`.
    public let row: String
    /// The part of the matrix that it belongs to.
    public let part: Part
    /// What is done, in one sentence that an auditor understands.
    public let fault: String
    /// What has to hold afterwards, in one sentence.
    public var expectation: String
    /// The named test: `Suite/test`.
    public let test: String
    /// How many faults were committed.
    public var committed = 0
    /// How many of them were noticed, where the row is about noticing.
    public var noticed: Int?
    /// How many events had been acknowledged before, over all faults.
    public var acknowledged = 0
    /// How many acknowledged events were missing afterwards; must be 0.
    public var lost = 0
    /// How many changes of the log no check told of; must be 0.
    public var silent = 0
    /// Faults after which what had to hold did not; must be 0.
    public var failed = 0
    /// The seeds that were used, where there are any: `0..<1000`.
    public var seeds: String?
    /// Why nothing was done; nil where it was.
    public var skipped: String?
    /// Seconds that it took.
    public var seconds = 0.0

    /// A part of the fault matrix.
    public enum Part: String, Codable, CaseIterable, Sendable {
        case crashes, calls, bytes, binary, projections, parsers, sabotage
    }

    private let began = Date()

    private enum CodingKeys: CodingKey {
        case row, part, fault, expectation, test, committed, noticed, acknowledged, lost, silent, failed,
            seeds,
            skipped, seconds
    }

    public init(_ row: String, _ part: Part, fault: String, expectation: String, test: String) {
        self.row = row
        self.part = part
        self.fault = fault
        self.expectation = expectation
        self.test = test
    }

    /// Writes the record as one line of JSON to the file named by `PROBITY_FAULT_RECORDS`; does nothing where
    /// that is not set.
    ///
    /// A row may be reported in several parts, by tests with arguments or in several processes: the report
    /// adds their counts.
    public func report() {
        guard let path = ProcessInfo.processInfo.environment["PROBITY_FAULT_RECORDS"] else { return }
        var record = self
        record.seconds = Date().timeIntervalSince(began)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard var line = try? encoder.encode(record) else { return }
        line.append(UInt8(ascii: "\n"))
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o644)
        guard file >= 0 else { return }
        defer { close(file) }
        // One write to the end of a file: lines of several tests do not mix.
        _ = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    }
}
