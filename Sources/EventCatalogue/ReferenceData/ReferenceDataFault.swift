/// What is wrong with a file of the reference data: a fault of a build, which its tests find.
public struct ReferenceDataFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file and, where it could be read, the row's id.
    public let place: String
    public let member: String
    public let expected: String
    /// A type, a count or an id; never the text of a member.
    public let found: String

    public init(_ place: String, _ member: String, expected: String, found: String) {
        self.place = place
        self.member = member
        self.expected = expected
        self.found = found
    }

    public var description: String { "\(place), \(member): expected \(expected), found \(found)" }
}
