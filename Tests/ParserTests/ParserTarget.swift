/// A parser, inputs that it takes, and what has to hold of it whatever it is given.
///
/// The tests try it on a few thousand seeded changes of its inputs; `Tools/fuzz` lets libFuzzer look for
/// more.
struct ParserTarget: Sendable {
    /// As `Tools/fuzz --only` takes it.
    let name: String
    /// Whole and small inputs, to begin with.
    let seeds: @Sendable () throws -> [[UInt8]]
    /// What does not hold; nil where everything does. Reads none but the bytes given.
    let check: @Sendable (_ input: UnsafeRawBufferPointer) -> String?

    static let all: [ParserTarget] = [
        .segment, .block, .scan, .record, .privateRecord, .identity, .quarantine, .item, .index, .commit,
        .note, .checkpoint, .proof, .origin, .manifest, .marks,
    ]

    static func named(_ name: String) -> ParserTarget? { all.first { $0.name.utf8.elementsEqual(name.utf8) } }
}

/// What came of a parser that throws.
enum Outcome<Value> {
    case read(Value)
    case refused(any Error)

    init(_ body: () throws -> Value) {
        do { self = .read(try body()) } catch { self = .refused(error) }
    }

    /// Nil where it refused.
    var value: Value? { if case .read(let value) = self { value } else { nil } }
}
