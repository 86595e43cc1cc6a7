import DurableIO
public import LedgerModel
import LogFormat
import LogStore
import Merkle
public import RecordFormat
import Synchronization

extension Ledger {
    /// The event at a position.
    public func event(at position: GlobalPosition) throws(LedgerError) -> RecordedEvent {
        try core.event(at: position)
    }

    /// Calls `body` with each record from a position on, until the end or until it returns false.
    ///
    /// The view must not leave the call.
    /// - Parameter limit: reads only positions below it.
    public func forEachRecord(
        from position: GlobalPosition = .first, below limit: TreeSize? = nil, _ body: (RecordView) -> Bool
    ) throws(LedgerError) {
        var end = core.end
        if let limit { end.count = min(end.count, limit.value) }
        try core.forEachRecord(from: position, end: end, body)
    }

    /// Calls `body` with each record that is wanted, until it returns false. Of the others no more is read
    /// than it takes to tell that they are not.
    ///
    /// Neither head nor view must leave the calls.
    /// - Parameters:
    ///   - limit: reads only positions below it.
    ///   - isWanted: asked of each record in the order of their positions, before `body`; not of one whose
    ///     head cannot be read, which is read as if it were wanted.
    public func forEachRecord(
        below limit: TreeSize, where isWanted: (RecordHead) -> Bool, _ body: (RecordView) -> Bool
    ) throws(LedgerError) {
        var end = core.end
        end.count = min(end.count, limit.value)
        try core.forEachRecord(from: .first, end: end, where: isWanted, body)
    }

    /// Positions of the events that carry a tag, ascending.
    public func positions(tag: Tag) throws(LedgerError) -> [GlobalPosition] {
        try positions(LedgerLabels.tag(tag)) { $0.tags.contains(tag) }
    }

    /// Positions of the events of a stream, ascending.
    public func positions(stream: StreamName) throws(LedgerError) -> [GlobalPosition] {
        try positions(LedgerLabels.stream(stream)) { $0.stream == stream }
    }

    /// Positions that may hold events of a type, or of a tag: the index alone is asked, and whoever reads the
    /// event compares.
    public func candidates(tag: Tag) throws(LedgerError) -> [GlobalPosition] {
        try candidates(LedgerLabels.tag(tag))
    }

    /// Positions that may hold events of a type; see ``candidates(tag:)``.
    public func candidates(type: EventType) throws(LedgerError) -> [GlobalPosition] {
        try candidates(LedgerLabels.type(type))
    }

    /// The event with an id; nil where there is none.
    public func event(_ id: EventID) throws(LedgerError) -> RecordedEvent? {
        try loadIndex()
        let found = try core.candidates { index throws(LogStoreError) in
            try index.records(eventID: LedgerLabels.eventID(id))
        }
        for number in found {
            let event = try core.event(at: GlobalPosition(number))
            if event.id == id { return event }
        }
        return nil
    }

    /// The private record that an event cites; nil where it cites none, or it was erased. The digest is
    /// checked.
    public func privateRecord(of event: RecordedEvent) throws(LedgerError) -> PrivateRecord? {
        guard let evidence = event.evidence else { return nil }
        return try core.privateRecord(evidence)
    }

    /// The id that stands for a value; nil where the ledger has never seen the value, or the secret is not
    /// readable.
    public func identity(of reference: IdentityReference) throws(LedgerError) -> IdentityID? {
        guard let secret = core.secret else { return nil }
        try loadIdentities()
        let end = core.state.withLock { $0.identities }
        return try core.identity(lookup: secret.identityLookup(reference).bytes, end: end)
    }

    /// The entry of an id; nil where there is none, or it was erased.
    public func identityEntry(of id: IdentityID) throws(LedgerError) -> IdentityEntry? {
        try loadIdentities()
        let end = core.state.withLock { $0.identities }
        return try core.state.withLock { state in
            Result { () throws(LedgerError) in
                try state.identityTable.entry(of: id, reader: core.identities, end: end)
            }
        }.get()
    }

    /// The time of the last event, where this machine's clock is more than a second behind it; nil else.
    ///
    /// Recorded time does not run back: as long as the clock is behind, new events get that time, not the
    /// clock's.
    public func recordedAheadOfClock() throws(LedgerError) -> Timestamp? {
        let end = core.end
        guard end.count > 0 else { return nil }
        let block = try onStore { () throws(LogStoreError) in
            try core.log.block(holding: end.count - 1, end: end)
        }
        let last = block.header.latest
        return last > environment.clock.now().adding(seconds: 1) ? last : nil
    }

    /// What was refused, oldest first; every place at which it stood.
    public func forEachQuarantined(_ body: (QuarantineEntry) -> Void) throws(LedgerError) {
        try Quarantine.forEach(in: core.stores.quarantine, body)
    }

    /// Opens the place for refused input; one at a time.
    public func openQuarantine() throws(LedgerError) -> Quarantine {
        guard writer != nil else { throw .readOnly }
        guard core.quarantineUse.begin() else {
            throw .file(path: layout.quarantine, reason: "an erasure is at work in it")
        }
        do throws(LedgerError) {
            let quarantine = try Quarantine(
                core.stores.quarantine, epoch: origin.epoch, clock: environment.clock)
            quarantine.use = core.quarantineUse
            return quarantine
        } catch {
            core.quarantineUse.end()
            throw error
        }
    }

    /// The files of the log and the private store with their sizes, for a status.
    public func segmentFiles() throws(LedgerError) -> [(path: String, bytes: UInt64)] {
        var out: [(path: String, bytes: UInt64)] = []
        for store in [core.stores.log, core.stores.privateRecords, core.stores.identities] {
            for first in try onStore({ () throws(LogStoreError) in try store.segments() }) {
                let path = store.segmentPath(first)
                let found = try onFiles { () throws(DurableIOError) in try environment.files.information(path)
                }
                out.append((path, found?.size ?? 0))
            }
        }
        return out
    }

    private func positions(
        _ label: UInt64, _ matches: (RecordedEvent) -> Bool
    ) throws(LedgerError) -> [GlobalPosition] {
        var out: [GlobalPosition] = []
        for position in try candidates(label) where matches(try core.event(at: position)) {
            out.append(position)
        }
        return out
    }

    private func candidates(_ label: UInt64) throws(LedgerError) -> [GlobalPosition] {
        try loadIndex()
        let end = core.end.count
        let found = try core.candidates { index throws(LogStoreError) in try index.records(label: label) }
        return found.filter { $0 < end }.map { GlobalPosition($0) }
    }

    /// A reader loads the index when it is first asked.
    func loadIndex() throws(LedgerError) {
        guard writer == nil else { return }
        let end = core.end
        let isLoaded = core.state.withLock { $0.index.open.count > 0 || end.count == 0 }
        guard !isLoaded else { return }
        let index = try LedgerIndexing(core: core).load(end: end, isWriting: false)
        core.state.withLock { $0.index = index }
    }

    private func loadIdentities() throws(LedgerError) {
        guard writer == nil else { return }
        try core.state.withLock { state in
            Result { () throws(LedgerError) in
                guard state.identityTable.count < state.identities.count else { return }
                var table = state.identityTable
                try table.load(core.identities, end: state.identities)
                state.identityTable = table
            }
        }.get()
    }
}

extension Ledger {
    /// Lends the record at a position; the view must not leave the call.
    public func withRecord<Value>(
        at position: GlobalPosition, _ body: (RecordView) -> Value
    ) throws(LedgerError) -> Value {
        let end = core.end
        guard position.value < end.count else { throw .noSuchEvent(position, size: TreeSize(end.count)) }
        let block = try onStore { () throws(LogStoreError) in
            try core.log.block(holding: position.value, end: end)
        }
        let range = block.range(of: Int(position.value - block.header.first))
        return try LedgerCore.reading(block.raw, range, position) { view in body(view) }
    }

    /// Calls `body` with each entry of the identity table that was not erased, oldest first.
    public func forEachIdentity(_ body: (IdentityEntry) -> Void) throws(LedgerError) {
        let end = core.state.withLock { $0.identities }
        var failure: LedgerError?
        try onStore { () throws(LogStoreError) in
            try core.identities.forEachBlock(from: 0, end: end) { block in
                for index in 0..<block.count {
                    let result = block.record(index).withUnsafeBytes { buffer in
                        Result { () throws(RecordError) in try StoredIdentity(buffer) }
                    }
                    switch result {
                    case .success(.entry(let entry)): body(entry)
                    case .success(.erased): continue
                    case .failure(let error):
                        failure = .record(position: block.header.first + UInt64(index), error)
                        return false
                    }
                }
                return true
            }
        }
        if let failure { throw failure }
    }
}
