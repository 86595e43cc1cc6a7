/// A document that reference data was taken from.
public struct ReferenceDocument: Hashable, Sendable {
    /// How rows cite it: `S004`, `entra-error-codes`.
    public let key: String
    public let title: String
    public let publisher: String
    /// A year, a month or a day, as the document states it: `2024-04-24`; nil where it states none.
    public let dated: String?
    /// How many statements are numbered in it, from 1 on in the order of reading; nil for a document that is
    /// cited as a whole.
    public let facts: Int?
}

/// A place in a document: one numbered statement of it, or the whole.
public struct ReferenceSource: Hashable, Sendable, CustomStringConvertible {
    /// The key of a ``ReferenceDocument``.
    public let document: String
    /// The statement's number, from 1; nil where the document is cited as a whole.
    public let fact: Int?

    /// `S000.12`, `entra-error-codes`.
    public var description: String { fact.map { "\(document).\($0)" } ?? document }

    public init(document: String, fact: Int?) {
        self.document = document
        self.fact = fact
    }

    /// Reads `S000.12` or `entra-error-codes`; nil where what follows the dot is no number in plain form.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: self.init(document: text, fact: nil)
        case 2:
            guard let number = Int(parts[1]), number > 0, String(number).utf8.elementsEqual(parts[1].utf8)
            else { return nil }
            self.init(document: String(parts[0]), fact: number)
        default: return nil
        }
    }
}
