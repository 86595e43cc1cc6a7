import CByteScan

/// Reads one JSON text onto a tape. Offsets are relative to the text.
///
/// Iterative: the open containers are a list, not the call stack, so depth costs nothing but its limit.
struct JSONScanner: ~Copyable {
    private let base: UnsafeRawPointer
    private let end: Int
    private let limits: JSONLimits
    private var at = 0
    private var tape: JSONTape
    private var open: [Int] = []

    /// - Precondition: `text` outlives the scanner.
    init(_ text: UnsafeRawBufferPointer, limits: JSONLimits) {
        // An empty buffer may have no address; nothing is ever read through this one.
        base = text.baseAddress ?? UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped
        end = text.count
        self.limits = limits
        tape = JSONTape(capacity: end / 16 + 8)
        open.reserveCapacity(16)
    }

    consuming func scan() throws(JSONSyntaxError) -> JSONTape {
        if end >= 3, byte(0) == 0xEF, byte(1) == 0xBB, byte(2) == 0xBF {
            throw JSONSyntaxError(.byteOrderMark, at: 0)
        }
        skipSpace()
        guard at < end else { throw JSONSyntaxError(.empty, at: at) }
        repeat { try value() } while try goesOn()
        return tape
    }

    @inline(__always)
    private func byte(_ index: Int) -> UInt8 { base.load(fromByteOffset: index, as: UInt8.self) }

    @inline(__always)
    private mutating func skipSpace() {
        while at < end {
            switch byte(at) {
            case 0x20, 0x0A, 0x0D, 0x09: at += 1
            default: return
            }
        }
    }

    /// The next significant byte.
    @inline(__always)
    private mutating func significant() throws(JSONSyntaxError) -> UInt8 {
        skipSpace()
        guard at < end else { throw JSONSyntaxError(.truncated, at: at) }
        return byte(at)
    }

    /// Reads a scalar, or opens containers until it has read a scalar or an empty container.
    private mutating func value() throws(JSONSyntaxError) {
        while true {
            let first = try significant()
            switch first {
            case UInt8(ascii: "\""):
                try string()
                return
            case UInt8(ascii: "{"):
                try push(.object)
                if try significant() == UInt8(ascii: "}") { return try pop() }
                // A value read in passing ends what there is to read here.
                if plainMembers() { return }
                try key()
            case UInt8(ascii: "["):
                try push(.array)
                if try significant() == UInt8(ascii: "]") { return try pop() }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                try number()
                return
            case UInt8(ascii: "t"): return try literal("true", .bool, holds: true)
            case UInt8(ascii: "f"): return try literal("false", .bool)
            case UInt8(ascii: "n"): return try literal("null", .null)
            default: throw JSONSyntaxError(.unexpectedByte, at: at)
            }
        }
    }

    /// Behind a value: closes what ends here. True where another value must follow.
    private mutating func goesOn() throws(JSONSyntaxError) -> Bool {
        while let top = open.last {
            tape[top].meta &+= JSONNode.countUnit
            let isObject = tape[top].kind == .object
            switch try significant() {
            case UInt8(ascii: ","):
                at += 1
                if isObject {
                    guard try significant() == UInt8(ascii: "\"") else {
                        throw JSONSyntaxError(.unexpectedByte, at: at)
                    }
                    if plainMembers() { continue }
                    try key()
                }
                return true
            case UInt8(ascii: "}") where isObject: try pop()
            case UInt8(ascii: "]") where !isObject: try pop()
            default: throw JSONSyntaxError(.unexpectedByte, at: at)
            }
        }
        skipSpace()
        guard at == end else { throw JSONSyntaxError(.trailing, at: at) }
        return false
    }

    private mutating func push(_ kind: JSONValue.Kind) throws(JSONSyntaxError) {
        guard open.count < limits.depth else { throw JSONSyntaxError(.depth, at: at) }
        open.append(tape.count)
        tape.append(JSONNode(kind: kind, start: at, end: 0, next: 0))
        at += 1
    }

    private mutating func pop() throws(JSONSyntaxError) {
        at += 1
        let top = open.removeLast()
        if tape[top].kind == .object, tape[top].count > 0,
            let repeated = JSONNames.index(&tape, object: top, base)
        {
            throw JSONSyntaxError(.duplicateKey, at: Int(tape[repeated].start))
        }
        tape[top].end = UInt32(truncatingIfNeeded: at)
        tape[top].next = UInt32(truncatingIfNeeded: tape.count)
    }

    private mutating func key() throws(JSONSyntaxError) {
        guard byte(at) == UInt8(ascii: "\"") else { throw JSONSyntaxError(.unexpectedByte, at: at) }
        try string()
        guard try significant() == UInt8(ascii: ":") else { throw JSONSyntaxError(.unexpectedByte, at: at) }
        at += 1
    }

    /// Reads members of the innermost object as long as they are plain; most are. True where a value was read
    /// last, so that what stands behind it comes next; false where a name must come.
    private mutating func plainMembers() -> Bool {
        guard limits.numberBytes >= Self.plainNumberBytes, let top = open.last else { return false }
        var read = probity_members(at: at, count: 0, follows: 1)
        let (base, at, end, index) = (base, at, end, UInt32(truncatingIfNeeded: tape.count))
        tape.append { nodes, room in
            read = probity_plain_members(base, at, end, nodes, room, index)
            return 2 * read.count
        }
        self.at = read.at
        // What ``goesOn()`` counts is the value that was read last.
        let isValueLast = read.follows == 0
        let counted = isValueLast ? read.count - 1 : read.count
        tape[top].meta &+= UInt32(truncatingIfNeeded: counted) &* JSONNode.countUnit
        return isValueLast
    }

    /// The longest number that is read in passing.
    private static let plainNumberBytes = 20

    private mutating func literal(
        _ text: StaticString, _ kind: JSONValue.Kind, holds: Bool = false
    ) throws(JSONSyntaxError) {
        let start = at
        for index in 0..<text.utf8CodeUnitCount {
            guard at < end else { throw JSONSyntaxError(.truncated, at: at) }
            guard byte(at) == text.utf8Start[index] else { throw JSONSyntaxError(.unexpectedByte, at: at) }
            at += 1
        }
        tape.append(JSONNode(kind: kind, start: start, end: at, next: tape.count + 1, flag: holds))
    }

    private mutating func number() throws(JSONSyntaxError) {
        let start = at
        if byte(at) == UInt8(ascii: "-") { at += 1 }
        guard at < end else { throw JSONSyntaxError(.truncated, at: at) }
        if byte(at) == UInt8(ascii: "0") {
            at += 1
            if at < end, isDigit(byte(at)) { throw JSONSyntaxError(.number, at: start) }
        } else {
            try digits(of: start)
        }
        if at < end, byte(at) == UInt8(ascii: ".") {
            at += 1
            try digits(of: start)
        }
        if at < end, byte(at) | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < end, byte(at) == UInt8(ascii: "+") || byte(at) == UInt8(ascii: "-") { at += 1 }
            try digits(of: start)
        }
        guard at - start <= limits.numberBytes else { throw JSONSyntaxError(.number, at: start) }
        tape.append(JSONNode(kind: .number, start: start, end: at, next: tape.count + 1))
    }

    private mutating func digits(of start: Int) throws(JSONSyntaxError) {
        guard at < end else { throw JSONSyntaxError(.truncated, at: at) }
        guard isDigit(byte(at)) else { throw JSONSyntaxError(.number, at: start) }
        repeat { at += 1 } while at < end && isDigit(byte(at))
    }

    @inline(__always)
    private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private mutating func string() throws(JSONSyntaxError) {
        let start = at
        var escaped = false
        at += 1
        while true {
            at += probity_plain_length(base + at, end - at)
            guard at < end else { throw JSONSyntaxError(.truncated, at: at) }
            switch byte(at) {
            case UInt8(ascii: "\""):
                at += 1
                tape.append(
                    JSONNode(kind: .string, start: start, end: at, next: tape.count + 1, flag: escaped))
                return
            case UInt8(ascii: "\\"):
                escaped = true
                try escape()
            case 0..<0x20: throw JSONSyntaxError(.controlCharacter, at: at)
            default:
                let length = UTF8Sequence.length(at: at, in: base, end: end)
                guard length > 0 else { throw JSONSyntaxError(.utf8, at: at) }
                at += length
            }
        }
    }

    private mutating func escape() throws(JSONSyntaxError) {
        let start = at
        guard at + 1 < end else { throw JSONSyntaxError(.truncated, at: end) }
        at += 2
        switch byte(at - 1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return
        case UInt8(ascii: "u"):
            let unit = try hexUnit(of: start)
            if unit & 0xFC00 == 0xDC00 { throw JSONSyntaxError(.loneSurrogate, at: start) }
            guard unit & 0xFC00 == 0xD800 else { return }
            guard at < end else { throw JSONSyntaxError(.truncated, at: at) }
            guard byte(at) == UInt8(ascii: "\\") else { throw JSONSyntaxError(.loneSurrogate, at: start) }
            guard at + 1 < end else { throw JSONSyntaxError(.truncated, at: end) }
            guard byte(at + 1) == UInt8(ascii: "u") else { throw JSONSyntaxError(.loneSurrogate, at: start) }
            let second = at
            at += 2
            guard try hexUnit(of: second) & 0xFC00 == 0xDC00 else {
                throw JSONSyntaxError(.loneSurrogate, at: start)
            }
        default: throw JSONSyntaxError(.escape, at: start)
        }
    }

    private mutating func hexUnit(of start: Int) throws(JSONSyntaxError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard at < end else { throw JSONSyntaxError(.truncated, at: at) }
            guard let digit = JSONText.hexValue(byte(at)) else { throw JSONSyntaxError(.escape, at: start) }
            unit = unit << 4 | digit
            at += 1
        }
        return unit
    }
}
