/// Seeded changes of inputs: the kinds that libFuzzer makes, without its eye for what is new.
struct Mutator {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// Lengths and counts that parsers trip over.
    static let extremes: [UInt64] = [
        0, 1, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x1_0000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF,
        0x1_0000_0000, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, .max,
    ]

    /// One of the inputs with up to eight changes.
    mutating func next(_ inputs: [[UInt8]]) -> [UInt8] {
        var bytes = inputs.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...8, using: &random) { change(&bytes, inputs) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8], _ inputs: [[UInt8]]) {
        guard !bytes.isEmpty else {
            bytes.append(UInt8.random(in: 0...255, using: &random))
            return
        }
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes.remove(at: place)
        case 3: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        case 4: bytes.removeLast(bytes.count - place)
        case 5:
            let other = inputs.randomElement(using: &random) ?? []
            guard !other.isEmpty else { return }
            bytes.insert(contentsOf: other[Int.random(in: other.indices, using: &random)...], at: place)
        case 6:
            let end = min(bytes.count, place + Int.random(in: 1...32, using: &random))
            bytes.insert(contentsOf: bytes[place..<end], at: place)
        default:
            // A number of one, two, four or eight bytes, either end first.
            let width = 1 << Int.random(in: 0..<4, using: &random)
            let value = Self.extremes.randomElement(using: &random) ?? 0
            let isBig = Bool.random(using: &random)
            for index in 0..<width where place + index < bytes.count {
                let shift = UInt64(8 * (isBig ? width - 1 - index : index))
                bytes[place + index] = UInt8(truncatingIfNeeded: value >> shift)
            }
        }
    }
}
