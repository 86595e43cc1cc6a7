import Foundation
import Probity

/// One measurement of Probity in this process, by the library's public calls.
struct ModeRun: Sendable {
    let work: StandardWork
    /// A folder of the measurement's own; emptied before.
    let place: String
    /// At most so many events; nil for all of the work.
    let most: Int?

    func measure(_ mode: Mode) async throws -> ProgramOutput {
        guard let account = work.account() else {
            throw BenchError("there is no standard work in \(work.folder): prepare it first")
        }
        let files = FileManager.default
        if mode != .openKilled, mode != .dieAppending { try? files.removeItem(atPath: place) }
        try files.createDirectory(atPath: place, withIntermediateDirectories: true)
        if let format = mode.importedFormat {
            return try ImportRun(work: work, account: account, place: place).measure(format)
        }
        let appending = AppendRun(work: work, account: account, place: place, most: most)
        let reading = ReadRun(work: work, account: account, most: most)
        switch mode {
        case .appendSingle: return try await appending.measure(batch: 1, inFlight: 1)
        case .appendCallers: return try await appending.measureCallers(64)
        case .appendHundred: return try await appending.measure(batch: 100, inFlight: 1)
        case .appendThousand: return try await appending.measure(batch: 1_000, inFlight: 4)
        case .appendThousandPrivate:
            return try await appending.measure(batch: 1_000, inFlight: 4, as: .withPrivateRecords)
        case .appendBulk: return try await appending.measure(batch: 16_000, inFlight: 3)
        case .appendAgain: return try await appending.measureAgain(batch: 1_000)
        case .dieAppending: return try await appending.die(batch: 1_000)
        case .replay: return try reading.replay(parts: 1)
        case .replayTwo: return try reading.replay(parts: 2)
        case .replayDevices: return try reading.replayDevices()
        case .verify: return try reading.verify()
        case .histories: return try reading.histories()
        case .tags: return try reading.tags()
        case .openClean: return try reading.open(work.ledger)
        case .openKilled: return try openKilled()
        case .projectionsCatchUp, .projectionsRebuild:
            return try ProjectionRun(work: work, account: account, place: place).measure(
                rebuilding: mode == .projectionsRebuild)
        default: throw BenchError("\(mode.rawValue) cannot be measured")
        }
    }

    /// Another process appends and is killed; this one opens what it left.
    private func openKilled() throws -> ProgramOutput {
        try? FileManager.default.removeItem(atPath: place)
        var arguments = ["run", Mode.dieAppending.rawValue, "--work", work.folder, "--place", place]
        if let most { arguments += ["--events", "\(most)"] }
        let ended = try ProcessRun(ProcessRun.ownPath, arguments).wait(most: 600)
        guard case .killed = ended.ending else {
            throw BenchError("the appending process was to be killed, and was not: \(ended.errorText)")
        }
        var watch = StopWatch()
        let memory = MemoryWatch()
        watch.start()
        let ledger = try Ledger.open(place + "/ledger", for: .writing)
        watch.stop()
        let size = Int(ledger.size.value)
        try ledger.close()
        var out = ProgramOutput("opening after kill -9", events: size, watch, memory)
        out.latency = ProgramOutput.Latency(seconds: [watch.wall])
        return out
    }
}

extension ProgramOutput {
    /// What a stop watch measured.
    init(_ name: String, events: Int, _ watch: StopWatch, _ memory: MemoryWatch) {
        self.init(
            name: name, events: events, seconds: watch.wall, user: watch.user, system: watch.system,
            anonymousKiB: memory.end())
    }

    init(name: String, events: Int, seconds: Double, user: Double, system: Double, anonymousKiB: Int?) {
        self.name = name
        self.events = events
        self.seconds = seconds
        self.user = user
        self.system = system
        self.anonymousKiB = anonymousKiB
    }
}
