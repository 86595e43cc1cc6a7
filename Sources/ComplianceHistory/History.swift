public import ComplianceLedger
public import ComplianceState
import EventCatalogue
public import LedgerModel
import RecordFormat

/// Computes states from the log's own bytes, without SQLite: as of an instant, as known at an instant.
public struct History: Sendable {
    public let ledger: Ledger

    public init(_ ledger: Ledger) { self.ledger = ledger }

    /// Resolves the two clocks. Known-at defaults to now, as-of to known-at.
    ///
    /// All that was recorded is known now: where the clock is behind the last recorded time, that one stands
    /// for now.
    public func resolve(asOf: TimeExpression?, knownAt: TimeExpression?) throws(LedgerError) -> ResolvedTimes
    {
        let now = ledger.environment.clock.now()
        let size = ledger.size
        var prefix = size
        var known = now
        var isClockBehind = false
        switch knownAt {
        case nil:
            if size.value > 0 {
                let last = try ledger.event(at: GlobalPosition(size.value - 1)).recorded
                // Recorded time may run ahead by a little where much is recorded at once.
                isClockBehind = now.adding(seconds: 1) < last
                known = max(now, last)
            }
        case .instant(let instant):
            known = instant
            prefix = try self.prefix(recordedBy: instant)
        case .ago(let seconds):
            known = now.adding(seconds: -seconds)
            prefix = try self.prefix(recordedBy: known)
        case .position(let position):
            known = try ledger.event(at: position).recorded
            prefix = TreeSize(position.value + 1)
        }
        let instant: Timestamp
        switch asOf {
        case nil:
            if case .position(let position) = knownAt {
                instant = try ledger.event(at: position).occurred.instant
            } else {
                instant = known
            }
        case .instant(let given): instant = given
        case .ago(let seconds): instant = now.adding(seconds: -seconds)
        case .position(let position): instant = try ledger.event(at: position).occurred.instant
        }
        return ResolvedTimes(
            asOf: instant, knownAt: known, prefix: prefix, size: size, isClockBehind: isClockBehind)
    }

    /// How many events were recorded at or before an instant: recorded time never decreases, so they are a
    /// prefix.
    public func prefix(recordedBy instant: Timestamp) throws(LedgerError) -> TreeSize {
        var low: UInt64 = 0
        var high = ledger.size.value
        while low < high {
            let middle = low + (high - low) / 2
            if try ledger.event(at: GlobalPosition(middle)).recorded <= instant {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return TreeSize(low)
    }

    /// Folds a prefix of the log.
    public func fold(
        below limit: TreeSize, decisions: LedgerFold.Decisions = .counted,
        progress: (UInt64) -> Void = { _ in }
    ) throws(LedgerError) -> LedgerFold {
        var fold = LedgerFold(decisions: decisions)
        try ledger.forEachRecord(below: limit) { view in
            fold.add(view)
            if view.position.value & 0xFFFF == 0 { progress(view.position.value) }
            return true
        }
        return fold
    }

    /// Folds what concerns subjects: the events that carry their tags, and those of every device id that
    /// these events bind to one of them. Of records that came with more than one content, the contents that
    /// speak of others are noted as well: they decide what is in force.
    public func fold(
        about tags: [Tag], below limit: TreeSize, decisions: LedgerFold.Decisions = .kept
    ) throws(LedgerError) -> LedgerFold {
        var positions: Set<UInt64> = []
        var known = Set(tags)
        var open = tags
        // By the record's first event.
        var revised: Set<EventID> = []
        var twins: Set<Tag> = []
        while let tag = open.popLast() {
            for position in try ledger.positions(tag: tag) where limit.holds(position) {
                guard positions.insert(position.value).inserted else { continue }
                let event = try ledger.event(at: position)
                if try announcesContent(event, below: limit), let first = event.causation {
                    revised.insert(first)
                }
                if Twins.isCopy(event) {
                    // Only its first event says what its twin is known by.
                    twins.formUnion(try twinTags(of: event))
                }
                guard Self.bindings.contains(event.type) else { continue }
                for other in event.tags where Self.isDevice(other) && known.insert(other).inserted {
                    open.append(other)
                }
            }
        }
        var fold = LedgerFold(decisions: decisions)
        for position in positions.sorted() {
            try ledger.withRecord(at: GlobalPosition(position)) { fold.add($0) }
        }
        for first in revised { try noteContents(ofRecordOf: first, below: limit, in: &fold) }
        try noteValidity(except: positions, below: limit, in: &fold)
        for twin in twins {
            for position in try ledger.positions(tag: twin) where limit.holds(position) {
                try ledger.withRecord(at: position) { fold.noteTwin($0) }
            }
        }
        return fold
    }

    /// For how long tenants have compliance be valid: there are few such events, and any device's silence
    /// depends on its tenant's.
    private func noteValidity(
        except positions: Set<UInt64>, below limit: TreeSize, in fold: inout LedgerFold
    ) throws(LedgerError) {
        for position in try ledger.candidates(type: TenantEvents.validitySet.type)
        where limit.holds(position) && !positions.contains(position.value) {
            let event = try ledger.event(at: position)
            guard event.type == TenantEvents.validitySet.type else { continue }
            try ledger.withRecord(at: position) { fold.noteValidity($0) }
            if try ledger.contents(ofRecordOf: event.id).count > 1 {
                try noteContents(ofRecordOf: event.id, below: limit, in: &fold)
            }
        }
    }

    /// The tags by which a record's twins are known: those of all its contents.
    func twinTags(of event: RecordedEvent) throws(LedgerError) -> [Tag] {
        if let tag = Twins.tag(of: event) { return [tag] }
        var tags: [Tag] = []
        for position in try ledger.contents(ofRecordOf: event.id) {
            if let tag = Twins.tag(of: try ledger.event(at: position)) { tags.append(tag) }
        }
        return tags
    }

    func noteContents(
        ofRecordOf first: EventID, below limit: TreeSize, in fold: inout LedgerFold
    ) throws(LedgerError) {
        for position in try ledger.contents(ofRecordOf: first) where limit.holds(position) {
            let event = try ledger.event(at: position)
            var isFollowed = false
            if event.type == Self.corroborated { isFollowed = try self.isFollowed(event, below: limit) }
            try ledger.withRecord(at: position.advanced(by: isFollowed ? 1 : 0)) { fold.noteRevision($0) }
        }
    }

    /// Whether an event says that its record came with another content, other than one that says the same.
    func announcesContent(
        _ event: RecordedEvent, below limit: TreeSize
    ) throws(LedgerError) -> Bool {
        if event.type == Self.corroborated { return try isFollowed(event, below: limit) }
        return event.type == Self.revised || event.type == Self.remapped
    }

    /// Whether an event says that its record came by another road, and nothing else than before.
    func saysTheSame(_ event: RecordedEvent) throws(LedgerError) -> Bool {
        guard event.type == Self.corroborated else { return false }
        return try !isFollowed(event, below: ledger.size)
    }

    /// Whether the next event is one of the same content.
    private func isFollowed(_ event: RecordedEvent, below limit: TreeSize) throws(LedgerError) -> Bool {
        let position = event.position.advanced(by: 1)
        guard limit.holds(position), ledger.size.holds(position) else { return false }
        let next = try ledger.event(at: position)
        return next.recordKey == event.recordKey && next.contentTag == event.contentTag
            && next.mappingRevision == event.mappingRevision && next.type != Self.corroborated
    }

    private static let corroborated = EventType("record.corroborated")
    private static let revised = EventType("record.revised")
    private static let remapped = EventType("record.remapped")
    /// Types of events that say which ids are of one device.
    static let bindings: Set<EventType> = [
        EventType("device.identity_bound"), EventType("device.identity_rebound"),
    ]

    static func isDevice(_ tag: Tag) -> Bool {
        guard case .token(let word) = tag.components.first else { return false }
        return word.bytes.elementsEqual("device".utf8)
    }
}
