public import LedgerModel

/// A value, since when it stands, and the event that proves it.
public struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
    public let value: Value
    public let since: Timestamp
    public let position: GlobalPosition

    public init(_ value: Value, since: Timestamp, position: GlobalPosition) {
        self.value = value
        self.since = since
        self.position = position
    }

    init(_ value: Value, _ event: SetupEvent) {
        self.init(value, since: event.occurred, position: event.position)
    }
}

extension Optional {
    /// Takes what an event says. What says the same again changes nothing.
    mutating func set<Value>(_ value: Value?, by event: SetupEvent) where Wrapped == Dated<Value> {
        guard let value, self?.value != value else { return }
        self = Dated(value, event)
    }

    /// Forgets a value that some test holds of.
    mutating func forget<Value>(_ holds: (Dated<Value>) -> Bool) where Wrapped == Dated<Value> {
        if let dated = self, holds(dated) { self = nil }
    }
}
