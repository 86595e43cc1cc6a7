/// What must hold for an append to happen; checked by the writer, atomically with the append.
public enum AppendCondition: Hashable, Sendable {
    /// A stream has the expected version.
    case stream(StreamName, ExpectedVersion)
    /// No event that carries all of the tags stands after the position; `nil` for none at all.
    case noEvent(tags: [Tag], after: GlobalPosition?)
}

/// What a stream must look like.
public enum ExpectedVersion: Hashable, Sendable {
    case any
    case noStream
    case streamExists
    /// The stream's last event has this version.
    case exactly(StreamVersion)
}
