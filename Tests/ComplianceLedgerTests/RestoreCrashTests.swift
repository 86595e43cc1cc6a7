import DurabilitySimulation
import DurableIO
import FaultRecords
import LedgerModel
import Testing

@testable import ComplianceLedger

@Suite struct RestoreCrashTests {
    /// What a test restores, and what then may stand in the place.
    struct Case {
        var world: LedgerWorld
        var reason: String?
        /// Sizes of the old ledger and of the new one.
        var old: UInt64?
        var new: UInt64
    }

    static func cases() throws -> [Case] {
        let nowhere = try LedgerWorld.recorded(2, segmentBytes: 64 << 20)
        try nowhere.backup()
        try nowhere.files.rename(LedgerWorld.path, to: "gone")
        try nowhere.files.synchronizeDirectory("/")
        let same = try LedgerWorld.recorded(2, segmentBytes: 64 << 20)
        try same.backup()
        let further = try LedgerWorld.recorded(2, segmentBytes: 64 << 20)
        try further.backup()
        try further.record(2..<5)
        return [
            Case(world: nowhere, reason: nil, old: nil, new: 2),
            Case(world: same, reason: nil, old: 2, new: 2),
            Case(world: further, reason: "test", old: 5, new: 3),
        ]
    }

    @Test("a restore that stops at any call leaves the old ledger or the new one, and tells a rollback once")
    func stopped() throws {
        for (index, testCase) in try Self.cases().enumerated() {
            let dry = LedgerWorld(copying: testCase.world)
            dry.files.clearCalls()
            try dry.restore(reason: testCase.reason)
            let calls = dry.files.callCount
            #expect(calls > 120)
            var news = 0
            // Of the harmless cases a part, but in the night.
            let step = testCase.reason == nil ? TestEffort.count(4, nightly: 1) : 1
            for number in stride(from: 1, through: calls, by: step) {
                let world = LedgerWorld(copying: testCase.world)
                world.files.failNextCalls(Fault(number: number, isPermanent: true))
                _ = try? world.restore(reason: testCase.reason)
                world.files.clearFaults()
                world.files.crash(keeping: number.isMultiple(of: 3) ? .everything : .seeded)
                let place = "case \(index), call \(number)"
                news += try Self.check(world, testCase, place) ? 1 : 0
                // And again, until it is done.
                _ = try? world.restore(reason: testCase.reason)
                let opened = try world.open()
                #expect(opened.size.value >= testCase.new, "\(place)")
                try opened.close()
                #expect(try world.audit() == [], "\(place)")
                try Self.requireKept(world, testCase, place)
            }
            #expect(news > 3, "case \(index)")
        }
    }

    @Test("a call that fails though it happened loses neither the old ledger nor the new one")
    func failedButHappened() throws {
        for (index, testCase) in try Self.cases().enumerated() {
            let dry = LedgerWorld(copying: testCase.world)
            dry.files.clearCalls()
            try dry.restore(reason: testCase.reason)
            let step = TestEffort.count(3, nightly: 1)
            for number in stride(from: 1 + index, through: dry.files.callCount, by: step) {
                let world = LedgerWorld(copying: testCase.world)
                world.files.failNextCalls(Fault(number: number, manner: .failedButHappened))
                _ = try? world.restore(reason: testCase.reason)
                world.files.clearFaults()
                world.files.crash(keeping: .nothingUnsynced)
                _ = try Self.check(world, testCase, "case \(index), call \(number)")
                try Self.requireKept(world, testCase, "case \(index), call \(number)")
            }
        }
    }

    /// Opens what stands in the place; it must be one of both, whole.
    /// - Returns: whether it is the new one.
    private static func check(_ world: LedgerWorld, _ testCase: Case, _ place: String) throws -> Bool {
        let found = try look(at: world, testCase)
        #expect(found.problems.isEmpty, "\(place): \(found.problems)")
        return found.isNew
    }

    /// Opens what stands in the place, and says whether it is the new one, and what is wrong with it.
    static func look(
        at world: LedgerWorld, _ testCase: Case
    ) throws -> (isNew: Bool, problems: [String]) {
        if try world.files.information(LedgerWorld.path) == nil {
            return (false, testCase.old == nil ? [] : ["nothing is there"])
        }
        var problems: [String] = []
        let ledger = try world.open()
        let events = try (0..<ledger.size.value).map { try ledger.event(at: GlobalPosition($0)) }
        let told = events.filter { $0.type == EventType("ledger.restored") }.count
        // A segment that was begun in vain is cut, and an event says so.
        let size = UInt64(events.filter { $0.type != EventType("ledger.recovered") }.count)
        let epoch = ledger.origin.epoch
        if ![testCase.old, testCase.new].contains(size) { problems.append("\(size) events") }
        if told != (epoch == 0 ? 0 : 1) { problems.append("the restore was told \(told) times") }
        if epoch > 0, size != testCase.new { problems.append("\(size) events in epoch \(epoch)") }
        try ledger.close()
        problems += try world.audit()
        let isNew =
            size == testCase.new && (testCase.old != testCase.new || epoch > 0)
            || testCase.old == testCase.new
        return (isNew, problems)
    }

    /// The old ledger is somewhere, whole.
    private static func requireKept(_ world: LedgerWorld, _ testCase: Case, _ place: String) throws {
        #expect(isKept(world, testCase), "\(place): \(world.files.files)")
    }

    static func isKept(_ world: LedgerWorld, _ testCase: Case) -> Bool {
        guard let old = testCase.old else { return true }
        var folders = Set<String>()
        for path in world.files.files {
            if let folder = path.split(separator: "/").first, path.hasSuffix("/origin") {
                folders.insert(String(folder))
            }
        }
        let sizes = folders.filter { $0.hasPrefix("ledger") }.compactMap { try? world.size($0) }
        return sizes.contains { $0 >= old }
    }
}
