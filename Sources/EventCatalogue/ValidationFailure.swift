/// One thing that is wrong with a submitted event.
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

/// All that is wrong with one event, in an order that does not depend on that of its members; never empty.
public struct ValidationFailures: Error, Hashable, Sendable {
    /// At most ``greatestCount``, the first ones.
    public let failures: [ValidationFailure]
    /// How many more there are.
    public let omitted: Int

    /// An event of many megabytes can have as many failures.
    public static let greatestCount = 100

    init(_ list: FailureList) {
        failures = list.failures
        omitted = list.omitted
    }
}

extension ValidationFailures: CustomStringConvertible {
    public var description: String {
        let all = failures.map(\.description).joined(separator: "; ")
        return omitted == 0 ? all : "\(all); and \(omitted) more"
    }
}

/// The failures found so far; holds the first ones, and counts the others.
struct FailureList {
    private(set) var failures: [ValidationFailure] = []
    private(set) var omitted = 0

    var isEmpty: Bool { failures.isEmpty }

    mutating func append(_ failure: ValidationFailure) {
        if failures.count < ValidationFailures.greatestCount {
            failures.append(failure)
        } else {
            omitted += 1
        }
    }

    /// Appends what another list holds, and counts what that one only counted.
    mutating func append(contentsOf other: FailureList) {
        for failure in other.failures { append(failure) }
        omitted += other.omitted
    }
}
