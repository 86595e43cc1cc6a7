/// The targets of a Package.swift, read as text.
struct Manifest {
    struct Target: Equatable {
        var name: String
        var dependencies: [String]
        var path: String?
        var resources: [String]
    }

    private(set) var targets: [Target] = []

    subscript(name: String) -> Target? { targets.first { $0.name == name } }

    /// Reads calls of `room`, `.target`, `.executableTarget` and `.systemLibrary` whose name is a literal.
    init(_ text: String) {
        let code = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("//") || $0.drop { $0 == " " }.hasPrefix("//") ? "" : String($0) }
            .joined(separator: "\n")
        for opener in [" room(", " .target(", " .executableTarget(", " .systemLibrary("] {
            for call in Self.calls(opener, in: code) {
                guard let name = Self.name(of: call) else { continue }
                targets.append(
                    Target(
                        name: name, dependencies: Self.dependencies(of: call, isRoom: opener == " room("),
                        path: Self.strings(Self.argument("path:", of: call)).first,
                        resources: Self.strings(Self.argument("resources:", of: call))))
            }
        }
    }

    /// What stands between the parentheses of each call.
    private static func calls(_ opener: String, in text: String) -> [Substring] {
        var out: [Substring] = []
        var rest = text[...]
        while let range = rest.firstRange(of: opener) {
            let inside = balanced(rest[range.upperBound...])
            out.append(inside)
            rest = rest[range.upperBound...]
        }
        return out
    }

    /// The text up to the bracket that closes what was open before it.
    private static func balanced(_ text: Substring) -> Substring {
        var depth = 0
        var isText = false
        for index in text.indices {
            switch text[index] {
            case "\"": isText.toggle()
            case "(", "[": if !isText { depth += 1 }
            case ")", "]":
                if isText { break }
                if depth == 0 { return text[..<index] }
                depth -= 1
            default: break
            }
        }
        return text
    }

    /// The first argument, where it is a literal.
    private static func name(of call: Substring) -> String? {
        var rest = call.drop { $0.isWhitespace }
        if rest.hasPrefix("name:") { rest = rest.dropFirst(5).drop { $0.isWhitespace } }
        guard rest.first == "\"" else { return nil }
        return strings(rest).first
    }

    private static func dependencies(of call: Substring, isRoom: Bool) -> [String] {
        let list: Substring
        if isRoom {
            guard let open = call.firstIndex(of: "[") else { return [] }
            let before = call[..<open]
            guard !before.contains(where: { $0 == ":" }) || before.hasSuffix("dependencies: ") else {
                return []
            }
            list = balanced(call[call.index(after: open)...])
        } else {
            list = argument("dependencies:", of: call)
        }
        // Of a product, its name and not its package's.
        var out: [String] = []
        var rest = list
        while let quote = rest.firstIndex(of: "\"") {
            let label = rest[..<quote]
            let end = rest[rest.index(after: quote)...].firstIndex(of: "\"") ?? rest.endIndex
            if !label.hasSuffix("package: ") { out.append(String(rest[rest.index(after: quote)..<end])) }
            guard end < rest.endIndex else { break }
            rest = rest[rest.index(after: end)...]
        }
        return out
    }

    /// What an argument of the call itself is: a list's inside, or the text up to the next argument.
    private static func argument(_ label: String, of call: Substring) -> Substring {
        guard let range = call.firstRange(of: label) else { return "" }
        let rest = call[range.upperBound...].drop { $0.isWhitespace }
        if rest.first == "[" { return balanced(rest.dropFirst()) }
        return rest.prefix { $0 != "," }
    }

    private static func strings(_ text: Substring) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}
