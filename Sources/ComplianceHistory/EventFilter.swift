public import ComplianceLedger
import ComplianceState
public import LedgerModel
import RecordFormat

/// The filter language: words `name:value`, all of which must hold; a `-` before a word turns it round;
/// values of one name that are given twice are alternatives.
///
/// Names: `tenant`, `device`, `user`, `app`, `policy`, `group`, `connection`, `type` (with `*` at the end),
/// `source`, `stream`, `since`, `until` (occurred), `recorded-since`, `recorded-until`.
public struct EventFilter: Sendable {
    /// Why a filter is none.
    public struct SyntaxError: Error, Hashable, Sendable {
        /// 1-based number of the word.
        public let word: Int
        public let reason: String
    }

    /// Why a filter could not be made.
    public enum Failure: Error, Sendable {
        case syntax(SyntaxError)
        /// A name or an instant could not be looked up.
        case ledger(LedgerError)
        /// No person was ever seen under the name, or has the id, that a word gives.
        case nobody(word: Int)
    }

    /// Finds the tags of a device; none where no event names it.
    public typealias DeviceLookup = (String) throws(LedgerError) -> [Tag]

    /// Finds the tags of a person; none where nobody was ever seen under the name.
    public typealias PersonLookup = (String) throws(LedgerError) -> [Tag]

    /// What has one name, or has it turned round.
    public struct TagClause: Hashable, Sendable {
        public let name: String
        public let isNegated: Bool
        /// Of these, what passes has at least one; none where it is turned round.
        public let tags: [Tag]
    }

    enum Term: Sendable {
        /// Any of the tags; empty matches nothing, because nothing by that name is known.
        case tags([Tag])
        case type(prefix: [UInt8], isWhole: Bool)
        case source([UInt8])
        case stream([UInt8])
        case occurred(from: Timestamp?, to: Timestamp?)
        case recorded(from: Timestamp?, to: Timestamp?)
    }

    struct Clause: Sendable {
        var name: String
        var isNegated: Bool
        var terms: [Term]
    }

    private(set) var clauses: [Clause] = []

    /// Whether everything passes.
    public var isEmpty: Bool { clauses.isEmpty }

    /// The filter that lets everything through.
    public init() {}

    /// The names that words may have.
    public static let names = [
        "tenant", "device", "user", "app", "policy", "group", "connection", "type", "source", "stream",
        "since", "until", "recorded-since", "recorded-until",
    ]

    /// Reads the words of a filter; names of devices and persons are looked up in the ledger.
    /// - Parameters:
    ///   - names: Those that can be applied; a word with another one is refused.
    ///   - devices: How devices are found; without it by ``History/devices(named:progress:)``.
    ///   - people: How persons are found; without it by ``History/people(named:progress:)``.
    public init(
        _ words: [String], in history: History, taking names: [String] = Self.names,
        devices: DeviceLookup? = nil, people: PersonLookup? = nil
    ) throws(Failure) {
        for (index, word) in words.enumerated() {
            let isNegated = word.utf8.first == UInt8(ascii: "-")
            let body = isNegated ? String(word.dropFirst()) : word
            guard let colon = body.utf8.firstIndex(of: UInt8(ascii: ":")) else {
                throw Self.syntax(index + 1, "expected name:value")
            }
            let name = String(body[..<colon])
            let value = String(body[body.utf8.index(after: colon)...])
            guard !value.isEmpty else {
                throw Self.syntax(index + 1, "nothing stands behind the colon")
            }
            guard names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else {
                throw Self.syntax(index + 1, "expected one of " + names.joined(separator: ", "))
            }
            let term = try Self.term(name, value, index + 1, history, devices, people)
            if let known = clauses.firstIndex(where: {
                $0.name.utf8.elementsEqual(name.utf8) && $0.isNegated == isNegated
            }), !name.utf8.elementsEqual("since".utf8), !name.utf8.elementsEqual("until".utf8) {
                clauses[known].terms.append(term)
            } else {
                clauses.append(Clause(name: name, isNegated: isNegated, terms: [term]))
            }
        }
    }

    /// Whether an event passes.
    public func matches(_ event: RecordedEvent) -> Bool {
        clauses.allSatisfy { clause in
            clause.terms.contains { Self.matches($0, event) } != clause.isNegated
        }
    }

    /// Tags of which every passing event carries at least one, where the filter says so; for the index.
    public var leadingTags: [Tag]? {
        // Those that name a device or a person are fewer than those of a tenant.
        let found = tagClauses.filter { !$0.isNegated }
        return (found.first { !$0.name.utf8.elementsEqual("tenant".utf8) } ?? found.first)?.tags
    }

    /// The clauses that look at tags alone, in the order in which they were given.
    public var tagClauses: [TagClause] {
        clauses.compactMap { clause in
            var tags: [Tag] = []
            for term in clause.terms {
                guard case .tags(let some) = term else { return nil }
                tags += some
            }
            return TagClause(name: clause.name, isNegated: clause.isNegated, tags: tags)
        }
    }

    private static func syntax(_ word: Int, _ reason: String) -> Failure {
        .syntax(SyntaxError(word: word, reason: reason))
    }

    private static func lookUp<Value>(
        _ body: () throws(LedgerError) -> Value
    ) throws(Failure) -> Value {
        do throws(LedgerError) { return try body() } catch { throw .ledger(error) }
    }

    private static func term(
        _ name: String, _ value: String, _ word: Int, _ history: History, _ devices: DeviceLookup?,
        _ people: PersonLookup?
    ) throws(Failure) -> Term {
        func time() throws(Failure) -> Timestamp {
            guard let expression = TimeExpression(value) else {
                throw syntax(word, "expected RFC 3339, a date, -30d or @N")
            }
            return try lookUp { () throws(LedgerError) in
                try history.resolve(asOf: expression, knownAt: nil).asOf
            }
        }
        switch name {
        case "tenant":
            if let id = Bits128(guid: value) { return .tags([Tag(.word("tenant"), .id(id))]) }
            guard let token = Token(value) else { throw syntax(word, "expected a tenant's id") }
            return .tags([Tag(.word("tenant"), .token(token))])
        case "device":
            guard History.canNameDevice(value) else {
                throw syntax(word, "expected \(History.deviceNaming)")
            }
            return .tags(
                try lookUp { () throws(LedgerError) in
                    if let devices { return try history.aliases(of: try devices(value)) }
                    return try history.aliases(of: try history.devices(named: value))
                })
        case "user":
            let tags = try lookUp { () throws(LedgerError) in
                if let people { return try people(value) }
                return try history.people(named: value)
            }
            guard !tags.isEmpty else { throw .nobody(word: word) }
            return .tags(tags)
        case "app", "policy", "group", "connection":
            guard let id = Bits128(guid: value) else { throw syntax(word, "expected a GUID") }
            let kind: LabelComponent =
                switch name {
                case "app": .word("app")
                case "policy": .word("policy")
                case "connection": .word("connection")
                default: .word("group")
                }
            return .tags([Tag(kind, .id(id))])
        case "type":
            let bytes = Array(value.utf8)
            let isPrefix = bytes.last == UInt8(ascii: "*")
            return .type(prefix: isPrefix ? bytes.dropLast() : bytes, isWhole: !isPrefix)
        case "source": return .source(Array(value.utf8))
        case "stream": return .stream(Array(value.utf8))
        case "since": return .occurred(from: try time(), to: nil)
        case "until": return .occurred(from: nil, to: try time())
        case "recorded-since": return .recorded(from: try time(), to: nil)
        case "recorded-until": return .recorded(from: nil, to: try time())
        default: throw syntax(word, "expected one of " + names.joined(separator: ", "))
        }
    }

    private static func matches(_ term: Term, _ event: RecordedEvent) -> Bool {
        switch term {
        case .tags(let tags): return event.tags.contains { tags.contains($0) }
        case .type(let prefix, let isWhole):
            return isWhole ? event.type.bytes == prefix : event.type.bytes.starts(with: prefix)
        case .source(let text):
            let whole = event.source.text
            return whole == text || whole.starts(with: text + [UInt8(ascii: ":")])
        case .stream(let text): return event.stream.text == text
        case .occurred(let from, let to):
            return (from.map { event.occurred.instant >= $0 } ?? true)
                && (to.map { event.occurred.instant <= $0 } ?? true)
        case .recorded(let from, let to):
            return (from.map { event.recorded >= $0 } ?? true) && (to.map { event.recorded <= $0 } ?? true)
        }
    }
}
