/// From where somebody signs in; the addresses are of ranges kept for documentation and benchmarks.
enum Address: Hashable, Sendable {
    case home
    case mobile
    case office
    /// One of the strangers who try passwords.
    case stranger(UInt8)

    static let strangers = 8

    /// A place among the addresses of one person, for sets of bits; strangers belong to nobody.
    var bit: UInt8? {
        switch self {
        case .home: 1
        case .mobile: 2
        case .office: 4
        case .stranger: nil
        }
    }
}
