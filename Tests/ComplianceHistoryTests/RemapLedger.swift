import ComplianceHistory
import ComplianceLedger
import ComplianceState
import Connectors
import DurableIO
import Foundation
import LedgerModel
import Projections
import Synchronization

/// Tells the time that it is told.
final class SetClock: WallClock {
    private let time = Mutex(Timestamp(nanoseconds: 1_780_000_000_000_000_000))

    func now() -> Timestamp { time.withLock { $0 } }

    func advance(seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// Gives the same bytes in every ledger, so that all have one secret.
final class CountedRandomness: RandomSource {
    private let state = Mutex<UInt64>(7)

    func bytes(_ count: Int) -> [UInt8] {
        state.withLock { state in
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 33)
            }
        }
    }
}

/// A ledger in a folder of its own, which goes with it.
final class RemapLedger {
    let path: String
    let clock = SetClock()
    private let environment: LedgerEnvironment
    private(set) var ledger: Ledger

    init() throws {
        path = NSTemporaryDirectory() + "probity-remapping-" + UUID().uuidString
        environment = LedgerEnvironment(
            files: POSIXFileSystem(), clock: clock, randomness: CountedRandomness())
        try Ledger.create(at: path, origin: "test.example/ledger", in: environment)
        ledger = try Ledger.open(path, for: .writing, in: environment)
    }

    deinit {
        try? ledger.close()
        try? FileManager.default.removeItem(atPath: path)
    }

    func reopen() throws {
        try ledger.close()
        ledger = try Ledger.open(path, for: .writing, in: environment)
    }

    /// Lets the files go as a process does that is killed.
    func closed() throws { try ledger.close() }

    func open() throws { ledger = try Ledger.open(path, for: .writing, in: environment) }

    func append(_ submissions: [Submission]) throws {
        for result in ledger.appendEach(submissions) { _ = try result.get() }
    }

    /// - Parameter isWanted: which formats' records; nil for all.
    func append(
        _ records: SimulatedRecords, _ mappings: MappingTable, of isWanted: ((SourceFormat) -> Bool)? = nil
    ) throws {
        var group: [Submission] = []
        try records.forEach(mappings) { found in
            group += found.filter { submission in
                isWanted.map { SourceFormat(recordKey: submission.key).map($0) ?? false } ?? true
            }
            guard group.count >= 500 else { return }
            try append(group)
            group = []
        }
        try append(group)
    }

    func remap(
        _ mappings: MappingTable, _ selection: Remapping.Selection = .init(),
        bindings: InstanceBindings? = nil
    ) throws -> RemapSummary {
        clock.advance(seconds: 3_600)
        var context = ConnectorContext()
        context.mappings = mappings
        context.bindings = bindings
        var remapping = Remapping(ledger, context, selection)
        try remapping.run()
        return remapping.summary
    }

    /// What the ledger says of everything as of some instants: values alone, so that two ledgers which hold
    /// the same facts say the same.
    func states(below size: TreeSize? = nil) throws -> States {
        States(try History(ledger).fold(below: size ?? ledger.size, decisions: .kept))
    }

    /// Whether tables that read on from where they were agree with the log.
    func tablesAgree(eventsPerTransaction: UInt64 = Projector.eventsPerTransaction) throws -> Bool {
        let store = try ProjectionStore.open(of: ledger, for: .writing)
        defer { store.close() }
        try Projector(store, eventsPerTransaction: eventsPerTransaction).catchUp(from: ledger)
        return try store.verify(against: ledger).isGood
    }
}

/// What a fold says of devices, persons, tenants and decisions.
struct States: Equatable {
    private(set) var devices: [[UInt8]] = []
    private(set) var users: [[UInt8]] = []
    private(set) var tenants: [[UInt8]] = []
    private(set) var decisions: [String] = []

    init(_ fold: LedgerFold) {
        let start = FleetStart.instant
        let instants = (0..<6).map { start.adding(seconds: Int64($0) * 86_400) } + [Timestamp.latest]
        fold.forEachDevice { device in
            for instant in instants {
                devices.append(StateDigest.bytes(of: device.state(asOf: instant), key: device.key))
            }
        }
        for user in fold.users().values {
            for instant in instants {
                users.append(
                    StateDigest.bytes(
                        of: StateSnapshot(intervals: user.timeline.intervals, asOf: instant)))
            }
        }
        for timeline in fold.tenants().values {
            let all =
                timeline.policies.map(\.timeline) + timeline.applications.map(\.timeline)
                + timeline.connections.map(\.timeline) + timeline.subscriptions.map(\.timeline)
            for one in all {
                for instant in instants {
                    tenants.append(
                        StateDigest.bytes(of: StateSnapshot(intervals: one.intervals, asOf: instant)))
                }
            }
        }
        decisions = fold.decisions().map { "\($0.occurred) \($0.outcome) \($0.errorCode ?? 0)" }.sorted()
        devices.sort { $0.lexicographicallyPrecedes($1) }
        users.sort { $0.lexicographicallyPrecedes($1) }
        tenants.sort { $0.lexicographicallyPrecedes($1) }
    }

    var isEmpty: Bool { devices.isEmpty && users.isEmpty && tenants.isEmpty && decisions.isEmpty }
}

/// When simulated fleets begin.
enum FleetStart {
    static let instant = Timestamp(nanoseconds: 1_767_571_200_000_000_000)
}
