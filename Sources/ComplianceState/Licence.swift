/// What a licence of a person includes, as far as the record says.
public struct Licence: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Its owner's devices may be managed.
    public static let intune = Licence(rawValue: 1)
    /// It is said that they may not.
    public static let withoutIntune = Licence(rawValue: 2)
    /// It has conditional access.
    public static let premium = Licence(rawValue: 4)
    /// It is said that it has none.
    public static let withoutPremium = Licence(rawValue: 8)

    init(includesIntune: Bool?, includesPremium: Bool?) {
        self = []
        if let includesIntune { insert(includesIntune ? .intune : .withoutIntune) }
        if let includesPremium { insert(includesPremium ? .premium : .withoutPremium) }
    }
}
