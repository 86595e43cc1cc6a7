/// A line that imports a module.
struct ImportLine: Equatable {
    let module: String
    let isTestable: Bool

    private static let modifiers: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
    private static let kinds: Set<String> = [
        "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
    ]

    /// Nil where the line imports nothing.
    init?(_ line: String) {
        guard line.contains("import ") else { return nil }
        let code = line.prefix { $0 != "/" && $0 != ";" }
        var words = code.split { $0 == " " || $0 == "\t" }.map(String.init)[...]
        var isTestable = false
        while let word = words.first, word != "import" {
            guard word.hasPrefix("@") || Self.modifiers.contains(word) else { return nil }
            isTestable = isTestable || word == "@testable"
            words.removeFirst()
        }
        guard words.popFirst() == "import" else { return nil }
        if let kind = words.first, Self.kinds.contains(kind), words.count > 1 { words.removeFirst() }
        guard let path = words.first, let module = path.split(separator: ".").first else { return nil }
        self.module = String(module)
        self.isTestable = isTestable
    }
}
