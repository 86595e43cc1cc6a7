/// The 0-based place of an event in the log, which is also the index of its Merkle leaf.
public struct GlobalPosition: Hashable, Comparable, Sendable {
    public let value: UInt64
    public init(_ value: UInt64) { self.value = value }
    public static let first = GlobalPosition(0)
    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
    /// The position `count` further on.
    public func advanced(by count: UInt64) -> GlobalPosition { GlobalPosition(value + count) }
}

/// How many events a log, or a tree, holds. Never a position.
public struct TreeSize: Hashable, Comparable, Sendable {
    public let value: UInt64
    public init(_ value: UInt64) { self.value = value }
    public static let empty = TreeSize(0)
    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
    /// The position that the next event will have.
    public var next: GlobalPosition { GlobalPosition(value) }
    /// Whether an event at `position` is among the counted ones.
    public func holds(_ position: GlobalPosition) -> Bool { position.value < value }
}

/// The 0-based place of an event in its stream.
public struct StreamVersion: Hashable, Comparable, Sendable {
    public let value: UInt64
    public init(_ value: UInt64) { self.value = value }
    public static let first = StreamVersion(0)
    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// The 0-based number of a private record; numbers have no gaps.
public struct PrivateRecordNumber: Hashable, Comparable, Sendable {
    public let value: UInt64
    public init(_ value: UInt64) { self.value = value }
    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// Which shape an event's public data has; from 1.
public struct SchemaRevision: Hashable, Comparable, Sendable {
    public let value: UInt32
    public init(_ value: UInt32) { self.value = value }
    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// Which version of a connector's mapping made an event; from 1. Folds use the highest of one record.
public struct MappingRevision: Hashable, Comparable, Sendable {
    public let value: UInt32
    public init(_ value: UInt32) { self.value = value }
    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
