import EventCatalogue
import LedgerModel
import RecordFormat

@testable import ComplianceState

/// A log in memory of enrolments. Events keep their ids in whatever order they are folded.
struct EnrolmentLog {
    struct Entry {
        var definition: EventDefinition
        var at: Timestamp
        var devices: [DeviceKey] = [entra(1)]
        var person: UserKey? = user(1)
        var source = EnrolmentLog.maas360
        var correlation: UInt64?
        var origin: LogFixture.Origin?
        var revision: SchemaRevision?
        var tags: [Tag] = []
        var data = PublicData()
    }

    static let maas360 = SourceName(.word("maas360"), .id(Bits128(high: 0xD0, low: 1)))
    static let directory = SourceName(.word("entra"), .id(Bits128(high: 0xC0, low: 1)))
    static let session = Bits128(high: 0xE0, low: 1)

    private(set) var entries: [Entry] = []

    mutating func append(_ entry: Entry) { entries.append(entry) }

    mutating func change(_ index: Int, _ body: (inout Entry) -> Void) { body(&entries[index]) }

    mutating func append(
        _ definition: EventDefinition, _ at: Int64, _ session: Bits128? = session,
        source: SourceName = maas360, device: DeviceKey? = nil, _ fill: (inout PublicData) -> Void = { _ in }
    ) {
        var entry = Entry(definition: definition, at: seconds(at), source: source)
        if let device { entry.devices = [device] }
        Self.fill(&entry.data, session, isFactor: definition.type.family.elementsEqual("mfa".utf8), fill)
        entries.append(entry)
    }

    /// Fields stand in the order of their numbers: the session's is in the midst of them.
    private static func fill(
        _ data: inout PublicData, _ session: Bits128?, isFactor: Bool, _ fill: (inout PublicData) -> Void
    ) {
        if !isFactor { data.set(EnrollmentEvents.session, session) }
        fill(&data)
        if isFactor { data.set(AuthenticationEvents.session, session) }
    }

    mutating func setWorkflow(_ word: EnrollmentWorkflow, before: EnrollmentWorkflow? = nil, _ at: Int64) {
        append(SignInSettingEvents.workflowEnabled, at) {
            $0 = PublicData()
            $0.set(SignInSettingEvents.workflow, word)
            $0.set(SignInSettingEvents.workflowBefore, before)
            $0.set(SignInSettingEvents.product, .maas360)
        }
    }

    mutating func setDefault(_ word: DefaultAuthentication, _ at: Int64, product: ManagerProduct = .maas360) {
        append(SignInSettingEvents.defaultSet, at) {
            $0 = PublicData()
            $0.set(SignInSettingEvents.product, product)
            $0.set(SignInSettingEvents.setting, word)
        }
    }

    mutating func setFactors(
        _ word: FactorSetting, by provider: FactorProvider, _ at: Int64, userKind: DirectoryUserKind? = nil
    ) {
        append(SignInSettingEvents.factorsSet, at) {
            $0 = PublicData()
            $0.set(SignInSettingEvents.product, .maas360)
            $0.set(SignInSettingEvents.askedBy, provider)
            $0.set(SignInSettingEvents.factors, word)
            $0.set(SignInSettingEvents.userKind, userKind)
        }
    }

    mutating func password(
        _ definition: EventDefinition, _ at: Int64, by provider: AuthenticationProvider? = .entra,
        page: AuthenticationPage? = nil, userKind: DirectoryUserKind? = .entra,
        workflow: EnrollmentWorkflow? = nil
    ) {
        append(definition, at) {
            $0.set(EnrollmentEvents.workflow, workflow)
            $0.set(EnrollmentEvents.provider, provider)
            $0.set(EnrollmentEvents.page, page)
            $0.set(EnrollmentEvents.userKind, userKind)
        }
    }

    mutating func factor(
        _ definition: EventDefinition, _ at: Int64, in session: Bits128? = session, step: Int64? = nil,
        _ method: AuthenticationMethod, _ channel: FactorChannel? = nil, by provider: FactorProvider? = nil
    ) {
        append(definition, at, session, source: Self.directory) {
            $0.set(AuthenticationEvents.step, step)
            $0.set(AuthenticationEvents.method, method)
            $0.set(AuthenticationEvents.channel, channel)
            $0.set(AuthenticationEvents.askedBy, provider)
        }
    }

    // MARK: - Folding

    /// The record of an entry at a place of the log.
    private func record(_ index: Int, at position: UInt64) -> [UInt8] {
        let entry = entries[index]
        let origin = entry.origin ?? LogFixture.Origin(key: UInt64(index) + 1_000)
        var tags = [contoso.tag] + entry.devices.map(\.tag) + entry.tags
        if let person = entry.person { tags.append(person.tag) }
        let event = RecordedEvent(
            position: GlobalPosition(position), id: Self.id(index), recorded: seconds(Int64(position)),
            occurred: OccurredTime(entry.at, basis: .record), type: entry.definition.type,
            schemaRevision: entry.revision ?? entry.definition.revision,
            stream: StreamName(.word("device"), .id(Bits128(high: 0, low: 7))),
            streamVersion: StreamVersion(position), source: entry.source,
            recordKey: RecordKey(Bits128(high: 5, low: origin.key)),
            contentTag: ContentTag(Bits128(high: 6, low: origin.tag)),
            mappingRevision: MappingRevision(origin.mapping), modified: origin.modified, part: 0, actor: nil,
            tags: tags, correlation: entry.correlation.map { CorrelationID(Bits128(high: 7, low: $0)) },
            causation: nil, evidence: nil, data: entry.data.encoded.bytes)
        var encoder = RecordEncoder()
        return encoder.bytes(of: event)
    }

    static func id(_ index: Int) -> EventID { EventID(Bits128(high: 9, low: UInt64(index))) }

    /// Folds the entries in an order, which is that of their positions.
    ///
    /// - Parameter isAnnounced: whether the fold is told of all entries beforehand.
    func fold(_ order: [Int]? = nil, isAnnounced: Bool = false) -> EnrolmentFold {
        let order = order ?? Array(entries.indices)
        var fold = EnrolmentFold()
        if isAnnounced {
            var ground = EnrolmentGround()
            for (position, index) in order.enumerated() {
                withRecord(index, at: UInt64(position)) { view in
                    if RecordHead(view.bytes).map({ ground.wants($0) }) ?? true { ground.announce(view) }
                }
            }
            fold = EnrolmentFold(ground)
        }
        for (position, index) in order.enumerated() {
            withRecord(index, at: UInt64(position)) { view in
                if RecordHead(view.bytes).map({ fold.wants($0) }) ?? true { fold.add(view) }
            }
        }
        return fold
    }

    /// The bytes of all entries' records, in their order.
    var records: [[UInt8]] { entries.indices.map { record($0, at: UInt64($0)) } }

    func add(_ index: Int, at position: UInt64, to fold: inout EnrolmentFold) {
        withRecord(index, at: position) { fold.add($0) }
    }

    private func withRecord(_ index: Int, at position: UInt64, _ body: (RecordView) -> Void) {
        record(index, at: position).withUnsafeBytes { bytes in
            guard let view = try? RecordView(bytes, at: GlobalPosition(position)) else {
                preconditionFailure("the log's records are records")
            }
            body(view)
        }
    }

    func sessions(asOf instant: Int64 = 1_000_000) -> [EnrolmentSession] {
        fold().sessions(asOf: seconds(instant))
    }

    /// The one session of the log.
    var only: EnrolmentSession? {
        let found = sessions()
        return found.count == 1 ? found[0] : nil
    }

    var deviations: [EnrolmentDeviation.Kind] {
        only.map { EnrolmentAssessment($0).deviations.map(\.kind) } ?? []
    }

    /// All that is said of sessions, with events by their numbers in place of their positions.
    func told(_ sessions: [EnrolmentSession], _ order: [Int]) -> [String] {
        sessions.map { session in
            func event(_ position: GlobalPosition?) -> String {
                position.map { "\(order[Int($0.value)])" } ?? "-"
            }
            func statement<Value>(_ setting: EnrolmentSetting<Value>) -> String {
                let known = setting.known(at: session.decisive)
                return "\(known?.value.word ?? "-") \(known?.basis.rawValue ?? "-") \(event(known?.position))"
            }
            let assessment = EnrolmentAssessment(session)
            let factors = session.factors.map {
                ([$0.position] + $0.others).map(event).joined(separator: "+") + " \($0.method?.word ?? "-")"
            }
            let deviations = assessment.deviations.map {
                "\($0.kind) \($0.expected) \($0.found) \($0.positions.map(event).sorted())"
            }
            let undetermined = assessment.undetermined.map { "\($0.table) \($0.missing)" }
            return [
                session.id.guidText, session.telling.rawValue, "\(session.devices.map(\.text))",
                session.steps.map { event($0.position) }.joined(separator: ","), "\(session.users)",
                statement(session.workflow), statement(session.defaultAuthentication),
                statement(session.managerFactors), statement(session.entraFactors), "\(factors)",
                session.claims.map { event($0.position) }.joined(separator: ","),
                "\(session.outcome) \(event(session.proof.position)) \(event(session.stumble?.position))",
                event(session.fallback?.passed.position), "\(deviations)", "\(undetermined)",
                "\(assessment.required.map(\.id)) \(assessment.counted)",
            ].joined(separator: "\n")
        }
    }
}
