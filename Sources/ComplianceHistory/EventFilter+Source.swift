public import LedgerModel

extension EventFilter {
    /// Whether a source passes, by its name alone: `source` by its service or by all of it, and `tenant`
    /// where the source is a tenant's own. Words of any other name let nothing through.
    public func matches(_ source: SourceName) -> Bool {
        clauses.allSatisfy { clause in
            clause.terms.contains { Self.matches($0, source) } != clause.isNegated
        }
    }

    private static func matches(_ term: Term, _ source: SourceName) -> Bool {
        switch term {
        case .source(let text):
            let whole = source.text
            return whole == text || whole.starts(with: text + [UInt8(ascii: ":")])
        case .tags(let tags):
            let instance = source.components.dropFirst()
            return instance.count == 1 && tags.contains { $0.components.dropFirst().elementsEqual(instance) }
        case .type, .stream, .occurred, .recorded: return false
        }
    }
}
