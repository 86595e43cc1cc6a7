import LedgerModel
import Merkle
import RecordFormat

/// Who tells something of a device: a source, which is one instance of a service.
struct Teller: Sendable {
    /// Sixteen bytes that stand for the source's name: the first half of the SHA-256 of its encoded form.
    let id: Bits128
    /// By which silence of it is judged; nil where no rule is documented.
    let rule: SilenceRule?
    /// See ``SilenceRule/tellsContacts(_:)``.
    let tellsContacts: Bool
    /// Whether it is a source of somebody's own, whose events say themselves of which product they are.
    let isOwn: Bool

    init(_ source: SourceName) {
        id = SHA256.hash(of: source.encoded).bytes.withUnsafeBytes { Bits128($0) }
        rule = SilenceRule(source)
        tellsContacts = SilenceRule.tellsContacts(source)
        isOwn = SourceService(source) == .other
    }
}

/// Finds tellers by the bytes of their names; remembers the last one, which the next event mostly has too.
struct TellerNames: Sendable {
    private var tellers: [[UInt8]: Teller] = [:]
    private var last: (name: [UInt8], teller: Teller)?

    /// How many are remembered: a log has few sources, and whoever makes up names gains nothing.
    private static let remembered = 1_024

    /// Nil for a name that is none, which no record has.
    mutating func teller(of view: RecordView) -> Teller? {
        let name = view.slice(view.sourceRange)
        if let last, last.name.count == name.count, name.elementsEqual(last.name) { return last.teller }
        let bytes = Array(name)
        guard let teller = tellers[bytes] ?? SourceName(encoded: bytes).map({ Teller($0) }) else {
            return nil
        }
        if tellers.count < Self.remembered { tellers[bytes] = teller }
        last = (bytes, teller)
        return teller
    }
}
