/// The brackets that are open at a place of a stream.
///
/// The kinds of the outermost 64 are known; deeper ones are counted only, which costs nothing but a little
/// strictness there.
struct SplitNesting: Sendable {
    private(set) var depth = 0
    /// Bit d: the bracket at depth d + 1 is an object's.
    private var objects: UInt64 = 0
    /// The last byte that is neither white space nor inside a string; a string counts as its closing quote.
    var last: UInt8 = 0

    mutating func open(_ bracket: UInt8) {
        if depth < 64 {
            let bit: UInt64 = 1 << UInt64(depth)
            objects = bracket == UInt8(ascii: "{") ? objects | bit : objects & ~bit
        }
        depth += 1
        last = bracket
    }

    /// False where the bracket does not fit.
    mutating func close(_ bracket: UInt8) -> Bool {
        guard depth > 0, innermostIsObject.map({ $0 == (bracket == UInt8(ascii: "}")) }) ?? true else {
            return false
        }
        depth -= 1
        last = bracket
        return true
    }

    /// Nil where it is too deep to be known.
    var innermostIsObject: Bool? {
        depth == 0 || depth > 64 ? nil : objects >> UInt64(depth - 1) & 1 == 1
    }

    /// Whether the grammar allows a value to start here.
    var allowsValue: Bool {
        switch last {
        case UInt8(ascii: ":"), UInt8(ascii: "["): true
        case UInt8(ascii: ","): innermostIsObject != true
        default: false
        }
    }

    /// Whether a string that starts here is the name of a member of the outermost object.
    var startsOuterKey: Bool {
        depth == 1 && objects & 1 == 1 && (last == UInt8(ascii: "{") || last == UInt8(ascii: ","))
    }
}
