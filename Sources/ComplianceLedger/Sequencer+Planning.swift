import DeterministicCBOR
import LedgerModel
import LogFormat
import LogStore
import RecordFormat
import Synchronization

// What is decided before anything of an append is staged: conditions, limits, and what is there already.
extension Sequencer {
    /// Checks an append and says what to do with each of its submissions.
    func plan(_ append: PendingAppend) throws(AppendError) -> [SubmissionPlan] {
        for condition in append.conditions { try check(condition) }
        var plans: [SubmissionPlan] = []
        plans.reserveCapacity(append.submissions.count)
        var events = 0
        var planned: [RecordKey: (index: Int, content: ContentTag)] = [:]
        for (index, submission) in append.submissions.enumerated() {
            try checkLimits(submission, index)
            events += submission.events.count + 1
            guard events <= Limits.eventsPerAppend else {
                throw .limit(
                    submission: index, what: "events of one append", found: events,
                    limit: Limits.eventsPerAppend)
            }
            let key = append.keys[index].record
            let content = append.keys[index].content
            let kind: SubmissionPlan.Kind
            if let earlier = planned[key] {
                guard earlier.content == content else {
                    throw .invalid(
                        submission: index, reason: "one append holds two contents of the same record")
                }
                kind = .repetition(of: earlier.index)
            } else {
                kind = try self.kind(of: submission, index, key: key, content: content)
                planned[key] = (index, content)
            }
            plans.append(SubmissionPlan(key: key, content: content, kind: kind))
        }
        return plans
    }

    private func checkLimits(_ submission: Submission, _ index: Int) throws(AppendError) {
        func limit(_ what: String, _ found: Int, _ limit: Int) throws(AppendError) {
            guard found <= limit else {
                throw .limit(submission: index, what: what, found: found, limit: limit)
            }
        }
        try limit("events of one submission", submission.events.count, Limits.eventsPerSubmission)
        let kept = (submission.evidence?.count ?? 0) + submission.personal.count + 128
        try limit("bytes of evidence", kept, Limits.privateRecordBytes)
        try limit("bytes of one label", submission.source.encoded.count, Limits.labelBytes)
        guard !submission.key.isEmpty else { throw .invalid(submission: index, reason: "it has no key") }
        guard !submission.events.isEmpty else { throw .invalid(submission: index, reason: "it has no event") }
        var parts: Set<UInt32> = []
        for event in submission.events {
            try limit("tags of one event", event.tags.count, Limits.tagsPerEvent)
            // The last part is that of what is said about the record itself.
            guard event.part < .max, parts.insert(event.part).inserted else {
                throw .invalid(submission: index, reason: "two events are the same part")
            }
            for label in [event.stream.encoded, event.actor?.encoded ?? []] + event.tags.map(\.encoded) {
                try limit("bytes of one label", label.count, Limits.labelBytes)
            }
            // Fixed fields and the type take less than this.
            let size =
                320 + event.data.count + event.stream.encoded.count + submission.source.encoded.count
                + event.tags.reduce(0) { $0 + $1.encoded.count } + (event.actor?.encoded.count ?? 0)
            try limit("bytes of one record", size, Limits.recordBytes)
            for slot in event.slots
            where !slot.fits(event) || !submission.identities.indices.contains(slot.identity) {
                throw .invalid(submission: index, reason: "a slot stands where there is none")
            }
            // What cannot be read back must not be written: a record stands for ever.
            guard event.hasReadableData else {
                throw .invalid(submission: index, reason: "its data are not a map in deterministic CBOR")
            }
        }
    }

    private func kind(
        of submission: Submission, _ index: Int, key: RecordKey, content: ContentTag
    ) throws(AppendError) -> SubmissionPlan.Kind {
        let known = try known(key)
        guard let first = known.first else { return .new }
        if let same = known.first(where: { $0.content == content && $0.mapping >= submission.mappingRevision }
        ) {
            return .duplicate(same)
        }
        guard submission.isObserved || known.contains(where: { $0.content == content }) else {
            throw .contentConflict(submission: index, recorded: first.first)
        }
        for entry in known where try road(of: entry) == submission.road || entry.content == content {
            return .revision(first)
        }
        return .corroboration(first)
    }

    /// The contents of a record key, oldest first.
    private func known(_ key: RecordKey) throws(AppendError) -> [KnownContent] {
        let candidates = try candidates { index throws(LogStoreError) in
            try index.records(recordKey: LedgerLabels.recordKey(key))
        }
        var out: [KnownContent] = []
        for number in candidates {
            let event = try event(at: GlobalPosition(number))
            guard event.recordKey == key else { continue }
            out.append(KnownContent(event))
        }
        return out + (stagedKeys[key] ?? [])
    }

    /// By which road a content came; nil where its private record is gone.
    private func road(of content: KnownContent) throws(AppendError) -> Token? {
        if let road = content.road { return road }
        guard let evidence = content.evidence else { return nil }
        do throws(LedgerError) {
            return try core.privateRecord(evidence).road
        } catch {
            throw .failed(error)
        }
    }

    func check(_ condition: AppendCondition) throws(AppendError) {
        switch condition {
        case .stream(_, .any): return
        case .stream(let stream, let expected):
            let count = try streamCount(stream)
            let actual = count == 0 ? nil : StreamVersion(count - 1)
            let holds =
                switch expected {
                case .any: true
                case .noStream: actual == nil
                case .streamExists: actual != nil
                case .exactly(let version): actual == version
                }
            guard holds else {
                throw .wrongExpectedVersion(stream: stream, expected: expected, actual: actual)
            }
        case .noEvent(let tags, let after):
            func isLater(_ number: UInt64) -> Bool { after.map { number > $0.value } ?? true }
            guard let rarest = tags.first else {
                // Every event carries all of no tags.
                guard nextPosition > 0, isLater(nextPosition - 1) else { return }
                throw .conditionNotMet(found: GlobalPosition(nextPosition - 1))
            }
            let candidates = try candidates { index throws(LogStoreError) in
                try index.records(label: LedgerLabels.tag(rarest))
            }
            for number in candidates where isLater(number) {
                let event = try event(at: GlobalPosition(number))
                if tags.allSatisfy(event.tags.contains) { throw .conditionNotMet(found: event.position) }
            }
            for event in staged where isLater(event.position.value) && tags.allSatisfy(event.tags.contains) {
                throw .conditionNotMet(found: event.position)
            }
        }
    }

    /// How many events a stream has, the batch in hand included.
    func streamCount(_ stream: StreamName) throws(AppendError) -> UInt64 {
        if let known = streamVersions[stream] { return known }
        let candidates = try candidates { index throws(LogStoreError) in
            try index.records(label: LedgerLabels.stream(stream))
        }
        var count: UInt64 = 0
        for number in candidates.reversed() {
            let event = try event(at: GlobalPosition(number))
            if event.stream == stream {
                count = event.streamVersion.value + 1
                break
            }
        }
        streamVersions[stream] = count
        return count
    }

    /// Asks the index. One that cannot be read fails the append: it must not look like one that holds
    /// nothing.
    private func candidates(
        _ ask: (LogIndex) throws(LogStoreError) -> [UInt64]
    ) throws(AppendError) -> [UInt64] {
        do throws(LedgerError) { return try core.candidates(ask) } catch { throw .failed(error) }
    }

    /// An event that stands in the log or in the batch in hand.
    func event(at position: GlobalPosition) throws(AppendError) -> RecordedEvent {
        let firstStaged = log.tail.end.count
        if position.value >= firstStaged, position.value - firstStaged < UInt64(staged.count) {
            return staged[Int(position.value - firstStaged)]
        }
        do throws(LedgerError) { return try core.event(at: position) } catch { throw .failed(error) }
    }
}

extension KnownContent {
    init(_ event: RecordedEvent) {
        self.init(
            content: event.contentTag, mapping: event.mappingRevision, first: event.position,
            eventID: event.id,
            evidence: event.evidence, road: nil)
    }
}

extension ProposedEvent {
    /// Whether the public data are one map in deterministic CBOR.
    var hasReadableData: Bool {
        CBORReader.read(data) { reader in
            guard reader.peekMajorType == .map else { return false }
            do throws(CBORError) {
                try reader.validateItem()
                try reader.expectEnd()
                return true
            } catch {
                return false
            }
        }
    }
}

extension IdentitySlot {
    /// Whether the slot stands at sixteen zero bytes behind their head.
    func fits(_ event: ProposedEvent) -> Bool {
        func isSlot(_ bytes: [UInt8], _ offset: Int) -> Bool {
            offset > 0 && offset <= bytes.count - 16 && bytes[offset - 1] == 0x50
                && bytes[offset..<(offset + 16)].allSatisfy { $0 == 0 }
        }
        return switch place {
        case .data(let offset): isSlot(event.data, offset)
        case .stream(let offset): isSlot(event.stream.encoded, offset)
        case .tag(let index, let offset):
            event.tags.indices.contains(index) && isSlot(event.tags[index].encoded, offset)
        case .actor(let offset): event.actor.map { isSlot($0.encoded, offset) } ?? false
        }
    }
}
