public import LedgerModel

/// Why an append did not happen. Nothing of it was written.
public enum AppendError: Error, Sendable {
    /// A stream does not have the expected version.
    case wrongExpectedVersion(stream: StreamName, expected: ExpectedVersion, actual: StreamVersion?)
    /// An event with the tags stands after the position.
    case conditionNotMet(found: GlobalPosition)
    /// The same record was submitted before by its owner with another content.
    case contentConflict(submission: Int, recorded: GlobalPosition)
    /// Something is larger than the limit.
    case limit(submission: Int, what: String, found: Int, limit: Int)
    /// A submission contradicts itself.
    case invalid(submission: Int, reason: String)
    /// Too much is waiting; nothing was taken in.
    case overloaded(retryAfterSeconds: Int)
    /// It would have eaten into the space that is kept free, or there was none; nothing of it is there.
    /// Appends are taken in again as soon as there is space.
    /// - Parameters:
    ///   - available: bytes that were free.
    ///   - reserve: bytes that are kept free of events, for checkpoints and for ending.
    case noSpace(available: UInt64, reserve: UInt64)
    /// The ledger could not write. What was being written is told by the next opening.
    case failed(LedgerError)
}

extension AppendError {
    /// Whether it says something about what was submitted. Otherwise the ledger takes nothing in for now, and
    /// the same append may be made again later.
    public var concernsSubmission: Bool {
        switch self {
        case .wrongExpectedVersion, .conditionNotMet, .contentConflict, .limit, .invalid: true
        case .overloaded, .noSpace, .failed: false
        }
    }
}

extension AppendError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .wrongExpectedVersion(let stream, let expected, let actual):
            "stream \(stream): expected \(Self.text(expected)), found "
                + (actual.map { "version \($0.value)" } ?? "no such stream")
        case .conditionNotMet(let found): "an event with these tags stands at position \(found.value)"
        case .contentConflict(let index, let recorded):
            "submission \(index): the same record with another content stands at position \(recorded.value)"
        case .limit(let index, let what, let found, let limit):
            "submission \(index): \(what): \(found), at most \(limit) are allowed"
        case .invalid(let index, let reason): "submission \(index): \(reason)"
        case .overloaded(let seconds): "too many appends are waiting; try again after \(seconds) s"
        case .noSpace(let available, let reserve):
            "\(LedgerError.noSpace(available: available, reserve: reserve))"
        case .failed(let error): "\(error)"
        }
    }

    private static func text(_ expected: ExpectedVersion) -> String {
        switch expected {
        case .any: "any version"
        case .noStream: "no such stream"
        case .streamExists: "an existing stream"
        case .exactly(let version): "version \(version.value)"
        }
    }
}
