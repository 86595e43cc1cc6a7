import LedgerModel
public import RecordFormat

/// What a fold has to know of the whole log before it can judge a single fact: which ids are one device's,
/// and which content of each record is in force.
///
/// Found in two passes: in the first every record is ``announce(_:)``d; where ``beginContents()`` says so, in
/// the second every record is given to ``noteContent(_:)``. Memory: what the ids of devices take, and the
/// contents of those records alone that came with more than one.
public struct FoldGround: ~Copyable {
    private var reader = FactReader(.devices)
    private var bound = DeviceDirectory()
    private var records = RecordGround()
    /// Known when the first pass has ended.
    private var announced = AnnouncedRecords()
    private var contents = RevisedRecords()
    /// Bindings of records that came with more than one content.
    private var contestedBindings: [Binding] = []
    private var bindings: [Binding] = []
    private var facts: [SubjectFact] = []
    /// For how long tenants have compliance be valid, in force or not.
    private var validity: [TenantKey: [Fact]] = [:]

    public init() {}

    /// Whether a record may have to be announced.
    public func wantsAnnounced(_ head: RecordHead) -> Bool {
        let kind = reader.kinds.find(head.type).kind
        return kind.isBinding || kind == .validitySet || records.wants(head, kind)
    }

    /// Takes note of a record, in the first pass.
    public mutating func announce(_ view: RecordView) {
        let kind = reader.kinds.find(view.slice(view.typeRange)).kind
        records.announce(view, kind)
        if kind.isBinding {
            reader.tags.read(view)
            readBindings(view, kind)
            for binding in bindings { bound.bind(binding.first, binding.second) }
        } else if kind == .validitySet {
            reader.tags.read(view)
            reader.read(view, kind, &facts, &bindings)
            for entry in facts { validity[entry.subject.tenant, default: []].append(entry.fact) }
            facts.removeAll(keepingCapacity: true)
        }
    }

    /// Begins the second pass, where one is needed: where some record's content may not be in force.
    ///
    /// - Returns: whether it is.
    public mutating func beginContents() -> Bool {
        announced = records.announced
        records = RecordGround()
        contents = RevisedRecords(of: announced.contested)
        guard !announced.isEmpty else { return false }
        bound = DeviceDirectory()
        return true
    }

    /// Whether the content of a record may have to be noted.
    public func wantsContent(_ head: RecordHead) -> Bool {
        reader.kinds.find(head.type).kind.isBinding || contents.wants(head)
    }

    /// Takes note of a record, in the second pass.
    public mutating func noteContent(_ view: RecordView) {
        let kind = reader.kinds.find(view.slice(view.typeRange)).kind
        contents.note(view, kind)
        guard kind.isBinding, !announced.givingWay.contains(view.recordKey) else { return }
        reader.tags.read(view)
        readBindings(view, kind)
        if announced.contested.contains(view.recordKey) {
            contestedBindings += bindings
        } else {
            for binding in bindings { bound.bind(binding.first, binding.second) }
        }
    }

    private mutating func readBindings(_ view: RecordView, _ kind: EventKind) {
        bindings.removeAll(keepingCapacity: true)
        reader.read(view, kind, &facts, &bindings)
        facts.removeAll(keepingCapacity: true)
    }

    /// For how long tenants have compliance be valid, by all that was added.
    func validity(_ inForce: InForce) -> [TenantKey: ValidityPeriods] {
        validity.mapValues { ValidityPeriods($0, inForce: inForce) }
    }

    /// What is in force, and which keys belong together, by all that was added.
    func judged() -> (inForce: InForce, directory: DeviceDirectory) {
        var inForce = contents.isEmpty ? InForce() : contents.inForce { _ in }
        for key in announced.givingWay { inForce.giveWay(key) }
        var directory = bound
        for binding in contestedBindings
        where inForce.contains(
            binding.recordKey, contentTag: binding.contentTag, mapping: binding.mappingRevision)
        {
            directory.bind(binding.first, binding.second)
        }
        return (inForce, directory)
    }
}
