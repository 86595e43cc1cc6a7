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
        let filed = mayBeFiled(append)
        plannedKeys.removeAll()
        for (index, part) in append.drafted.parts.enumerated() {
            if let fault = append.drafted.fault(of: part) { throw fault }
            if let earlier = plannedKeys.update(part.key, to: index) {
                guard append.drafted.parts[earlier].content == part.content else {
                    throw .invalid(
                        submission: index, reason: "one append holds two contents of the same record")
                }
                plans.append(.repetition(of: earlier))
            } else {
                plans.append(try kind(of: append, index, part, isFiled: filed[index]))
            }
        }
        return plans
    }

    /// For each part of an append, whether the index may know its record key. All are asked for at once: what
    /// an answer costs is waiting for memory, and the waits fall together.
    func mayBeFiled(_ append: PendingAppend) -> [Bool] {
        let keys = append.drafted.parts.map { LedgerLabels.recordKey($0.key) }
        return core.state.withLock { $0.index.mayHold(recordKeys: keys) }
    }

    /// - Parameter isFiled: whether the index may know the record key.
    func kind(
        of append: PendingAppend, _ index: Int, _ part: DraftedAppend.Part, isFiled: Bool
    ) throws(AppendError) -> SubmissionPlan {
        let known = try known(part.key, isFiled: isFiled)
        let content = part.content
        // Looked at where it stands: a copy would count the references of all its parts.
        if append.submissions[index].readAgain != nil, !known.contains(where: { $0.content == content }) {
            throw .invalid(submission: index, reason: "its evidence is of another record")
        }
        guard let first = known.first else { return .new }
        let submission = append.submissions[index]
        if let same = known.first(where: { $0.content == content }) {
            if let plan = try remapping(append, index, part, known) { return plan }
            guard submission.isObserved, submission.evidence != nil else { return .duplicate(same) }
            for entry in known where try came(entry, by: submission.road) { return .duplicate(same) }
            return .evidence(first, count: UInt32(clamping: known.count { $0.content == content }))
        }
        guard submission.isObserved else {
            throw .contentConflict(submission: index, recorded: first.first)
        }
        for entry in known where try came(entry, by: submission.road) {
            return .revision(first)
        }
        return .corroboration(first)
    }

    /// The contents of a record key, oldest first.
    private func known(_ key: RecordKey, isFiled: Bool) throws(AppendError) -> [KnownContent] {
        var candidates: [UInt64] = []
        if isFiled {
            candidates = try self.candidates { index throws(LogStoreError) in
                try index.records(recordKey: LedgerLabels.recordKey(key))
            }
        }
        var out: [KnownContent] = []
        for number in candidates {
            let event = try event(at: GlobalPosition(number))
            guard event.recordKey == key else { continue }
            out.append(KnownContent(event))
        }
        let filed = out.count
        var staged = stagedKeys[key]
        while let place = staged {
            out.insert(stagedContents[place].content, at: filed)
            staged = stagedContents[place].previous
        }
        return out
    }

    /// Whether a content came by a road. True where its private record was erased: by which road it came
    /// nobody can say, and what was erased is not to come back because the source is read again.
    private func came(_ content: KnownContent, by road: Token) throws(AppendError) -> Bool {
        if let own = content.road { return own == road }
        guard let evidence = content.evidence else { return false }
        do throws(LedgerError) {
            return try core.privateRecord(evidence).map { $0.road == road } ?? true
        } catch {
            throw .failed(error)
        }
    }

    /// Whether the private record of a content was erased.
    func isErased(_ content: KnownContent) throws(AppendError) -> Bool {
        // One with a road stands in the batch in hand.
        guard content.road == nil, let evidence = content.evidence else { return false }
        do throws(LedgerError) { return try core.privateRecord(evidence) == nil } catch {
            throw .failed(error)
        }
    }

    /// So many events are read one by one rather than looked up.
    private static let fewEvents: UInt64 = 256

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
            // Mostly nothing at all came since.
            guard nextPosition > 0, isLater(nextPosition - 1) else { return }
            guard let rarest = tags.first else {
                // Every event carries all of no tags.
                throw .conditionNotMet(found: GlobalPosition(nextPosition - 1))
            }
            let first = after.map { $0.value + 1 } ?? 0
            if nextPosition - first <= Self.fewEvents {
                // A tag of a tenant has many more entries in the index than events came since.
                for number in first..<nextPosition {
                    let event = try event(at: GlobalPosition(number))
                    if tags.allSatisfy(event.tags.contains) { throw .conditionNotMet(found: event.position) }
                }
                return
            }
            let candidates = try candidates { index throws(LogStoreError) in
                try index.records(label: LedgerLabels.tag(rarest))
            }
            for number in candidates where isLater(number) {
                let event = try event(at: GlobalPosition(number))
                if tags.allSatisfy(event.tags.contains) { throw .conditionNotMet(found: event.position) }
            }
            for number in log.tail.end.count..<nextPosition where isLater(number) {
                let event = try event(at: GlobalPosition(number))
                if tags.allSatisfy(event.tags.contains) { throw .conditionNotMet(found: event.position) }
            }
        }
    }

    /// How many events a stream has, the batch in hand included.
    func streamCount(_ stream: StreamName) throws(AppendError) -> UInt64 {
        let hash = LedgerLabels.stream(stream)
        let entry = stream.withEncoded { streamVersions.find(hash, $0) }
        if let entry { return streamVersions[entry] }
        let candidates = try candidates { index throws(LogStoreError) in try index.records(label: hash) }
        for number in candidates.reversed() {
            let event = try event(at: GlobalPosition(number))
            if event.stream == stream { return event.streamVersion.value + 1 }
        }
        return 0
    }

    /// The place in ``streamVersions`` of a draft's stream.
    func streamEntry(_ hash: UInt64, _ name: UnsafeRawBufferPointer) throws(AppendError) -> Int {
        if let entry = streamVersions.find(hash, name) { return entry }
        guard let stream = StreamName(encoded: name) else {
            throw .failed(.record(position: nextPosition, .shape(element: "stream")))
        }
        return streamVersions.add(hash, name, count: try streamCount(stream))
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
        do throws(LedgerError) {
            if position.value >= firstStaged, position.value - firstStaged < UInt64(staged.count) {
                return try staged.event(Int(position.value - firstStaged), at: position)
            }
            return try core.event(at: position)
        } catch {
            throw .failed(error)
        }
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
