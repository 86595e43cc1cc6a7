import Benchmark
import Foundation
import Probity

// What folds cost on one core: both passes of a listing of devices, and of one of enrolments with its
// sessions, over the first records of the ledger at $PROBITY_LEDGER. They are held in memory as they stand in
// its blocks, so that reading a record's fields is counted, and reading and decompressing the log is not.
// `baseline.records` reads the fields alone. Events a second are the records of the ledger, at most two
// million, by the processor time of an iteration.

/// A ledger's first records, one behind the other.
struct HeldRecords {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    init(of ledger: Ledger, most: Int) throws {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        try ledger.forEachRecord { view in
            bytes.append(contentsOf: view.bytes)
            ends.append(bytes.count)
            return ends.count < most
        }
        self.bytes = bytes
        self.ends = ends
    }

    /// Calls `body` with each record that is wanted, as a pass over the log does.
    func forEach(where isWanted: (RecordHead) -> Bool, _ body: (RecordView) -> Void) throws {
        try bytes.withUnsafeBytes { buffer in
            var start = 0
            for (number, end) in ends.enumerated() {
                let record = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
                start = end
                if let head = RecordHead(record), !isWanted(head) { continue }
                body(try RecordView(record, at: GlobalPosition(UInt64(number))))
            }
        }
    }
}

/// The records that folds are measured with; nil where no ledger is named.
func heldRecords() throws -> HeldRecords? {
    guard let path = ProcessInfo.processInfo.environment["PROBITY_LEDGER"] else { return nil }
    return try HeldRecords(of: Ledger.open(path, for: .reading), most: 2_000_000)
}

func registerFolds() {
    let configuration = Benchmark.Configuration(
        metrics: [.cpuTotal, .wallClock], warmupIterations: 1, maxDuration: .seconds(20), maxIterations: 10)

    func measure(_ name: String, _ body: @escaping @Sendable (HeldRecords) throws -> Void) {
        Benchmark(name, configuration: configuration) { benchmark in
            guard let records = try heldRecords() else {
                return benchmark.error("set PROBITY_LEDGER to a ledger to fold")
            }
            benchmark.startMeasurement()
            try body(records)
            benchmark.stopMeasurement()
        }
    }

    measure("baseline.records") { records in
        var tags = 0
        try records.forEach(where: { _ in true }) { tags += $0.tagCount }
        blackHole(tags)
    }

    measure("fold.devices") { records in
        var ground = FoldGround()
        try records.forEach(where: { ground.wantsAnnounced($0) }) { ground.announce($0) }
        if ground.beginContents() {
            try records.forEach(where: { ground.wantsContent($0) }) { ground.noteContent($0) }
        }
        var standings = DeviceStandings(ground, asOf: .latest)
        try records.forEach(where: { standings.wants($0) }) { standings.add($0) }
        blackHole(standings.factsToFold)
    }

    measure("fold.enrolments") { records in
        var ground = EnrolmentGround()
        try records.forEach(where: { ground.wants($0) }) { ground.announce($0) }
        var fold = EnrolmentFold(ground)
        try records.forEach(where: { fold.wants($0) }) { fold.add($0) }
        blackHole(fold.sessions(asOf: .latest).count)
    }
}
