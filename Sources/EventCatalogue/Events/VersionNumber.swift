/// A version by its numbers, as far as the source gives them; letters and names are private.
public struct VersionNumber: PublicStructure, Hashable {
    public var major: Int64
    public var minor: Int64?
    public var patch: Int64?
    public var build: Int64?

    public init(major: Int64, minor: Int64? = nil, patch: Int64? = nil, build: Int64? = nil) {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.build = build
    }

    static let majorField = PublicField<Int64>(1, "major", "The first number.", required: true, least: 0)
    static let minorField = PublicField<Int64>(2, "minor", "The second one.", least: 0)
    static let patchField = PublicField<Int64>(3, "patch", "The third one.", least: 0)
    static let buildField = PublicField<Int64>(4, "build", "The fourth one.", least: 0)

    public static let fields = [
        majorField.definition, minorField.definition, patchField.definition, buildField.definition,
    ]

    public func fill(_ data: inout PublicData) {
        data.set(Self.majorField, major)
        data.set(Self.minorField, minor)
        data.set(Self.patchField, patch)
        data.set(Self.buildField, build)
    }

    /// A version whose first number is missing, which no accepted event has, is read as 0.
    public init(_ view: PublicDataView) {
        major = view[Self.majorField] ?? 0
        minor = view[Self.minorField]
        patch = view[Self.patchField]
        build = view[Self.buildField]
    }
}

extension VersionNumber: Comparable {
    /// Number by number; one that is missing counts as 0.
    public static func < (left: VersionNumber, right: VersionNumber) -> Bool {
        for (one, other) in zip(left.numbers, right.numbers) where one != other { return one < other }
        return false
    }

    private var numbers: [Int64] { [major, minor ?? 0, patch ?? 0, build ?? 0] }
}
