import LedgerModel

/// How much an append brings, found before anything of it is drafted.
struct AppendWeight: Sendable {
    /// Its events; a submission may bring one more about itself.
    var events = 0
    /// What its submissions hold: the sum of their ``LedgerModel/Submission/byteCount``.
    var bytes = 0
    private var submissions = 0

    init(_ submissions: [Submission]) {
        self.submissions = submissions.count
        for index in submissions.indices { events += submissions[index].events.count + 1 }
        bytes = submissions.byteCount
    }

    /// What it takes of the memory for appends that wait: the submissions, and the drafts made of them.
    var heldBytes: Int { 2 * bytes + 256 * (events + submissions) }

    /// Whether one append may bring so much.
    var isWithinLimits: Bool { events <= Limits.eventsPerAppend && bytes <= Limits.appendBytes }

    /// Why an append that is one cannot be recorded, however long it waits; nil where it can.
    static func excess(of submissions: [Submission]) -> AppendError? {
        var total = AppendTotal()
        let all = submissions.span
        for index in all.indices {
            do throws(AppendError) { try total.add(all[index], index) } catch { return error }
        }
        return nil
    }
}

/// What the first submissions of an append bring together.
struct AppendTotal {
    private var events = 0
    private var bytes = 0

    /// Counts one more; nothing is counted of one that would be too much.
    /// - Throws: ``AppendError/limit(submission:what:found:limit:)``.
    mutating func add(_ submission: borrowing Submission, _ index: Int) throws(AppendError) {
        let events = self.events + submission.events.count + 1
        guard events <= Limits.eventsPerAppend else {
            throw .limit(
                submission: index, what: "events of one append", found: events,
                limit: Limits.eventsPerAppend)
        }
        let bytes = self.bytes + submission.byteCount
        guard bytes <= Limits.appendBytes else {
            throw .limit(
                submission: index, what: "bytes of one append", found: bytes, limit: Limits.appendBytes)
        }
        self.events = events
        self.bytes = bytes
    }
}
