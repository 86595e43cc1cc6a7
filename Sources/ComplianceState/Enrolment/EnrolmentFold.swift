import EventCatalogue
public import LedgerModel
public import RecordFormat

/// Folds records into enrolment sessions.
///
/// Records are added in the order of their positions; a prefix of the log gives what was known then. Which
/// steps are of one session is told by ``EnrolmentSession/Telling``. Memory: some hundreds of bytes per step
/// and setting. Where the log was announced beforehand, nothing is kept of factors that are of no enrolment,
/// nor of records that came with one content; else those take as much as any step, and these some sixty bytes
/// per content. Adding allocates nothing but room to grow.
public struct EnrolmentFold: ~Copyable {
    private let kinds = EventKindTable.shared
    private var tags = SubjectTags()
    private var revisions = RevisedRecords()
    private var twins = Twins()
    /// Which factors to keep; nil where all of them may be of an enrolment.
    private var flows: EnrolmentFlows?
    private var names = EnrolmentNames()
    private var steps: [StoredStep] = []
    private var settings: [StoredSetting] = []
    private var bindings: [StoredBinding] = []

    public init() {}

    /// - Parameter ground: of all records that are to be added, and of no others.
    public init(_ ground: borrowing EnrolmentGround) {
        let (records, flows) = ground.settled()
        revisions = RevisedRecords(of: records.contested)
        twins = Twins(givingWay: records.givingWay)
        self.flows = flows
    }

    /// How many steps were kept, whatever session they are of, and whether of any.
    public var stepCount: Int { steps.count }

    /// Whether a record may have to be added.
    public func wants(_ head: RecordHead) -> Bool {
        let (kind, enrolment) = kinds.findOfEnrolment(head.type)
        if kind.isBinding { return true }
        if case .none = enrolment { return revisions.wants(head) || twins.wants(head) }
        return true
    }

    /// Adds a record, of whichever type.
    public mutating func add(_ view: RecordView) {
        let type = view.slice(view.typeRange)
        let (kind, enrolment) = kinds.findOfEnrolment(type)
        revisions.note(view, kind)
        twins.note(view)
        switch enrolment {
        case .none:
            guard kind.isBinding else { return }
            tags.read(view)
            if tags.tenant != nil { bind(view) }
        case .step(let step):
            if step.isOfFactor, !mayBeOfEnrolment(view) { return }
            tags.read(view)
            guard let tenant = tags.tenant else { return }
            view.withCurrent { self.add($0, step, tenant) }
        case .setting(let setting):
            tags.read(view)
            guard let tenant = tags.tenant else { return }
            view.withCurrent {
                settings.append(
                    StoredSetting(
                        content: RecordContent($0), occurred: $0.occurred.instant, setting: setting,
                        tenant: names.number(of: tenant), fields: EnrolmentFields($0, isOfFactor: false)))
                revisions.noteIsKnown()
            }
        }
    }

    /// Whether a factor may be of an enrolment, as far as is seen without its session.
    private func mayBeOfEnrolment(_ view: RecordView) -> Bool {
        guard let flows, !flows.areSessionsNamed else { return true }
        return view.correlation.map { flows.holds($0) } ?? false
    }

    private mutating func add(_ view: RecordView, _ kind: EnrolmentStepKind, _ tenant: TenantKey) {
        let fields = EnrolmentFields(view, isOfFactor: kind.isOfFactor)
        // A factor of a sign-in that is of nothing else says nothing of an enrolment.
        if kind.isOfFactor, !isOfEnrolment(fields.session, view.correlation) { return }
        guard let source = names.number(ofSource: view) else { return }
        steps.append(
            StoredStep(
                view, kind, fields, user: tags.user, devices: names.numbers(of: tags.devices),
                tenant: names.number(of: tenant), source: source))
        revisions.noteIsKnown()
    }

    /// Whether a factor may be of an enrolment.
    private func isOfEnrolment(_ session: Bits128?, _ correlation: CorrelationID?) -> Bool {
        guard let flows else { return session != nil || correlation != nil }
        if let correlation, flows.holds(correlation) { return true }
        return session.map { flows.holds(session: $0) } ?? false
    }

    private mutating func bind(_ view: RecordView) {
        guard let first = tags.devices.first else { return }
        for other in tags.devices.dropFirst() {
            bindings.append(
                StoredBinding(
                    Binding(first, other, view), first: names.number(of: first),
                    second: names.number(of: other)))
            revisions.noteIsKnown()
        }
    }

    /// What is in force, by all that was added.
    private func inForce() -> InForce {
        var out = InForce()
        if !revisions.isEmpty {
            out = revisions.inForce { note in
                for step in steps { note(step.content) }
                for setting in settings { note(setting.content) }
                for binding in bindings { note(binding.content) }
            }
        }
        for key in twins.givingWay { out.giveWay(key) }
        for step in steps { step.content.note(in: &out) }
        for setting in settings { setting.content.note(in: &out) }
        for binding in bindings { binding.content.note(in: &out) }
        return out
    }

    /// All sessions of which something had happened at an instant, by when they began.
    ///
    /// Cost: one pass over all steps, and their sorting.
    public func sessions(asOf instant: Timestamp) -> [EnrolmentSession] {
        let inForce = inForce()
        var directory = DeviceDirectory()
        for binding in bindings where binding.isInForce(inForce) {
            guard let first = names.device(binding.first), let second = names.device(binding.second) else {
                continue
            }
            directory.bind(first, second)
        }
        var sorting = EnrolmentSorting(directory)
        for step in steps where step.occurred <= instant && step.content.isInForce(inForce) {
            guard let tenant = names.tenant(Int(step.tenant)), let source = names.source(Int(step.source))
            else {
                continue
            }
            let devices = names.devices(step.devices)
            sorting.add(
                EnrolmentStep(
                    kind: step.kind, event: step.event, occurred: step.occurred,
                    position: step.content.position, source: source, devices: devices, user: step.user,
                    fields: step.fields),
                of: tenant, correlation: step.correlation)
        }
        var changes: [TenantKey: [SignInChange]] = [:]
        for setting in settings where setting.occurred <= instant && setting.content.isInForce(inForce) {
            guard let tenant = names.tenant(setting.tenant) else { continue }
            changes[tenant, default: []].append(
                SignInChange(
                    setting: setting.setting, occurred: setting.occurred, position: setting.content.position,
                    fields: setting.fields))
        }
        for tenant in changes.keys { changes[tenant]?.sort() }
        return sorting.sessions { group in
            EnrolmentSession(group, directory, changes[group.tenant] ?? [])
        }
    }
}

extension RecordContent {
    func isInForce(_ inForce: InForce) -> Bool { inForce.contains(key, contentTag: tag, mapping: mapping) }
}

/// A step as the fold holds it: names by their numbers, of which there are no more than 32 bits count, as
/// there are steps. What is small stands where it leaves no gap.
private struct StoredStep: Sendable {
    let fields: EnrolmentFields
    let content: RecordContent
    let event: EventID
    let occurred: Timestamp
    let correlation: CorrelationID?
    let kind: EnrolmentStepKind
    let source: UInt32
    let user: IdentityID?
    let tenant: UInt32
    let firstDevice: UInt32
    let deviceCount: UInt32

    init(
        _ view: RecordView, _ kind: EnrolmentStepKind, _ fields: EnrolmentFields, user: IdentityID?,
        devices: Range<Int>, tenant: Int, source: Int
    ) {
        self.fields = fields
        content = RecordContent(view)
        event = view.id
        occurred = view.occurred.instant
        correlation = view.correlation
        self.kind = kind
        self.source = UInt32(truncatingIfNeeded: source)
        self.user = user
        self.tenant = UInt32(truncatingIfNeeded: tenant)
        firstDevice = UInt32(truncatingIfNeeded: devices.lowerBound)
        deviceCount = UInt32(truncatingIfNeeded: devices.count)
    }

    var devices: Range<Int> { Int(firstDevice)..<Int(firstDevice) + Int(deviceCount) }
}

private struct StoredSetting: Sendable {
    let content: RecordContent
    let occurred: Timestamp
    let setting: SignInSetting
    let tenant: Int
    let fields: EnrolmentFields
}
