import LedgerModel
public import RecordFormat

/// What a fold has to know of the whole log before it can judge a single fact: which ids are one device's,
/// and which content of each record is in force.
///
/// Found in two passes: in the first every record is ``announce(_:)``d; where ``beginContents()`` says so, in
/// the second every record is given to ``noteContent(_:)``. Memory: what the ids of devices take, and the
/// contents of those records alone that came with more than one.
public struct FoldGround {
    private var reader = FactReader(.devices)
    private var bound = DeviceDirectory()
    /// Records that came with more than one content.
    private var contested: Set<RecordKey> = []
    private var corroboration: RecordContent?
    private var contents = RevisedRecords()
    /// Bindings of records that came with more than one content.
    private var contestedBindings: [Binding] = []
    private var twins = Twins()
    private var givingWay: Set<RecordKey> = []
    private var bindings: [Binding] = []
    private var facts: [SubjectFact] = []
    /// For how long tenants have compliance be valid, in force or not.
    private var validity: [TenantKey: [Fact]] = [:]

    public init() {}

    /// Takes note of a record, in the first pass.
    public mutating func announce(_ view: RecordView) {
        let kind = reader.kinds.find(view.slice(view.typeRange)).kind
        switch kind {
        case .recordRevised, .recordRemapped: contested.insert(view.recordKey)
        case .recordCorroborated: corroboration = RecordContent(view)
        default:
            // Where its own events follow, the content is one of the record's like any other.
            if let corroboration, corroboration.isContent(of: view) { contested.insert(view.recordKey) }
        }
        reader.tags.read(view)
        if let twin = reader.tags.twin { twins.note(twin, of: view.recordKey, isCopy: Twins.isCopy(view)) }
        if kind.isBinding {
            readBindings(view, kind)
            for binding in bindings { bound.bind(binding.first, binding.second) }
        } else if kind == .validitySet {
            reader.read(view, kind, &facts, &bindings)
            for entry in facts { validity[entry.subject.tenant, default: []].append(entry.fact) }
            facts.removeAll(keepingCapacity: true)
        }
    }

    /// Begins the second pass, where one is needed: where some record's content may not be in force.
    ///
    /// - Returns: whether it is.
    public mutating func beginContents() -> Bool {
        givingWay = twins.givingWay
        twins = Twins()
        guard !contested.isEmpty || !givingWay.isEmpty else { return false }
        bound = DeviceDirectory()
        return true
    }

    /// Takes note of a record, in the second pass.
    public mutating func noteContent(_ view: RecordView) {
        let kind = reader.kinds.find(view.slice(view.typeRange)).kind
        let isContested = contested.contains(view.recordKey)
        if isContested { contents.note(view, kind) }
        guard kind.isBinding, !givingWay.contains(view.recordKey) else { return }
        reader.tags.read(view)
        readBindings(view, kind)
        if isContested {
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
        for key in givingWay { inForce.giveWay(key) }
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
