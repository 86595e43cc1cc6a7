import StrictJSON

/// The names that the members of one object may have.
struct MemberNames: Sendable {
    let names: [String]
    private let table: NameTable

    /// - Parameter names: where two are the same, the first is found.
    init(_ names: [String]) {
        self.names = names
        table = NameTable(names.map { Array($0.utf8) })
    }

    init<Name: CaseIterable>(_ type: Name.Type) { self.init(type.allCases.map { String(describing: $0) }) }

    /// The place of a name in ``names``; nil where it is none of them.
    @inline(__always)
    func index(of name: UnsafeRawBufferPointer) -> Int? { table.index(of: name) }

    /// The name that differs from this one in the case of its letters only.
    func misspelled(by name: [UInt8]) -> String? {
        let lowered = name.map(\.loweredASCII)
        return names.first { $0.utf8.elementsEqual(name) == false && $0.utf8.map(\.loweredASCII) == lowered }
    }
}

/// The members of an object that it should not have, for saying so in an order of their own.
struct UnknownMembers {
    /// The first ones are kept for naming them; as many as failures are.
    private var names: [[UInt8]] = []
    private var omitted = 0

    var isEmpty: Bool { names.isEmpty }

    mutating func append(_ name: JSONValue) {
        if names.count < ValidationFailures.greatestCount, let bytes = name.stringBytes {
            names.append(bytes)
        } else {
            omitted += 1
        }
    }

    /// Reports them, ordered by their bytes.
    /// - Parameter path: of the object.
    func report(of known: MemberNames, at path: String, to failures: inout FailureList) {
        for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            failures.append(Self.failure(name, of: known, at: path))
        }
        for _ in 0..<omitted {
            failures.append(
                ValidationFailure(
                    path, "event.unknown_member", expected: "only members of the catalogue",
                    found: "another one"))
        }
    }

    /// A misspelled name is told by the name that it misspells: both are known.
    private static func failure(
        _ name: [UInt8], of known: MemberNames, at path: String
    ) -> ValidationFailure {
        if let meant = known.misspelled(by: name) {
            return ValidationFailure(
                path, "event.unknown_member", expected: "`\(meant)`", found: "the same name in other case")
        }
        return ValidationFailure(
            path, "event.unknown_member", expected: "only members of the catalogue",
            found: "another with a name of \(name.count) bytes")
    }
}
