import DeterministicCBOR
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceLedger

@Suite("What is as large as the limit is taken in, and what is larger by one is told the limit")
struct LimitEdgeTests {
    /// An append that is as large as one of its limits, or larger by one.
    private struct Edge: Sendable {
        var what: String
        var limit: Int
        /// The submission that goes beyond.
        var submission = 0
        var append: @Sendable (_ beyond: Int) throws -> [Submission]
    }

    private static let edges = [
        Edge(what: "bytes of one record", limit: Limits.recordBytes) { beyond in
            [recordOf(Limits.recordBytes + beyond)]
        },
        Edge(what: "bytes of evidence", limit: Limits.privateRecordBytes) { beyond in
            // What surrounds the evidence is counted as 128 bytes.
            var out = Samples.submission(
                1, evidence: [UInt8](repeating: 7, count: Limits.privateRecordBytes - 1_128 + beyond))
            out.personal = [UInt8](repeating: 8, count: 1_000)
            return [out]
        },
        Edge(what: "events of one submission", limit: Limits.eventsPerSubmission) { beyond in
            [ofEvents(1, Limits.eventsPerSubmission + beyond)]
        },
        Edge(what: "identities of one submission", limit: Limits.identitiesPerSubmission) { beyond in
            var out = Samples.submission(1)
            out.identities = Array(
                repeating: Samples.person(1), count: Limits.identitiesPerSubmission + beyond)
            return [out]
        },
        Edge(what: "events of one append", limit: Limits.eventsPerAppend, submission: 16) { beyond in
            // Each submission counts as one more event.
            let most = Limits.eventsPerAppend / 16 - 2
            return (0..<16).map { ofEvents($0, most) } + [ofEvents(16, 15 + beyond)]
        },
        Edge(what: "bytes of one append", limit: Limits.appendBytes, submission: 4) { beyond in
            var out = (0..<5).map { number in
                Samples.submission(number, evidence: [UInt8](repeating: UInt8(number), count: 13 << 20))
            }
            let rest = Limits.appendBytes - out.reduce(0) { $0 + $1.byteCount } + beyond
            out[4].evidence?.removeLast(max(0, -rest))
            return out
        },
        Edge(what: "tags of one event", limit: Limits.tagsPerEvent) { beyond in
            [
                Samples.submission(
                    1, events: [Samples.event(1, tags: (0..<(Limits.tagsPerEvent + beyond)).map(Samples.tag))]
                )
            ]
        },
        Edge(what: "bytes of one label", limit: Limits.labelBytes) { beyond in
            var out = Samples.submission(1)
            out.events[0].stream = try stream(of: Limits.labelBytes + beyond)
            return [out]
        },
    ]

    @Test("each limit of an append, at its edge", arguments: edges.indices)
    func edge(_ index: Int) throws {
        let edge = Self.edges[index]
        let ledger = try LedgerWorld().opened()
        let beyond = try edge.append(1)
        do throws(AppendError) {
            _ = try ledger.appendAndWait(beyond)
            Issue.record("\(edge.what): \(edge.limit + 1) were taken in")
            return
        } catch {
            guard case .limit(edge.submission, edge.what, edge.limit + 1, edge.limit) = error else {
                Issue.record("\(edge.what): \(error)")
                return
            }
            #expect("\(error)".contains(edge.what) && "\(error)".contains("at most \(edge.limit) "))
        }
        #expect(ledger.size == .empty)
        let append = try edge.append(0)
        let receipts = try ledger.appendAndWait(append)
        #expect(receipts.allSatisfy { $0.outcome == .recorded } && receipts.count == append.count)
        // What was taken in is read back whole, within the bounds of what is stored.
        var place = 0
        let events = append.flatMap(\.events)
        try ledger.forEachRecord { view in
            if view.bytes.count > Limits.recordBytes { Issue.record("\(view.bytes.count) bytes") }
            let event = try? view.event()
            if event?.data != events[place].data || event?.stream != events[place].stream {
                Issue.record("\(edge.what): event \(place) is another")
            }
            place += 1
            return true
        }
        #expect(place == events.count)
        let first = try ledger.event(at: GlobalPosition(0))
        if let evidence = append[0].evidence {
            #expect(try ledger.privateRecord(of: first)?.evidence == evidence)
        }
    }

    private static func ofEvents(_ number: Int, _ count: Int) -> Submission {
        Samples.submission(
            number, events: (0..<count).map { Samples.event($0, part: UInt32($0), tags: [Samples.tag(0)]) })
    }

    /// A submission whose event counts as so many bytes of a record.
    private static func recordOf(_ bytes: Int) -> Submission {
        var out = Samples.submission(1)
        let event = out.events[0]
        let labels = event.stream.encodedCount + event.tags.reduce(0) { $0 + $1.encodedCount }
        let count = bytes - 352 - out.source.encodedCount - labels
        out.events[0].data = []
        out.events[0].data.appendCBORHead(5, 1)
        out.events[0].data.appendCBOR(unsigned: 1)
        // The head of the bytes takes three of them.
        out.events[0].data.appendCBOR(bytes: [UInt8](repeating: 9, count: count - 5))
        return out
    }

    /// A stream whose name takes so many bytes: its head one, each word two more than its letters.
    private static func stream(of bytes: Int) throws -> StreamName {
        let words = [50, 50, 50, 50, bytes - 1 - 4 * 52 - 2]
        let tokens = try words.map { try #require(Token(String(repeating: "a", count: $0))) }
        let stream = StreamName(components: tokens.map { .token($0) })
        try #require(stream.encodedCount == bytes)
        return stream
    }

    @Test("what waits may be as much as the article says, and not one more")
    func waiting() {
        var events = AppendQueue<Int>()
        #expect(events.admit(events: 262_143, bytes: 1) == .accepted)
        #expect(events.admit(events: 2, bytes: 1) == .overloaded)
        #expect(events.admit(events: 1, bytes: 1) == .accepted)
        #expect(events.admit(events: 1, bytes: 1) == .overloaded)
        var bytes = AppendQueue<Int>()
        #expect(bytes.admit(events: 1, bytes: 96 * 1_048_576 - 1) == .accepted)
        #expect(bytes.admit(events: 1, bytes: 2) == .overloaded)
        #expect(bytes.admit(events: 1, bytes: 1) == .accepted)
        #expect(bytes.admit(events: 1, bytes: 1) == .overloaded)
    }
}
