/// Random JSON texts in every spelling that is allowed: white space, escapes, names that begin alike.
struct RandomJSON {
    private var random: TestRandom
    private(set) var text: [UInt8] = []

    init(seed: UInt64) {
        random = TestRandom(seed: seed)
        space()
        value(depth: 0)
        space()
    }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    private mutating func add(_ part: String) { text.append(contentsOf: part.utf8) }

    private mutating func space() {
        guard below(3) == 0 else { return }
        for _ in 0..<below(3) { add([" ", "\n", "\t", "\r"][below(4)]) }
    }

    private mutating func value(depth: Int) {
        // Deep down, scalars only; at the top, mostly not.
        switch depth == 0 ? below(3) : depth > 3 ? 2 + below(4) : below(8) {
        case 0, 6: object(depth: depth)
        case 1, 7: array(depth: depth)
        case 2: string(content())
        case 3: add(["0", "-0.50", "1E+2", "12345678901234567890"][below(4)])
        case 4: add(["true", "false"][below(2)])
        default: add("null")
        }
    }

    private mutating func array(depth: Int) {
        add("[")
        for index in 0..<below(5) {
            if index > 0 { add(",") }
            space()
            value(depth: depth + 1)
            space()
        }
        add("]")
    }

    private mutating func object(depth: Int) {
        // Sometimes more members than are sorted and compared in pairs.
        let names = Set((0..<below(depth == 0 && below(4) == 0 ? 200 : 12)).map { _ in content() })
        add("{")
        for (index, name) in names.sorted(by: { $0.lexicographicallyPrecedes($1) }).shuffled(using: &random)
            .enumerated()
        {
            if index > 0 { add(",") }
            space()
            string(name)
            space()
            add(":")
            space()
            value(depth: depth + 1)
            space()
        }
        add("}")
    }

    /// Scalars of a string.
    private mutating func content() -> [UInt32] {
        let head = ["", "resource", "authenticationP", "a", "\u{0}"][below(5)]
        let pool: [UInt32] = [0, 0x08, 0x0A, 0x1F, 0x22, 0x2F, 0x5C, 0x61, 0x62, 0x7F, 0xE9, 0x2028, 0x1F600]
        return head.unicodeScalars.map(\.value) + (0..<below(4)).map { _ in pool[below(pool.count)] }
    }

    private mutating func string(_ scalars: [UInt32]) {
        add("\"")
        for value in scalars {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let mustEscape = value < 0x20 || value == 0x22 || value == 0x5C
            switch below(3) {
            case 0 where value == 0x22 || value == 0x5C || value == 0x2F: add("\\" + String(scalar))
            case 0 where value == 0x0A: add("\\n")
            case 0 where value == 0x08: add("\\b")
            case 1 where !mustEscape: add(String(scalar))
            case 2 where !mustEscape: add(String(scalar))
            default:
                for unit in String(scalar).utf16 {
                    let hex = String(unit, radix: 16, uppercase: below(2) == 0)
                    add("\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
                }
            }
        }
        add("\"")
    }
}
