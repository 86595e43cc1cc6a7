extension Submission {
    /// How many bytes it holds, at least one: what ``Limits/appendBytes`` bounds the sum of.
    ///
    /// Counts what has no size of its own: key, content, evidence, personal fields, values of identities, and
    /// of each event its data and its labels as they are encoded. Costs a look at each label.
    public var byteCount: Int { Self.byteCount(of: self) }

    /// The same of one that is lent: each copy would count the references of all that it holds.
    @inline(__always)
    static func byteCount(of submission: borrowing Submission) -> Int {
        var bytes = submission.key.count + submission.content.count + submission.personal.count
        bytes += submission.source.encodedCount
        bytes += submission.evidence?.count ?? 0
        bytes += submission.twin?.count ?? 0
        let identities = submission.identities.span
        for place in identities.indices {
            bytes += identities[place].namespace.count + identities[place].value.count
        }
        let events = submission.events.span
        for place in events.indices {
            bytes += events[place].data.count + events[place].stream.encodedCount
            bytes += events[place].actor?.encodedCount ?? 0
            let tags = events[place].tags.span
            for tag in tags.indices { bytes += tags[tag].encodedCount }
        }
        return max(1, bytes)
    }
}

extension [Submission] {
    /// What they all hold; see ``Submission/byteCount``.
    public var byteCount: Int {
        let submissions = self.span
        var bytes = 0
        for place in submissions.indices { bytes += Submission.byteCount(of: submissions[place]) }
        return bytes
    }
}
