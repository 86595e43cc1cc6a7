import ComplianceState
import EventCatalogue
import LedgerModel
import RecordFormat

/// The rows that the log makes, table by table, found without the tables.
///
/// Reads the log twice: which records came with several contents, and which give way to one of another log,
/// is known only at its end. Memory: a name for each tenant and subject, and what such records say.
struct LogRows {
    private var sums: [ComparedTable: RowSum] = [:]
    /// Added to with each record.
    private var facts = RowSum()
    private var row = RowBytes()
    private var reader = FactReader(.all)
    private var tags = EventTags()
    private let types = EventTypeTable()
    private var tenants: [TenantKey: EventBatch.TenantCount] = [:]
    private var subjects: Set<Subject> = []
    private var contents = LogContents()

    /// Room for what one record says, kept for its memory.
    private var found: [SubjectFact] = []
    private var foundBindings: [Binding] = []

    func sum(_ table: ComparedTable) -> RowSum { table == .fact ? facts : sums[table] ?? RowSum() }

    /// Adds a row to a table.
    mutating func add(_ table: ComparedTable, _ fill: (inout RowBytes) -> Void) {
        row.removeAll()
        fill(&row)
        sums[table, default: RowSum()].add(row)
    }

    /// Takes the sum over rows that were found elsewhere.
    mutating func replace(_ table: ComparedTable, by sum: RowSum) { sums[table] = sum }

    /// Reads a record for the first time.
    mutating func read(_ view: RecordView) {
        let (family, role) = types.find(view.slice(view.typeRange))
        tags.read(view)
        contents.read(view, role, twin: tags.twin)
        if let tenant = tags.tenant {
            let occurred = view.occurred.instant
            tenants[tenant, default: EventBatch.TenantCount(occurred)].count(occurred, family: family)
        }
        found.removeAll(keepingCapacity: true)
        foundBindings.removeAll(keepingCapacity: true)
        reader.read(view, facts: &found, bindings: &foundBindings)
        for entry in found {
            subjects.insert(entry.subject)
            add(entry)
        }
        for (ordinal, binding) in foundBindings.enumerated() {
            subjects.insert(.device(binding.first))
            subjects.insert(.device(binding.second))
            add(.deviceBinding) { $0.add(binding, ordinal: ordinal) }
        }
    }

    private mutating func add(_ entry: SubjectFact) {
        let fact = entry.fact
        row.removeAll()
        row.add(fact.region.rawValue)
        row.add(fact.occurred)
        row.add(fact.position)
        row.add(fact.ordinal)
        row.add(fact.value.code)
        row.add(fact.object)
        row.add(fact.witnessCode)
        row.add(fact.reporterCode)
        row.add(fact.detail)
        row.add(fact.recordKey.bits)
        row.add(fact.contentTag.bits)
        row.add(fact.modified)
        row.add(fact.mappingRevision.value)
        row.add(entry.subject)
        facts.add(row)
    }

    /// Ends the first reading.
    mutating func rewind() { contents.rewind() }

    /// Reads a record for the second time, once all have been read.
    mutating func readAgain(_ view: RecordView) {
        guard !contents.isEmpty else { return }
        if !contents.twins.isEmpty {
            tags.read(view)
            if let twin = tags.twin { contents.readAgain(view, twin: twin) }
        }
        contents.readAgain(view, types.find(view.slice(view.typeRange)).role)
        guard contents.mayChange(view.recordKey) else { return }
        found.removeAll(keepingCapacity: true)
        foundBindings.removeAll(keepingCapacity: true)
        reader.read(view, facts: &found, bindings: &foundBindings)
        var named = found.map(\.subject)
        for binding in foundBindings { named += [.device(binding.first), .device(binding.second)] }
        contents.note(view.recordKey, speaksOf: named)
    }

    /// Adds a decision of a record that is read for the second time.
    mutating func add(_ decision: AccessDecision, isInForce: Bool) {
        if let device = decision.device { subjects.insert(.device(device)) }
        if let user = decision.user { subjects.insert(.user(user)) }
        let isContested = contents.mayChange(decision.recordKey)
        add(.accessDecision) { $0.add(decision, isContested: isContested, isInForce: isInForce) }
    }

    /// Adds what is known only at the end: tenants, subjects, and records with several contents.
    /// - Parameter directory: which keys belong together.
    mutating func finish(_ directory: DeviceDirectory) {
        for subject in subjects {
            var owner = subject
            if case .device(let key) = subject { owner = .device(directory.canonical(of: key)) }
            add(.subject) {
                $0.add(text: SubjectName(subject).text)
                $0.add(subject)
                $0.add(owner)
            }
        }
        for (tenant, count) in tenants {
            add(.tenant) {
                $0.add(text: tenant.text)
                $0.add(count.byFamily.values.reduce(0, +))
                $0.add(count.first)
                $0.add(count.last)
            }
            for (family, events) in count.byFamily {
                let name = types.families[family]
                add(.tenantFamily) {
                    $0.add(text: tenant.text)
                    $0.add(text: name)
                    $0.add(events)
                }
            }
        }
        contents.finish()
        let known = contents
        for content in known.contents { add(.contestedContent) { $0.add(content) } }
        for (key, subjects) in known.subjects {
            for subject in subjects {
                add(.contestedSubject) {
                    $0.add(key.bits)
                    $0.add(subject)
                }
            }
        }
        for (twin, group) in known.twins {
            for key in group.copies {
                add(.twinCopy) {
                    $0.add(twin)
                    $0.add(key.bits)
                    $0.add(flag: group.areOneFact)
                }
            }
        }
    }
}

extension RowBytes {
    fileprivate mutating func add(_ binding: Binding, ordinal: Int) {
        add(binding.position)
        add(ordinal)
        add(binding.recordKey.bits)
        add(binding.contentTag.bits)
        add(binding.modified)
        add(binding.mappingRevision.value)
        add(.device(binding.first))
        add(.device(binding.second))
    }

    fileprivate mutating func add(_ content: ContestedRecords.Content) {
        add(content.key.bits)
        add(content.tag.bits)
        add(content.mapping.value)
        add(flag: content.modified != nil)
        add(content.modified?.nanoseconds ?? 0)
        add(content.original?.tag.bits)
        add(content.original.map { Int64($0.mapping.value) })
    }

    fileprivate mutating func add(_ decision: AccessDecision, isContested: Bool, isInForce: Bool) {
        add(decision.position)
        add(text: decision.tenant.text)
        add(decision.occurred)
        add(decision.recorded)
        add(decision.outcome.rawValue)
        add(code: decision.basis?.rawValue)
        add(code: decision.status?.rawValue)
        add(decision.errorCode)
        add(decision.application)
        add(decision.resource)
        add(code: decision.clientApp?.rawValue)
        add(flag: decision.isInteractive)
        add(code: decision.kind?.rawValue)
        add(code: decision.requirement?.rawValue)
        add(code: decision.authenticationProtocol?.rawValue)
        add(flag: decision.deviceIsCompliant)
        add(flag: decision.deviceIsManaged)
        add(code: decision.trustType?.rawValue)
        add(code: decision.platform?.rawValue)
        add(decision.correlation?.bits)
        if decision.policies.isEmpty {
            addNull()
        } else {
            add(blob: PolicyListCoding.bytes(decision.policies))
        }
        add(decision.policiesOmitted)
        add(decision.recordKey.bits)
        add(decision.contentTag.bits)
        add(decision.modified)
        add(decision.mappingRevision.value)
        add(flag: isContested)
        add(flag: isInForce)
        add(decision.device.map { Subject.device($0) })
        add(decision.user.map { Subject.user($0) })
    }
}
