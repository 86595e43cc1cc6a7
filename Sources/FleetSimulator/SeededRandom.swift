public import LedgerModel

/// SplitMix64: a small generator whose sequence is the same everywhere, for ever.
///
/// The standard library's `random(in:using:)` may change between releases; everything here is drawn by this
/// type's own methods, so a seed names the same fleet on every machine. Not for secrets.
public struct SeededRandom: Hashable, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// A sequence of its own for one purpose, one thing and one turn; none depends on how far another was
    /// drawn.
    init(seed: UInt64, _ purpose: Purpose, _ thing: Int, _ turn: Int = 0) {
        var mixer = SeededRandom(seed: seed &+ purpose.rawValue)
        var mixed = mixer.next() ^ UInt64(truncatingIfNeeded: thing) &* 0xD6E8_FEB8_6659_FD93
        mixer = SeededRandom(seed: mixed)
        mixed = mixer.next() ^ UInt64(truncatingIfNeeded: turn) &* 0xA5CB_9243_F4C1_1B4D
        mixer = SeededRandom(seed: mixed)
        state = mixer.next()
    }

    /// What a sequence is drawn for.
    enum Purpose: UInt64 {
        case tenant = 0x1001
        case device = 0x2003
        case person = 0x3007
        case life = 0x4001
        case tenantLife = 0x5009
        case fact = 0x6007
        case event = 0x7001
        case delivery = 0x8009
        case fault = 0x9001
        case record = 0xA003
        case blob = 0xB009
        case unified = 0xC001
        case reset = 0xD003
        case registration = 0xE007
        case enrollment = 0xF001
        case inventory = 0x1_1003
        case management = 0x1_2007
        case product = 0x1_3001
        case instance = 0x1_4003
        case notice = 0x1_5009
        case poll = 0x1_6007
        case ending = 0x1_7001
        case silence = 0x1_8003
        case outage = 0x1_9007
        case machine = 0x1_A009
        case company = 0x1_B001
        case pilot = 0x1_C003
        case scenario = 0x1_D007
        case visit = 0x1_E009
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, `bound`.
    /// - Precondition: `bound` is above 0.
    public mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "a choice needs something to choose from")
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number of a closed range.
    public mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// True for about `perMille` of a thousand draws.
    public mutating func chance(_ perMille: Int) -> Bool { below(1_000) < perMille }

    /// One of the items.
    /// - Precondition: there is one.
    public mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

    /// A random GUID: version 4 of RFC 9562.
    public mutating func guid() -> Bits128 {
        let high = next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return Bits128(high: high, low: low)
    }

    /// Upper-case letters and digits that are not mistaken for one another.
    mutating func code(_ count: Int) -> String {
        String(decoding: (0..<count).map { _ in Self.letters[below(Self.letters.count)] }, as: UTF8.self)
    }

    /// Decimal digits.
    mutating func digits(_ count: Int) -> String {
        String(decoding: (0..<count).map { _ in UInt8(ascii: "0") + UInt8(below(10)) }, as: UTF8.self)
    }

    private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789".utf8)
}
