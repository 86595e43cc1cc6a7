import ComplianceLedger
import ComplianceState
import DurableIO
import EventCatalogue
import Foundation
import LedgerModel
import Synchronization

@testable import Projections

let tenantID = Bits128(high: 0xC0, low: 1)
let contoso = TenantKey.id(tenantID)

func entra(_ number: UInt64) -> DeviceKey {
    DeviceKey(tenant: contoso, kind: .entra, id: Bits128(high: 1, low: number))
}

func seconds(_ number: Int64) -> Timestamp { Timestamp(nanoseconds: number * 1_000_000_000) }

/// Tells the same time until it is told another one.
struct StillClock: WallClock {
    func now() -> Timestamp { seconds(2_000_000_000) }
}

/// Gives the same bytes in every run.
final class SeededSource: RandomSource {
    private let random: Mutex<SeededRandom>

    init(seed: UInt64) { random = Mutex(SeededRandom(seed: seed)) }

    func bytes(_ count: Int) -> [UInt8] {
        random.withLock { random in (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } }
    }
}

/// A ledger in a folder of its own, which goes with it.
final class LedgerFixture {
    let path: String
    let ledger: Ledger
    private var nextKey = 0

    /// - Parameter randomness: two ledgers of one seed have one secret, and so the same content tags.
    init(randomness: any RandomSource = SystemRandomness()) throws {
        path = NSTemporaryDirectory() + "probity-projections-" + UUID().uuidString
        let environment = LedgerEnvironment(
            files: POSIXFileSystem(), clock: StillClock(), randomness: randomness)
        try Ledger.create(at: path, origin: "test.example/ledger", in: environment)
        ledger = try Ledger.open(path, for: .writing, in: environment)
    }

    deinit {
        try? ledger.close()
        try? FileManager.default.removeItem(atPath: path)
    }

    var readModels: String { ledger.layout.readModels }

    func append(_ steps: [Step]) throws {
        for start in stride(from: 0, to: steps.count, by: 500) {
            let part = steps[start..<min(start + 500, steps.count)]
            for result in ledger.appendEach(part.map(\.submission)) { _ = try result.get() }
        }
    }

    func store() throws -> ProjectionStore { try ProjectionStore.open(of: ledger, for: .writing) }

    /// A store that has read everything.
    func caughtUp(eventsPerTransaction: UInt64 = Projector.eventsPerTransaction) throws -> ProjectionStore {
        let store = try store()
        try Projector(store, eventsPerTransaction: eventsPerTransaction).catchUp(from: ledger)
        return store
    }
}

/// One source record of a test.
struct Step {
    /// Which device of the few; its ids follow.
    struct Device {
        var references: [DeviceReference]
    }

    let submission: Submission

    static func device(_ number: UInt64) -> DeviceReference { .entra(Bits128(high: 1, low: number)) }
    static func object(_ number: UInt64) -> DeviceReference { .entraObject(Bits128(high: 2, low: number)) }
    static func hardware(_ number: UInt64) -> DeviceReference {
        .hardware(namespace: "serial", value: Array("S\(number)".utf8))
    }
    static func person(_ number: UInt64) -> PersonReference {
        .userPrincipalName(Array("person\(number)@contoso.example".utf8))
    }

    /// - Parameters:
    ///   - key: what makes it the same record again.
    ///   - content: which content of it.
    ///   - source: the log that has it.
    ///   - twin: what it has in common with one of another log.
    init(
        key: String, content: String = "1", modified: Timestamp? = nil, road: StaticString = "graph",
        source: StaticString = "entra", twin: String? = nil, _ fill: (inout SubmissionDraft) -> Void
    ) {
        var draft = SubmissionDraft(
            source: SourceName(.word(source), .id(tenantID)), key: Array(key.utf8),
            content: Array(content.utf8),
            mappingRevision: MappingRevision(1), road: Token(word: road), modified: modified,
            isObserved: true,
            evidence: Array("evidence of \(key) \(content)".utf8))
        draft.twin = twin.map { Array($0.utf8) }
        fill(&draft)
        submission = draft.finished()
    }

    /// A record of one event.
    init(
        key: String, content: String = "1", modified: Timestamp? = nil, road: StaticString = "graph",
        source: StaticString = "entra", _ definition: EventDefinition, at occurred: Timestamp,
        devices: [DeviceReference] = [],
        user: PersonReference? = nil, policy: Bits128? = nil, app: Bits128? = nil,
        connection: Bits128? = nil, personal: PersonalData = PersonalData(),
        _ fill: (inout PublicData) -> Void = { _ in }
    ) {
        self.init(key: key, content: content, modified: modified, road: road, source: source) { draft in
            var subject = EventSubject(tenant: TenantName(id: tenantID))
            subject.devices = devices
            subject.user = user
            subject.app = app
            subject.connection = connection
            subject.policies = policy.map { [$0] } ?? []
            var data = PublicData()
            fill(&data)
            draft.add(
                definition, occurred: OccurredTime(occurred), subject: subject, data: data, personal: personal
            )
        }
    }

    /// A sign-in with what it shows of its device.
    static func signIn(
        key: String, content: String = "1", modified: Timestamp? = nil, source: StaticString = "entra",
        twin: String? = nil, at occurred: Timestamp, device: DeviceReference?, user: PersonReference,
        code: Int64 = 0, isCompliant: Bool? = nil, deviceName: String? = nil, principalName: String? = nil,
        displayName: String? = nil
    ) -> Step {
        Step(key: key, content: content, modified: modified, source: source, twin: twin) { draft in
            var subject = EventSubject(tenant: TenantName(id: tenantID))
            subject.devices = device.map { [$0] } ?? []
            subject.user = user
            subject.app = Bits128(high: 7, low: 7)
            var personal = PersonalData()
            personal.add(.deviceName, deviceName.map { Array($0.utf8) })
            personal.add(.userPrincipalName, principalName.map { Array($0.utf8) })
            personal.add(.displayName, displayName.map { Array($0.utf8) })
            var data = PublicData()
            data.set(AccessEvents.errorCode, code)
            data.set(AccessEvents.basis, code == 0 ? .granted : .conditionalAccess)
            data.set(AccessEvents.app, Bits128(high: 7, low: 7))
            data.set(AccessEvents.deviceIsCompliant, isCompliant)
            data.set(
                AccessEvents.policies,
                [AppliedPolicy(policy: Bits128(high: 8, low: 1), result: .success, controls: [.mfa])])
            draft.add(
                code == 0 ? AccessEvents.granted : AccessEvents.denied, occurred: OccurredTime(occurred),
                subject: subject, correlation: CorrelationID(Bits128(high: 6, low: 6)), data: data,
                personal: personal)
            if device != nil, let isCompliant {
                var flag = PublicData()
                flag.set(ComplianceEvents.isCompliant, isCompliant)
                flag.set(ComplianceEvents.witness, .signIn)
                draft.add(
                    ComplianceEvents.observed, occurred: OccurredTime(occurred), subject: subject, data: flag)
            }
            if code == 0 {
                var factor = PublicData()
                factor.set(AuthenticationEvents.method, AuthenticationMethod.allCases.last)
                subject.devices = []
                draft.add(
                    AuthenticationEvents.satisfied, occurred: OccurredTime(occurred), subject: subject,
                    data: factor)
            }
        }
    }
}
