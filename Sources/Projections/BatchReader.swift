import ComplianceLedger
import ComplianceState
import LedgerModel
import RecordFormat

/// Reads runs of events out of a ledger.
struct BatchReader {
    private var facts = FactReader(.all)
    private var tenants = TenantReader()
    let types = EventTypeTable()
    /// Whether the sources of names are collected.
    private let collectsLabels: Bool

    init(collectsLabels: Bool) { self.collectsLabels = collectsLabels }

    /// Reads up to about `count` events from a position on.
    ///
    /// A run ends between two source records, unless it ends with `limit`. The event before it is looked at
    /// again: whether an event makes a content of its record can depend on it.
    mutating func read(
        _ ledger: Ledger, from first: GlobalPosition, below limit: TreeSize, count: UInt64,
        known: ContestedRecords
    ) throws(ProjectionError) -> EventBatch {
        var batch = EventBatch(first: first)
        var corroborated: (key: RecordKey, tag: ContentTag)?
        var lastKey: RecordKey?
        let start = GlobalPosition(first.value == 0 ? 0 : first.value - 1)
        try onLedger("read the log") { () throws(LedgerError) in
            try ledger.forEachRecord(from: start, below: limit) { view in
                let (family, role) = types.find(view.slice(view.typeRange))
                defer { corroborated = role == .corroboration ? (view.recordKey, view.contentTag) : nil }
                guard view.position >= first else { return true }
                if batch.count >= count, lastKey != view.recordKey { return false }
                lastKey = view.recordKey
                switch role {
                case .revision:
                    batch.contested[view.recordKey] = view.causation
                    batch.announced.append(
                        ContestedRecords.Content(
                            key: view.recordKey, tag: view.contentTag, modified: view.modified,
                            mapping: view.mappingRevision))
                case .corroboration: break
                case .access, .other:
                    if let corroborated, corroborated.key == view.recordKey,
                        corroborated.tag == view.contentTag
                    {
                        batch.contested[view.recordKey] = view.causation
                    }
                }
                read(view, family, role, &batch)
                return true
            }
        }
        for (key, firstEvent) in batch.contested where !known.contains(key) {
            if let firstEvent { try readOriginal(ledger, key, firstEvent, &batch) }
        }
        return batch
    }

    private mutating func read(
        _ view: RecordView, _ family: Int, _ role: EventTypeTable.Role, _ batch: inout EventBatch
    ) {
        batch.end = TreeSize(view.position.value + 1)
        batch.lastEvent = view.id
        if let tenant = tenants.tenant(of: view) {
            let occurred = view.occurred.instant
            batch.tenants[tenant, default: EventBatch.TenantCount(occurred)].count(occurred, family: family)
        }
        let firstFact = batch.facts.count
        facts.read(view, facts: &batch.facts, bindings: &batch.bindings)
        if role == .access, let decision = AccessDecision.extract(from: view) {
            batch.decisions.append(decision)
            if collectsLabels {
                decision.device.map { noteLabel(.device($0), view, &batch) }
                decision.user.map { noteLabel(.user($0), view, &batch) }
            }
        } else if collectsLabels {
            // Of an event that is no sign-in, the person in its private record may be another than the one
            // tagged.
            var last: Subject?
            for index in firstFact..<batch.facts.count {
                let subject = batch.facts[index].subject
                guard case .device = subject, subject != last else { continue }
                last = subject
                noteLabel(subject, view, &batch)
            }
        }
    }

    private func noteLabel(_ subject: Subject, _ view: RecordView, _ batch: inout EventBatch) {
        guard let evidence = view.evidenceNumber else { return }
        let source = LabelSource(
            occurred: view.occurred.instant, position: view.position, evidence: evidence, parts: [view.part])
        Self.add(source, to: &batch.labels[subject, default: []])
    }

    private static func add(_ source: LabelSource, to sources: inout [LabelSource]) {
        if let index = sources.firstIndex(where: { $0.evidence == source.evidence }) {
            sources[index].parts += source.parts
            return
        }
        let index = sources.firstIndex { source.isNewer(than: $0) } ?? sources.count
        guard index < LabelSource.mostPerSubject else { return }
        sources.insert(source, at: index)
        if sources.count > LabelSource.mostPerSubject { sources.removeLast() }
    }

    /// Reads a record's first content back: its events stand one behind the other.
    private func readOriginal(
        _ ledger: Ledger, _ key: RecordKey, _ firstEvent: EventID, _ batch: inout EventBatch
    ) throws(ProjectionError) {
        let operation = "read the first content of a record"
        let found = try onLedger(operation) { () throws(LedgerError) in try ledger.event(firstEvent) }
        guard let found, found.recordKey == key else { return }
        var original = EventBatch.Original(key: key)
        var reader = FactReader(.all)
        var encoder = RecordEncoder()
        var event = found
        while event.recordKey == key, event.contentTag == found.contentTag {
            // Facts are read from a record's bytes; these are the ones that stand in the log.
            encoder.bytes(of: event).withUnsafeBytes { bytes in
                guard let view = try? RecordView(bytes, at: event.position) else { return }
                reader.read(view, facts: &original.facts, bindings: &original.bindings)
                if let decision = AccessDecision.extract(from: view) { original.decisions.append(decision) }
            }
            let next = event.position.advanced(by: 1)
            guard ledger.size.holds(next) else { break }
            event = try onLedger(operation) { () throws(LedgerError) in try ledger.event(at: next) }
        }
        batch.originals.append(original)
    }
}
