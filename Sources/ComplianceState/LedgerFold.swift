public import LedgerModel
public import RecordFormat

/// Folds records into the states of everything that they name.
///
/// Records are added in the order of their positions; a prefix of the log gives what was known then. The same
/// code serves the whole log and the events of one subject. Memory: about a hundred bytes per fact, some
/// sixty per content of a record that says nothing of any state, and what a subject's name takes.
public struct LedgerFold {
    /// What becomes of decisions on access.
    public enum Decisions: Sendable {
        case kept
        case counted
    }

    private var reader = FactReader(.all)
    private(set) var store = FactStore()
    private var bindings: [StoredBinding] = []
    private var pending: [SubjectFact] = []
    private var pendingBindings: [Binding] = []
    private var revisions = RevisedRecords()
    private var twins = Twins()
    private(set) var tenantCounts = TenantCounting()
    private let keepsDecisions: Bool
    private var keptDecisions: [AccessDecision] = []
    /// Decisions on access as they were recorded, whether their content is in force or not.
    public private(set) var decisionCounts = DecisionCounts()
    /// How many records were added.
    public private(set) var count = 0

    public init(decisions: Decisions = .counted) { keepsDecisions = decisions == .kept }

    /// How many facts are held; one of a device counts under each key that its event names.
    public var factCount: Int { store.count }

    /// Adds a record. A type that the catalogue does not have is counted, and says nothing else.
    public mutating func add(_ view: RecordView) {
        let (kind, family) = reader.kinds.find(view.slice(view.typeRange))
        count += 1
        revisions.note(view, kind)
        reader.tags.read(view)
        if let twin = reader.tags.twin {
            twins.note(twin, of: view.recordKey, isCopy: Twins.isCopy(view))
        }
        if let tenant = reader.tags.tenant {
            tenantCounts.count(tenant, view.occurred.instant, family: family)
        }
        if kind.isAccess {
            decisionCounts.count(kind)
            if keepsDecisions, let decision = AccessDecision(view, kind, reader.tags) {
                keptDecisions.append(decision)
                revisions.noteIsKnown()
            }
        }
        guard reader.wants(kind) else { return }
        reader.read(view, kind, &pending, &pendingBindings)
        guard !pending.isEmpty || !pendingBindings.isEmpty else { return }
        revisions.noteIsKnown()
        for entry in pending { store.add(entry) }
        pending.removeAll(keepingCapacity: true)
        for binding in pendingBindings {
            bindings.append(
                StoredBinding(
                    binding, first: store.index(of: .device(binding.first)),
                    second: store.index(of: .device(binding.second))))
        }
        pendingBindings.removeAll(keepingCapacity: true)
    }

    /// Notes a content of a record whose events are not among those added: another subject's, where only one
    /// subject's events are.
    public mutating func noteRevision(
        of key: RecordKey, contentTag: ContentTag, modified: Timestamp?, mapping: MappingRevision
    ) {
        revisions.note(key, contentTag: contentTag, modified: modified, mapping: mapping)
    }

    /// Notes the content of an event that is not among those added, and where it stands.
    ///
    /// Where not all events of a record that came with several contents are added, each of these contents is
    /// to be noted.
    /// - Parameter view: any event of the content; `record.corroborated` only where no other one follows it.
    public mutating func noteRevision(_ view: RecordView) {
        revisions.noteContent(view, reader.kinds.find(view.slice(view.typeRange)).kind)
    }

    /// Notes that a record which is not among those added has a twin, or is one.
    public mutating func noteTwin(_ view: RecordView) {
        reader.tags.read(view)
        if let twin = reader.tags.twin {
            twins.note(twin, of: view.recordKey, isCopy: Twins.isCopy(view))
        }
    }

    /// What is in force, by all that was added: of the records that came with more than one content, and of
    /// those that another log has as well.
    ///
    /// Cost: one pass over all facts where there are such records; nothing where there are none.
    public func inForce() -> InForce {
        var out = InForce()
        if !revisions.isEmpty {
            out = revisions.inForce { note in
                store.forEachFact { note(RecordContent($0)) }
                for binding in bindings { note(binding.content) }
                for decision in keptDecisions { note(RecordContent(decision)) }
            }
        }
        for key in twins.givingWay { out.giveWay(key) }
        return out
    }

    /// Which keys belong together, by the bindings in force.
    public func directory() -> DeviceDirectory { directory(inForce()) }

    private func directory(_ inForce: InForce) -> DeviceDirectory {
        var directory = DeviceDirectory()
        forEachBinding(inForce) { first, second, _ in directory.bind(first, second) }
        return directory
    }

    /// Calls `body` with the two keys of each binding in force, when it happened and where it stands.
    func forEachBindingInForce(_ body: (DeviceKey, DeviceKey, Timestamp, GlobalPosition) -> Void) {
        forEachBinding(inForce()) { body($0, $1, $2.occurred, $2.content.position) }
    }

    private func forEachBinding(
        _ inForce: InForce, _ body: (DeviceKey, DeviceKey, StoredBinding) -> Void
    ) {
        var judged = inForce
        for binding in bindings { binding.content.note(in: &judged) }
        for binding in bindings where binding.isInForce(judged) {
            guard case .device(let first) = store.subjects[binding.first],
                case .device(let second) = store.subjects[binding.second]
            else { continue }
            body(first, second, binding)
        }
    }

    /// All facts about a subject, in force or not.
    func facts(of subject: Subject) -> [Fact] { store.known(subject).map { store.facts(of: $0) } ?? [] }

    /// Calls `body` with each device, by their keys; holds one history at a time.
    public func forEachDevice(_ body: (DeviceTimeline) -> Void) {
        let inForce = inForce()
        let directory = directory(inForce)
        var groups: [DeviceKey: [Int]] = [:]
        for (index, subject) in store.subjects.enumerated() {
            if case .device(let key) = subject {
                groups[directory.canonical(of: key), default: []].append(index)
            }
        }
        var validity: [TenantKey: ValidityPeriods] = [:]
        for key in groups.keys.sorted() {
            let own = validity[key.tenant] ?? self.validity(of: key.tenant, inForce)
            validity[key.tenant] = own
            body(timeline(key, groups[key] ?? [], directory, inForce, own))
        }
    }

    /// All devices, by the key that stands for each.
    public func devices() -> [DeviceKey: DeviceTimeline] {
        var out: [DeviceKey: DeviceTimeline] = [:]
        forEachDevice { out[$0.key] = $0 }
        return out
    }

    /// The device that one of its keys names; nil where no event names it.
    public func device(_ key: DeviceKey) -> DeviceTimeline? {
        let inForce = inForce()
        let directory = directory(inForce)
        let members = directory.members(of: key).compactMap { store.known(.device($0)) }
        guard !members.isEmpty else { return nil }
        return timeline(
            directory.canonical(of: key), members, directory, inForce, validity(of: key.tenant, inForce))
    }

    /// For how long a tenant has compliance be valid.
    public func validity(of tenant: TenantKey) -> ValidityPeriods { validity(of: tenant, inForce()) }

    private func validity(of tenant: TenantKey, _ inForce: InForce) -> ValidityPeriods {
        ValidityPeriods(facts(of: .tenant(tenant)), inForce: inForce)
    }

    /// Takes in for how long a tenant has compliance be valid, where only events of a device are added: the
    /// tenant and its events are not counted.
    public mutating func noteValidity(_ view: RecordView) {
        let kind = reader.kinds.find(view.slice(view.typeRange)).kind
        guard kind == .validitySet else { return }
        reader.tags.read(view)
        reader.read(view, kind, &pending, &pendingBindings)
        for entry in pending { store.add(entry) }
        pending.removeAll(keepingCapacity: true)
    }

    private func timeline(
        _ key: DeviceKey, _ members: [Int], _ directory: DeviceDirectory, _ inForce: InForce,
        _ validity: ValidityPeriods
    ) -> DeviceTimeline {
        var facts: [Fact] = []
        for member in members { store.appendFacts(of: member, to: &facts) }
        return DeviceTimeline(
            keys: directory.members(of: key), canonical: key, facts: facts, inForce: inForce,
            validity: validity)
    }

    /// All persons that facts are about.
    public func users() -> [UserKey: UserTimeline] {
        let inForce = inForce()
        var out: [UserKey: UserTimeline] = [:]
        for (index, subject) in store.subjects.enumerated() {
            guard case .user(let key) = subject else { continue }
            out[key] = UserTimeline(key: key, facts: store.facts(of: index), inForce: inForce)
        }
        return out
    }

    /// The decisions in force, by (occurred, position); empty where decisions are only counted.
    public func decisions() -> [AccessDecision] {
        var judged = inForce()
        for decision in keptDecisions { RecordContent(decision).note(in: &judged) }
        return keptDecisions.filter {
            judged.contains($0.recordKey, contentTag: $0.contentTag, mapping: $0.mappingRevision)
        }
        .sorted { ($0.occurred, $0.position) < ($1.occurred, $1.position) }
    }
}
