extension Submission {
    /// How many bytes it holds, at least one: what ``Limits/appendBytes`` bounds the sum of.
    ///
    /// Counts what has no size of its own: key, content, evidence, personal fields, values of identities, and
    /// of each event its data and its labels as they are encoded. Costs a look at each label.
    public var byteCount: Int {
        // Parts are looked at where they stand: each copy would count the references of all that it holds.
        var bytes = key.count + content.count + personal.count + source.encodedCount
        bytes += evidence?.count ?? 0
        bytes += twin?.count ?? 0
        for place in identities.indices {
            bytes += identities[place].namespace.count + identities[place].value.count
        }
        for place in events.indices {
            bytes += events[place].data.count + events[place].stream.encodedCount
            bytes += events[place].actor?.encodedCount ?? 0
            for tag in events[place].tags.indices { bytes += events[place].tags[tag].encodedCount }
        }
        return max(1, bytes)
    }
}

extension [Submission] {
    /// What they all hold; see ``Submission/byteCount``. One that is looked at from another module is copied,
    /// which counts the references of all its parts.
    public var byteCount: Int {
        var bytes = 0
        for place in indices { bytes += self[place].byteCount }
        return bytes
    }
}
