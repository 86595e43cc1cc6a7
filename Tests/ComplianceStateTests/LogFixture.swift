import EventCatalogue
import LedgerModel
import RecordFormat

@testable import ComplianceState

let contoso = TenantKey.id(Bits128(high: 0xC0, low: 1))

func entra(_ number: UInt64) -> DeviceKey {
    DeviceKey(tenant: contoso, kind: .entra, id: Bits128(high: 1, low: number))
}
func entraObject(_ number: UInt64) -> DeviceKey {
    DeviceKey(tenant: contoso, kind: .entraObject, id: Bits128(high: 2, low: number))
}
func intune(_ number: UInt64) -> DeviceKey {
    DeviceKey(tenant: contoso, kind: .intune, id: Bits128(high: 3, low: number))
}
func user(_ number: UInt64) -> UserKey {
    UserKey(tenant: contoso, identity: IdentityID(Bits128(high: 4, low: number)))
}
func seconds(_ number: Int64) -> Timestamp { Timestamp(nanoseconds: number * 1_000_000_000) }

/// A log in memory: events as the bytes that a ledger would hold.
struct LogFixture {
    private(set) var records: [[UInt8]] = []
    private var nextRecord: UInt64 = 1_000

    init() {}

    /// Which content of which source record an event comes from.
    struct Origin {
        var key: UInt64
        var tag: UInt64 = 1
        var modified: Timestamp?
        var mapping: UInt32 = 1
    }

    /// Appends an event; without an origin it comes from a record of its own.
    @discardableResult
    mutating func append(
        _ type: EventType, at occurred: Timestamp, devices: [DeviceKey] = [], user: UserKey? = nil,
        policy: Bits128? = nil, application: Bits128? = nil, connection: Bits128? = nil,
        tenant: TenantKey = contoso, source: SourceName = SourceName(.word("test")), origin: Origin? = nil,
        data: PublicData = PublicData(), basis: OccurredTime.Basis = .record,
        revision: SchemaRevision = SchemaRevision(1)
    ) -> GlobalPosition {
        nextRecord += 1
        let origin = origin ?? Origin(key: nextRecord)
        var tags = [tenant.tag] + devices.map(\.tag)
        if let user { tags.append(user.tag) }
        if let application { tags.append(Tag(.word("app"), .id(application))) }
        if let connection { tags.append(Tag(.word("connection"), .id(connection))) }
        if let policy { tags.append(Tag(.word("policy"), .id(policy))) }
        let position = GlobalPosition(UInt64(records.count))
        let event = RecordedEvent(
            position: position, id: EventID(Bits128(high: 9, low: position.value)),
            recorded: seconds(Int64(records.count)), occurred: OccurredTime(occurred, basis: basis),
            type: type,
            schemaRevision: revision,
            stream: StreamName(.word("tenant"), .id(Bits128(high: 0, low: 7))),
            streamVersion: StreamVersion(position.value), source: source,
            recordKey: RecordKey(Bits128(high: 5, low: origin.key)),
            contentTag: ContentTag(Bits128(high: 6, low: origin.tag)),
            mappingRevision: MappingRevision(origin.mapping), modified: origin.modified, part: 0, actor: nil,
            tags: tags, correlation: nil, causation: nil, evidence: nil, data: data.encoded.bytes)
        var encoder = RecordEncoder()
        records.append(encoder.bytes(of: event))
        return position
    }

    mutating func observe(
        _ isCompliant: Bool?, before: Bool? = nil, at occurred: Timestamp, _ devices: DeviceKey...,
        origin: Origin? = nil
    ) {
        var data = PublicData()
        data.set(ComplianceEvents.isCompliant, isCompliant)
        data.set(ComplianceEvents.wasCompliant, before)
        data.set(ComplianceEvents.witness, .auditLog)
        data.set(ComplianceEvents.reporter, .intune)
        append(ComplianceEvents.observed.type, at: occurred, devices: devices, origin: origin, data: data)
    }

    /// Calls `body` with each of the first `count` records.
    func forEach(_ count: Int? = nil, _ body: (RecordView) -> Void) {
        for (index, record) in records.prefix(count ?? records.count).enumerated() {
            record.withUnsafeBytes { bytes in
                guard let view = try? RecordView(bytes, at: GlobalPosition(UInt64(index))) else {
                    preconditionFailure("the fixture's records are records")
                }
                body(view)
            }
        }
    }

    func folded(_ count: Int? = nil, decisions: LedgerFold.Decisions = .kept) -> LedgerFold {
        var fold = LedgerFold(decisions: decisions)
        forEach(count) { fold.add($0) }
        return fold
    }

    /// All facts of the log.
    var facts: [SubjectFact] {
        var reader = FactReader()
        var facts: [SubjectFact] = []
        var bindings: [Binding] = []
        forEach { reader.read($0, facts: &facts, bindings: &bindings) }
        return facts
    }
}

extension LogFixture {
    /// A log of a few devices and persons in which everything happens, often, and at equal instants.
    static func random(seed: UInt64, events: Int) -> LogFixture {
        var random = SeededRandom(seed: seed)
        var log = LogFixture()
        func flag() -> Bool? { [true, false, nil].randomElement(using: &random) ?? nil }
        for _ in 0..<events {
            let number = UInt64.random(in: 1...3, using: &random)
            let occurred = seconds(Int64.random(in: 0...40, using: &random))
            let origin = Origin(
                key: UInt64.random(in: 1...UInt64(events), using: &random),
                tag: UInt64.random(in: 1...2, using: &random),
                modified: Bool.random(using: &random)
                    ? seconds(Int64.random(in: 1...3, using: &random)) : nil,
                mapping: UInt32.random(in: 1...2, using: &random))
            let devices =
                [[entra(number)], [entraObject(number), entra(number)], [intune(number)]]
                .randomElement(using: &random) ?? []
            var data = PublicData()
            let type: EventType
            switch Int.random(in: 0..<12, using: &random) {
            case 0: type = DeviceEvents.enrolled.type
            case 1:
                type = DeviceEvents.unenrolled.type
                data.set(DeviceEvents.evidence, Bool.random(using: &random) ? .observed : .inferred)
            case 2: type = EnrollmentEvents.failed.type
            case 3:
                type = DeviceEvents.registered.type
                data.set(DeviceEvents.trustType, .azureAD)
            case 4: type = DeviceEvents.deleted.type
            case 5:
                type = ComplianceEvents.evaluated.type
                data.set(ComplianceEvents.verdict, Bool.random(using: &random) ? .compliant : .unknown)
                data.set(ComplianceEvents.policy, Bits128(high: 8, low: number % 2))
            case 6:
                type = ComplianceEvents.sent.type
                data.set(ComplianceEvents.verdict, Bool.random(using: &random) ? .compliant : .nonCompliant)
                data.set(
                    ComplianceEvents.message, Bits128(high: 9, low: UInt64.random(in: 1...4, using: &random)))
            case 7:
                type = ComplianceEvents.completed.type
                data.set(
                    ComplianceEvents.message, Bits128(high: 9, low: UInt64.random(in: 1...4, using: &random)))
            case 8:
                type = DeviceEvents.userLinked.type
                data.set(DeviceEvents.relation, Bool.random(using: &random) ? .owner : .user)
            case 9:
                type = DeviceEvents.userUnlinked.type
                data.set(DeviceEvents.relation, Bool.random(using: &random) ? .owner : .user)
            case 10:
                type = ComplianceEvents.managementObserved.type
                data.set(ComplianceEvents.isManaged, flag())
            default:
                type = ComplianceEvents.observed.type
                data.set(ComplianceEvents.isCompliant, flag())
            }
            log.append(
                type, at: occurred, devices: devices,
                user: user(UInt64.random(in: 1...2, using: &random)), origin: origin, data: data)
        }
        return log
    }
}
