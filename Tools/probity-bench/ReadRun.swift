import Dispatch
import Foundation
import Probity
import Synchronization

/// Reads the standard work's own ledger.
struct ReadRun: Sendable {
    let work: StandardWork
    let account: StandardWork.Account
    let most: Int?

    /// Folds the latest compliance state of each device, on one thread or each part of the log on another.
    func replay(parts: Int) throws -> ProgramOutput {
        var watch = StopWatch()
        let memory = MemoryWatch()
        watch.start()
        let ledger = try Ledger.open(work.ledger)
        var fold: ObservedFold
        if parts == 1 {
            fold = ObservedFold()
            try ledger.forEachRecord(below: ledger.size, where: ObservedFold.wants) { view in
                fold.add(view)
                return true
            }
        } else {
            fold = try Self.fold(ledger, parts)
        }
        let digest = fold.digest
        watch.stop()
        var out = ProgramOutput("Probity", events: Int(ledger.size.value), watch, memory)
        out.bytes = account.recordBytes
        out.digest = digest
        guard digest == account.digest else { throw BenchError("the fold's digest differs from the work's") }
        return out
    }

    private static func fold(_ ledger: Ledger, _ parts: Int) throws -> ObservedFold {
        let size = ledger.size.value
        let results = Mutex<[Int: Result<ObservedFold, LedgerError>]>([:])
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            let from = size * UInt64(part) / UInt64(parts)
            let end = size * UInt64(part + 1) / UInt64(parts)
            let result = Result { () throws(LedgerError) in
                var fold = ObservedFold()
                try ledger.forEachRecord(from: GlobalPosition(from), below: TreeSize(end)) { view in
                    fold.add(view)
                    return true
                }
                return fold
            }
            results.withLock { $0[part] = result }
        }
        var all = ObservedFold()
        for (_, result) in results.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            all.add(later: try result.get())
        }
        return all
    }

    /// The whole fold of devices: every region and witness.
    func replayDevices() throws -> ProgramOutput {
        var watch = StopWatch()
        let memory = MemoryWatch()
        watch.start()
        let ledger = try Ledger.open(work.ledger)
        var devices = 0
        try History(ledger).fold(below: ledger.size).forEachDevice { _ in devices += 1 }
        watch.stop()
        guard devices > 0 else { throw BenchError("the fold found no device") }
        var out = ProgramOutput("Probity", events: Int(ledger.size.value), watch, memory)
        out.bytes = account.recordBytes
        out.more = ["devices": Double(devices)]
        return out
    }

    /// Reads, decompresses, decodes and hashes everything.
    func verify() throws -> ProgramOutput {
        var watch = StopWatch()
        let memory = MemoryWatch()
        watch.start()
        let report = try Audit.run(work.ledger, in: .system)
        watch.stop()
        guard report.findings.isEmpty else {
            throw BenchError("the audit found \(report.findings.count) things, expected none")
        }
        var out = ProgramOutput("Probity", events: Int(report.size.value), watch, memory)
        out.bytes = account.recordBytes
        out.root = try Ledger.open(work.ledger).head().root.hex
        return out
    }

    /// Histories of devices chosen by seed, each read event by event.
    func histories() throws -> ProgramOutput {
        let ledger = try Ledger.open(work.ledger)
        var streams = try Self.streams(ledger)
        guard !streams.isEmpty else { throw BenchError("the work has no device") }
        let wanted = min(most ?? 5_000, 5_000)
        var state = account.seed &+ 1
        streams = (0..<wanted).map { _ in streams[Self.next(&state, below: streams.count)] }
        // Index and labels are looked at for the first time outside of the clock.
        _ = try ledger.positions(stream: streams[0])
        var watch = StopWatch()
        let memory = MemoryWatch()
        var latencies: [Double] = []
        var events = 0
        watch.start()
        for stream in streams {
            let began = Usage.now()
            for position in try ledger.positions(stream: stream) {
                if try ledger.event(at: position).stream == stream { events += 1 }
            }
            latencies.append(Usage.now() - began)
        }
        watch.stop()
        var out = ProgramOutput("Probity", events: streams.count, watch, memory)
        out.latency = ProgramOutput.Latency(seconds: latencies)
        out.more = ["eventsRead": Double(events)]
        return out
    }

    /// The positions of random devices' tags.
    func tags() throws -> ProgramOutput {
        let ledger = try Ledger.open(work.ledger)
        var all: Set<Tag> = []
        try ledger.forEachRecord { view in
            if let event = try? view.event() {
                for tag in event.tags where "\(tag)".hasPrefix("device:") { all.insert(tag) }
            }
            return all.count < 20_000
        }
        guard !all.isEmpty else { throw BenchError("the work has no tag of a device") }
        let sorted = all.sorted { "\($0)" < "\($1)" }
        var state = account.seed &+ 2
        let wanted = (0..<min(most ?? 5_000, 5_000)).map { _ in sorted[Self.next(&state, below: sorted.count)]
        }
        _ = try ledger.candidates(tag: wanted[0])
        var watch = StopWatch()
        let memory = MemoryWatch()
        var latencies: [Double] = []
        var found = 0
        watch.start()
        for tag in wanted {
            let began = Usage.now()
            found += try ledger.candidates(tag: tag).count
            latencies.append(Usage.now() - began)
        }
        watch.stop()
        var out = ProgramOutput("Probity", events: wanted.count, watch, memory)
        out.latency = ProgramOutput.Latency(seconds: latencies)
        out.more = ["positionsFound": Double(found)]
        return out
    }

    /// Opens a ledger for writing, some times.
    func open(_ path: String) throws -> ProgramOutput {
        var watch = StopWatch()
        let memory = MemoryWatch()
        var latencies: [Double] = []
        for _ in 0..<5 {
            let began = Usage.now()
            watch.start()
            let ledger = try Ledger.open(path, for: .writing)
            watch.stop()
            latencies.append(Usage.now() - began)
            try ledger.close()
        }
        var out = ProgramOutput("Probity", events: latencies.count, watch, memory)
        out.latency = ProgramOutput.Latency(seconds: latencies)
        return out
    }

    /// Streams of devices that the directory told of, each once.
    private static func streams(_ ledger: Ledger) throws -> [StreamName] {
        var found: Set<StreamName> = []
        try ledger.forEachRecord(below: ledger.size, where: ObservedFold.wants) { view in
            if let stream = StreamName(encoded: view.slice(view.streamRange)) { found.insert(stream) }
            return true
        }
        return found.sorted { "\($0)" < "\($1)" }
    }

    private static func next(_ state: inout UInt64, below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
