/// What stands in a member, for those who print it.
public enum ReferenceCell: Hashable, Sendable {
    case text(String)
    case number(Int64)
    case flag(Bool)
    case words([String])

    init?(_ text: String?) {
        guard let text else { return nil }
        self = .text(text)
    }

    init?(_ word: (some ReferenceWord)?) {
        guard let word else { return nil }
        self = .text(word.rawValue)
    }

    init?(_ value: (some CatalogueEnumeration)?) {
        guard let value else { return nil }
        self = .text(value.word)
    }

    init?(_ number: Int64?) {
        guard let number else { return nil }
        self = .number(number)
    }

    init?(_ flag: Bool?) {
        guard let flag else { return nil }
        self = .flag(flag)
    }

    init(_ words: [some ReferenceWord]) { self = .words(words.map(\.rawValue)) }

    init(_ version: DottedVersion) { self = .text(version.description) }

    /// As a table for people has it.
    public var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .flag(let flag): flag ? "yes" : "no"
        case .words(let words): words.isEmpty ? "none" : words.joined(separator: ", then ")
        }
    }
}
