import Benchmark
import Dispatch
import Foundation
import Probity
import Synchronization

// Rates of the ledger on the machine that they run on. Wall time is reported and never gated; quote ratios
// between benchmarks of one run. `baseline.sync` is one append of a batch's bytes and one fdatasync, the
// disk's part of all.

/// Events of a fleet without personal data, as an embedding device manager would append them.
func publicEvents(_ numbers: Range<Int>, run: Int) -> [Submission] {
    let tenant = TenantName(id: Bits128(high: 0x72F9_88BF_86F1_41AF, low: 0x91AB_2D7C_D011_DB47))
    return numbers.map { number in
        var subject = EventSubject(tenant: tenant)
        subject.devices = [.entra(Bits128(high: 0x4C29_9165_6E8F_4B45, low: UInt64(number % 5_000 + 1)))]
        var data = PublicData()
        data.set(ComplianceEvents.verdict, number.isMultiple(of: 17) ? .nonCompliant : .compliant)
        var key: [UInt8] = []
        withUnsafeBytes(of: UInt64(run) << 40 | UInt64(number)) { key.append(contentsOf: $0) }
        var draft = SubmissionDraft(
            source: SourceName(.word("mdm"), .word("bench")), key: key, content: key,
            mappingRevision: MappingRevision(1), road: Token(word: "api"), isObserved: false, evidence: nil)
        draft.add(
            ComplianceEvents.evaluated,
            occurred: OccurredTime(
                Timestamp(nanoseconds: 1_767_571_200_000_000_000 + Int64(number) * 1_000_000)),
            subject: subject, data: data)
        return draft.finished()
    }
}

/// A ledger in a folder of its own.
func freshLedger() throws -> (Ledger, String) {
    let folder = NSTemporaryDirectory() + "/probity-bench-" + UUID().uuidString
    try Ledger.create(at: folder, origin: "bench.example/ledger", in: .system)
    return (try Ledger.open(folder, for: .writing), folder)
}

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .throughput, .peakMemoryResident], warmupIterations: 1,
        maxDuration: .seconds(5),
        maxIterations: 200)
    registerFolds()

    // One iteration is two hundred appends of a thousand events, each of them synced and waited for; the first
    // append of a new ledger, which makes its files, is not counted.
    Benchmark("append.typed.200k") { benchmark in
        let (ledger, folder) = try freshLedger()
        let batches = (0...200).map { publicEvents(($0 * 1_000)..<($0 * 1_000 + 1_000), run: 1) }
        _ = try ledger.appendAndWait(batches[0])
        benchmark.startMeasurement()
        for batch in batches.dropFirst() { blackHole(try ledger.appendAndWait(batch)) }
        benchmark.stopMeasurement()
        try ledger.close()
        try FileManager.default.removeItem(atPath: folder)
    }

    // The same with four appends on their way at a time: while one is synced, the next is made ready.
    Benchmark("append.typed.200k.four") { benchmark in
        let (ledger, folder) = try freshLedger()
        let batches = (0...200).map { publicEvents(($0 * 1_000)..<($0 * 1_000 + 1_000), run: 1) }
        _ = try ledger.appendAndWait(batches[0])
        let room = DispatchSemaphore(value: 4)
        let refused = Mutex(0)
        benchmark.startMeasurement()
        for batch in batches.dropFirst() {
            room.wait()
            ledger.append(batch) { result in
                if case .failure = result { refused.withLock { $0 += 1 } }
                room.signal()
            }
        }
        for _ in 0..<4 { room.wait() }
        benchmark.stopMeasurement()
        for _ in 0..<4 { room.signal() }
        if refused.withLock({ $0 }) > 0 { benchmark.error("an append was refused") }
        try ledger.close()
        try FileManager.default.removeItem(atPath: folder)
    }

    Benchmark("baseline.sync") { benchmark in
        let path = NSTemporaryDirectory() + "/probity-bench-sync"
        let bytes = [UInt8](repeating: 7, count: 100_000)
        let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
        var offset = 0
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
            _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
            fdatasync(descriptor)
            offset += bytes.count
        }
        benchmark.stopMeasurement()
        close(descriptor)
        unlink(path)
    }

    // One iteration is one fold of a hundred thousand events.
    Benchmark("replay.devices.100k") { benchmark in
        let (ledger, folder) = try freshLedger()
        for batch in 0..<100 {
            _ = try ledger.appendAndWait(publicEvents((batch * 1_000)..<(batch * 1_000 + 1_000), run: 2))
        }
        let history = History(ledger)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
            var devices = 0
            try history.fold(below: ledger.size).forEachDevice { _ in devices += 1 }
            blackHole(devices)
        }
        benchmark.stopMeasurement()
        try ledger.close()
        try FileManager.default.removeItem(atPath: folder)
    }
}
