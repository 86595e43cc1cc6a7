import DurabilitySimulation
import LedgerModel
import LogStore
import Merkle
import RecordFormat

@testable import Attestation
@testable import ComplianceLedger

/// What a crash run knows of its ledger from outside: what was asked, what was acknowledged, what was
/// published.
///
/// Simpler than the ledger: lists, and a tree that is computed anew over all records each time.
struct CrashOracle {
    /// One append of new submissions.
    struct Attempt {
        var submissions: [Submission]
        /// The ids of all its events, in order.
        var ids: [EventID]
        var isAcknowledged = false
    }

    /// An event that somebody was told of.
    struct Acknowledged {
        var position: UInt64
        var recorded: Timestamp
        /// Its record, where it could be read at once.
        var bytes: [UInt8]?
    }

    var attempts: [Attempt] = []
    var acknowledged: [EventID: Acknowledged] = [:]
    /// The evidence behind each proposed event.
    var evidence: [EventID: [UInt8]?] = [:]
    /// The public data of each proposed event.
    var data: [EventID: [UInt8]] = [:]
    var published: [TreeHead] = []

    /// Notes what stands in the `checkpoint` file, as somebody outside would who fetches it.
    mutating func fetch(_ world: LedgerWorld) -> String? {
        guard let bytes = world.files.contents(world.layout.checkpoint) else { return nil }
        do {
            let verifier = try NoteVerifier(verifierKey: Array(world.origin().verifierKey.utf8))
            let head = try UnverifiedCheckpoint(bytes).verified(log: verifier).head
            // A power cut before the names are durable brings an older file back; what was signed stays
            // signed.
            if published.contains(head) { return nil }
            if published.contains(where: { $0.size >= head.size }) {
                return "signing went back to \(head.size)"
            }
            published.append(head)
            return nil
        } catch {
            return "the published checkpoint cannot be read: \(error)"
        }
    }

    /// Everything that is wrong with an opened ledger; empty where all is well.
    func problems(of ledger: Ledger) -> [String] {
        do throws(LedgerError) {
            var problems: [String] = []
            var records: [(event: RecordedEvent, bytes: [UInt8])] = []
            var failure: RecordError?
            try ledger.forEachRecord { view in
                do throws(RecordError) {
                    try RecordView.validate(view.bytes, at: view.position)
                    records.append((try view.event(), Array(view.bytes)))
                } catch {
                    failure = error
                }
                return true
            }
            if let failure { problems.append("a record cannot be read: \(failure)") }
            problems += order(records.map(\.event))
            problems += completeness(records)
            problems += roots(of: records.map(\.bytes), in: ledger)
            problems += try indexes(of: records.map(\.event), in: ledger)
            problems += try privateSide(of: records.map(\.event), in: ledger)
            return problems
        } catch {
            return ["reading failed: \(error)"]
        }
    }

    private func order(_ events: [RecordedEvent]) -> [String] {
        var problems: [String] = []
        var versions: [StreamName: UInt64] = [:]
        var recorded = Timestamp.earliest
        for (index, event) in events.enumerated() {
            if event.position.value != UInt64(index) { problems.append("position \(index) is missing") }
            let version = versions[event.stream, default: 0]
            if event.streamVersion.value != version {
                problems.append(
                    "position \(index): version \(event.streamVersion.value), expected \(version)")
            }
            versions[event.stream] = version + 1
            if event.recorded < recorded { problems.append("position \(index): recorded time goes back") }
            recorded = event.recorded
        }
        return problems
    }

    /// Acknowledged events are there, once, as they were; each attempt is there whole or not at all.
    private func completeness(_ records: [(event: RecordedEvent, bytes: [UInt8])]) -> [String] {
        var problems: [String] = []
        var places: [EventID: Int] = [:]
        for (index, record) in records.enumerated() {
            if places.updateValue(index, forKey: record.event.id) != nil {
                problems.append("position \(index): an event stands there twice")
            }
        }
        for (id, told) in acknowledged {
            guard let place = places[id] else {
                problems.append("LOSS: the acknowledged event at position \(told.position) is gone")
                continue
            }
            if place != Int(told.position) { problems.append("position \(told.position): moved to \(place)") }
            if records[place].event.recorded != told.recorded {
                problems.append("position \(place): recorded time changed")
            }
            if let bytes = told.bytes, bytes != records[place].bytes {
                problems.append("position \(place): bytes changed")
            }
        }
        var known: Set<EventID> = []
        for attempt in attempts {
            known.formUnion(attempt.ids)
            let found = attempt.ids.compactMap { places[$0] }
            if !found.isEmpty, found.count != attempt.ids.count {
                problems.append("an append of \(attempt.ids.count) events is there with \(found.count)")
            }
            if let first = found.first, found != Array(first..<(first + found.count)) {
                problems.append("the events of the append at position \(first) are not in order")
            }
        }
        for (index, record) in records.enumerated() where !known.contains(record.event.id) {
            if record.event.type != EventType("ledger.recovered") {
                problems.append("position \(index): an event that nobody submitted")
            }
        }
        for (index, record) in records.enumerated() {
            if let expected = data[record.event.id], expected != record.event.data {
                problems.append("position \(index): other data than were submitted")
            }
        }
        return problems
    }

    /// The root over all records is the stored and the signed one, and every published tree is a prefix.
    private func roots(of records: [[UInt8]], in ledger: Ledger) -> [String] {
        var problems: [String] = []
        var tree = CompactRange()
        var roots: [UInt64: SHA256Digest] = [0: tree.root]
        var leaves: [SHA256Digest] = []
        for record in records {
            leaves.append(MerkleHash.leaf(record))
            tree.append(leaf: MerkleHash.leaf(record))
            roots[tree.size] = tree.root
        }
        for head in published where roots[head.size] != head.root {
            problems.append(
                "the checkpoint over \(head.size) events is no prefix of the \(records.count) there are")
        }
        if (try? ledger.head().root) != tree.root { problems.append("the ledger names another root") }
        if !records.isEmpty {
            let stored = try? ledger.core.hashes.hashes(level: 0, indexes: 0..<UInt64(records.count))
            if stored != leaves { problems.append("the stored leaf hashes are not those of the records") }
        }
        return problems
    }

    private func indexes(of events: [RecordedEvent], in ledger: Ledger) throws(LedgerError) -> [String] {
        var problems: [String] = []
        for tag in Set(events.flatMap(\.tags)) {
            let expected = events.filter { $0.tags.contains(tag) }.map(\.position)
            let found = try ledger.positions(tag: tag)
            if found != expected {
                problems.append("tag \(tag): the index says \(found), expected \(expected)")
            }
        }
        for stream in Set(events.map(\.stream)) {
            let expected = events.filter { $0.stream == stream }.map(\.position)
            let found = try ledger.positions(stream: stream)
            if found != expected { problems.append("stream \(stream): \(found), expected \(expected)") }
        }
        for event in events where try ledger.event(event.id) != event {
            problems.append("position \(event.position.value) is not found by its id")
        }
        return problems
    }

    private func privateSide(of events: [RecordedEvent], in ledger: Ledger) throws(LedgerError) -> [String] {
        var problems: [String] = []
        for event in events {
            if let expected = evidence[event.id],
                try ledger.privateRecord(of: event)?.evidence != expected
            {
                problems.append("position \(event.position.value): other evidence than was submitted")
            }
            let components = event.stream.components
            guard event.type == EventType("test.person_seen"), case .id(let bits)? = components.last else {
                continue
            }
            guard let entry = try ledger.identityEntry(of: IdentityID(bits)),
                let reference = IdentityReference(
                    kind: entry.kind, namespace: entry.namespace, value: entry.value)
            else {
                problems.append("position \(event.position.value): its person is not in the table")
                continue
            }
            if try ledger.identity(of: reference) != IdentityID(bits) {
                problems.append("position \(event.position.value): its person has two ids")
            }
        }
        return problems
    }
}
