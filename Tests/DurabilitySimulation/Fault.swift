public import DurableIO

/// A failure to come.
public struct Fault: Hashable, Sendable {
    /// How a call fails.
    public enum Manner: Hashable, Sendable {
        /// Nothing happened.
        case failedWithoutEffect
        /// Everything happened, and the caller is told that it failed.
        case failedButHappened
        /// A write put some of its first bytes into the file; any other call did nothing.
        case failedInPart
        /// A file's sync lost the pending bytes and marked them clean: they stay readable until a power loss,
        /// and no later sync makes them durable. Any other call did nothing.
        case failedAndMarkedClean
        /// The caller is told that it worked. What it changed is seen until a power loss, which takes it, and
        /// no later sync makes it durable; a sync forgets in this way what was pending. A call that changes
        /// nothing works.
        case succeededButLost
    }

    /// Which matching call fails, counted from 1 from the moment the fault is planned.
    public var number: Int
    /// The operation that matches; nil for all.
    public var operation: String?
    /// What a matching call's path ends with; nil for all.
    public var pathSuffix: String?
    /// Whether all later matching calls fail too.
    public var isPermanent: Bool
    public var code: DurableIOError.Code
    public var manner: Manner

    public init(
        number: Int = 1, operation: String? = nil, pathSuffix: String? = nil, isPermanent: Bool = false,
        code: DurableIOError.Code = .inputOutput, manner: Manner = .failedWithoutEffect
    ) {
        self.number = number
        self.operation = operation
        self.pathSuffix = pathSuffix
        self.isPermanent = isPermanent
        self.code = code
        self.manner = manner
    }

    /// Whether this call is the one, or one of those, that fail. Counts the call if it matches.
    mutating func strikes(_ call: Call) -> Bool {
        if let operation, operation != call.operation { return false }
        if let pathSuffix, !call.path.hasSuffix(pathSuffix) { return false }
        number -= 1
        return isPermanent ? number <= 0 : number == 0
    }
}
