import ComplianceLedger
import ComplianceState
import LedgerModel
import RecordFormat

/// Reads runs of events out of a ledger.
struct BatchReader {
    private var facts = FactReader(.all)
    private var tags = EventTags()
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
        var corroboration: Corroboration?
        var lastKey: RecordKey?
        let start = GlobalPosition(first.value == 0 ? 0 : first.value - 1)
        try onLedger("read the log") { () throws(LedgerError) in
            try ledger.forEachRecord(from: start, below: limit) { view in
                let (family, role) = types.find(view.slice(view.typeRange))
                guard view.position >= first else {
                    if role == .corroboration { corroboration = Corroboration(view) }
                    return true
                }
                if batch.count >= count, lastKey != view.recordKey { return false }
                lastKey = view.recordKey
                note(view, role, &corroboration, known, &batch)
                read(view, family, role, &batch)
                noteTwin(view, known, &batch)
                return true
            }
        }
        for twin in batch.twins.keys { try gather(ledger, twin, &batch) }
        for (key, first) in batch.originals where batch.contested.contains(key) {
            try recall(ledger, key, first, &batch)
        }
        return batch
    }

    /// A content that came by another road.
    private struct Corroboration {
        let content: ContestedRecords.Content
        let original: EventID?

        init(_ view: RecordView) {
            content = ContestedRecords.Content(view)
            original = view.causation
        }
    }

    /// Notes what an event says of the contents of its record.
    private func note(
        _ view: RecordView, _ role: EventTypeTable.Role, _ corroboration: inout Corroboration?,
        _ known: ContestedRecords, _ batch: inout EventBatch
    ) {
        switch role {
        case .revision:
            corroboration = nil
            contest(ContestedRecords.Content(view), view.causation, known, &batch)
        case .corroboration:
            corroboration = Corroboration(view)
            // What it says is what the record's first content says, which is read back.
            if known.contains(view.recordKey) || batch.contested.contains(view.recordKey) {
                batch.contested.insert(view.recordKey)
                batch.originals[view.recordKey] = view.causation
            }
        case .access, .other:
            guard let last = corroboration else { return }
            corroboration = nil
            let content = ContestedRecords.Content(view)
            if content.isSame(as: last.content) { contest(content, last.original, known, &batch) }
        }
    }

    private func contest(
        _ content: ContestedRecords.Content, _ original: EventID?, _ known: ContestedRecords,
        _ batch: inout EventBatch
    ) {
        batch.announced.append(content)
        batch.contested.insert(content.key)
        if !known.contains(content.key) { batch.originals[content.key] = original }
    }

    /// Notes that a record may be one fact with others: whether a copy counts depends on records that come
    /// later.
    private func noteTwin(_ view: RecordView, _ known: ContestedRecords, _ batch: inout EventBatch) {
        guard Twins.isCopy(view) else {
            if let twin = tags.twin, known.hasCopy(twin) || batch.twins[twin] != nil {
                batch.twins[twin] = TwinGroup()
            }
            return
        }
        guard let twin = tags.twin else { return }
        batch.copies.insert(view.recordKey)
        batch.twins[twin] = TwinGroup()
    }

    /// Reads which records have the same in common, up to the batch's end.
    private func gather(_ ledger: Ledger, _ twin: Bits128, _ batch: inout EventBatch) throws(ProjectionError)
    {
        var group = TwinGroup()
        let end = batch.end
        try onLedger("read the twins of a record") { () throws(LedgerError) in
            for position in try ledger.positions(tag: Twins.tag(twin)) where end.holds(position) {
                try ledger.withRecord(at: position) { group.add($0) }
            }
        }
        batch.twins[twin] = group
    }

    private mutating func read(
        _ view: RecordView, _ family: Int, _ role: EventTypeTable.Role, _ batch: inout EventBatch
    ) {
        batch.end = TreeSize(view.position.value + 1)
        batch.lastEvent = view.id
        batch.coverage.add(view)
        tags.read(view)
        if let tenant = tags.tenant {
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

    /// Reads back what a record said: all its contents up to the batch's end, and what those before the batch
    /// say.
    private func recall(
        _ ledger: Ledger, _ key: RecordKey, _ first: EventID, _ batch: inout EventBatch
    ) throws(ProjectionError) {
        var recalled = EventBatch.Recalled(key: key)
        var reader = FactReader(.all)
        let end = batch.end
        let start = batch.first
        try onLedger("read the contents of a record") { () throws(LedgerError) in
            for position in try ledger.contents(ofRecordOf: first) where end.holds(position) {
                var content: ContestedRecords.Content?
                var isCorroboration = false
                var next = position
                var isOfContent = true
                while isOfContent, end.holds(next) {
                    isOfContent = try ledger.withRecord(at: next) { view in
                        let found = ContestedRecords.Content(view)
                        let role = types.find(view.slice(view.typeRange)).role
                        // The same content may have come by another road right behind.
                        guard found.key == key, content.map(found.isSame) ?? true,
                            content == nil || role != .corroboration
                        else { return false }
                        content = found
                        isCorroboration = role == .corroboration
                        guard next < start else { return isCorroboration }
                        reader.read(view, facts: &recalled.facts, bindings: &recalled.bindings)
                        if let decision = AccessDecision.extract(from: view) {
                            recalled.decisions.append(decision)
                        }
                        return true
                    }
                    next = next.advanced(by: 1)
                }
                guard var content else { continue }
                if isCorroboration { content.original = recalled.contents.first?.statement }
                recalled.contents.append(content)
            }
        }
        batch.recalled.append(recalled)
    }
}
