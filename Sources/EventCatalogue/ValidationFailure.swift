/// One thing that is wrong with a submitted event. All of them are reported, in the order of the event's
/// members.
public struct ValidationFailure: Error, Hashable, Sendable {
    /// Which member, by names that the catalogue or CloudEvents gives; never input text.
    public var member: String
    /// A stable dotted code.
    public var code: String
    public var expected: String
    /// A type, a length or a known token.
    public var found: String

    public init(_ member: String, _ code: String, expected: String, found: String) {
        self.member = member
        self.code = code
        self.expected = expected
        self.found = found
    }
}

extension ValidationFailure: CustomStringConvertible {
    public var description: String { "\(code) in \(member): expected \(expected), found \(found)" }
}

/// All that is wrong with one event; never empty.
public struct ValidationFailures: Error, Hashable, Sendable {
    public let failures: [ValidationFailure]

    init(_ failures: [ValidationFailure]) { self.failures = failures }
}
