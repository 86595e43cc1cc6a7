import ComplianceState
import EventCatalogue
import LedgerModel
import Merkle
import Testing

@testable import Projections

/// Facts that stand in Entra's own logs and in the unified audit log.
@Suite struct TwinTests {
    /// A sign-in as Entra tells it: by Graph, or by Azure Monitor, which knows more.
    private static func original(_ number: Int64, content: String = "1", code: Int64 = 0) -> Step {
        .signIn(
            key: "entra \(number)", content: content, modified: content == "1" ? nil : seconds(9),
            twin: "twin \(number)", at: seconds(1_700_000_000 + number), device: Step.device(1),
            user: Step.person(1), code: code, isCompliant: content == "1" ? nil : true)
    }

    /// The same as the unified audit log tells it, to the second and under an id of its own.
    private static func copy(_ number: Int64, of twin: Int64) -> Step {
        .signIn(
            key: "ual \(number)", source: "ual", twin: "twin \(twin)", at: seconds(1_700_000_000 + twin),
            device: Step.device(1), user: Step.person(1), isCompliant: false)
    }

    private static func permutations(_ count: Int) -> [[Int]] {
        guard count > 1 else { return [[0]] }
        return permutations(count - 1).flatMap { shorter in
            (0..<count).map { place in
                var out = shorter
                out.insert(count - 1, at: place)
                return out
            }
        }
    }

    /// What the tables say.
    private struct Outcome {
        let digest: SHA256Digest
        let decisions: Int
        /// The device's history, without the places in the log.
        let history: [String]
    }

    private static func outcome(_ steps: [Step], eventsPerTransaction: UInt64) throws -> Outcome {
        let fixture = try LedgerFixture(randomness: SeededSource(seed: 4))
        try fixture.append(steps)
        let store = try fixture.caughtUp(eventsPerTransaction: eventsPerTransaction)
        defer { store.close() }
        let report = try store.verify(against: fixture.ledger)
        #expect(report.isGood, "\(report)")
        let user = try #require(try store.users(UserQuery(asOf: .latest)).first)
        let device = try #require(try store.device(entra(1), asOf: .latest))
        return Outcome(
            digest: try store.digest(), decisions: user.granted + user.denied + user.interrupted,
            history: device.intervals.map {
                "\($0.region) \($0.value.code) \($0.from) \($0.confirmed) \($0.count)"
            })
    }

    @Test(
        "one record of each log is one fact, in whatever order they come", arguments: [1, 40_000] as [UInt64])
    func oneOfEach(eventsPerTransaction: UInt64) throws {
        let steps = [Self.original(1), Self.original(1, content: "2"), Self.copy(1, of: 1), Self.original(2)]
        let alone = try Self.outcome([steps[0], steps[1], steps[3]], eventsPerTransaction: 40_000)
        #expect(alone.decisions == 2)
        var digests: Set<[UInt8]> = []
        for order in Self.permutations(steps.count) {
            let found = try Self.outcome(order.map { steps[$0] }, eventsPerTransaction: eventsPerTransaction)
            digests.insert(found.digest.bytes)
            #expect(found.history == alone.history, "order \(order)")
            #expect(found.decisions == 2, "order \(order)")
        }
        #expect(digests.count == 1)
    }

    @Test("a record of the unified audit log counts where Entra's is not there")
    func copyAlone() throws {
        let found = try Self.outcome([Self.copy(1, of: 1), Self.original(2)], eventsPerTransaction: 1)
        #expect(found.decisions == 2)
    }

    @Test(
        "where several have the same in common, each stands for itself, in whatever order they come",
        arguments: [1, 40_000] as [UInt64])
    func several(eventsPerTransaction: UInt64) throws {
        let steps = [Self.original(1), Self.copy(1, of: 1), Self.copy(2, of: 1), Self.original(2)]
        var digests: Set<[UInt8]> = []
        for order in Self.permutations(steps.count) {
            let found = try Self.outcome(order.map { steps[$0] }, eventsPerTransaction: eventsPerTransaction)
            digests.insert(found.digest.bytes)
            #expect(found.decisions == 4, "order \(order)")
        }
        #expect(digests.count == 1)
    }

    @Test("a binding that only a twin states does not count beside Entra's record")
    func bindings() throws {
        func step(_ key: String, _ source: StaticString, _ devices: [DeviceReference]) -> Step {
            Step(key: key, source: source, twin: "same") { draft in
                var subject = EventSubject(tenant: TenantName(id: tenantID))
                subject.devices = devices
                draft.add(
                    DeviceEvents.identityBound, occurred: OccurredTime(seconds(1_700_000_000)),
                    subject: subject
                )
            }
        }
        let steps = [
            step("entra", "entra", [Step.device(1), Step.object(1)]),
            step("ual", "ual", [Step.device(1), Step.object(2)]),
        ]
        for order in [[0, 1], [1, 0]] {
            let fixture = try LedgerFixture()
            let store = try fixture.store()
            defer { store.close() }
            let projector = try Projector(store)
            for index in order {
                try fixture.append([steps[index]])
                try projector.catchUp(from: fixture.ledger)
            }
            #expect(try store.verify(against: fixture.ledger).isGood)
            let keys = try #require(try store.device(entra(1), asOf: .latest)).keys
            #expect(
                keys == [
                    entra(1), DeviceKey(tenant: contoso, kind: .entraObject, id: Bits128(high: 2, low: 1)),
                ])
        }
    }

    @Test("random stories told by both logs fold to what the log says", arguments: [1, 2, 3] as [UInt64])
    func random(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var steps = RandomSteps.make(seed: seed, count: 120)
        for number in 0..<60 {
            let twin = Int64.random(in: 1...40, using: &random)
            let step =
                random.chance(1, in: 2)
                ? Self.copy(Int64(number), of: twin)
                : Self.original(twin, content: random.chance(1, in: 3) ? "2" : "1")
            steps.insert(step, at: Int.random(in: 0...steps.count, using: &random))
        }
        let fixture = try LedgerFixture(randomness: SeededSource(seed: seed))
        let store = try fixture.store()
        defer { store.close() }
        let projector = try Projector(store, eventsPerTransaction: 7)
        for start in stride(from: 0, to: steps.count, by: 30) {
            try fixture.append(Array(steps[start..<min(start + 30, steps.count)]))
            try projector.catchUp(from: fixture.ledger)
            let report = try store.verify(against: fixture.ledger)
            #expect(report.isGood, "seed \(seed), \(report)")
        }
    }
}
