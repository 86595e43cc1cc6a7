import EventCatalogue
import LedgerModel

/// What two logs say of one fact in the same bytes: Entra's own, and the unified one.
///
/// The logs know their records by ids that have nothing to do with one another. A key is length-prefixed:
/// the class, the tenant, the flow's correlation id, what happened, the second of the record's own instant,
/// and to whom. Where a record lacks any of these there is no key: nothing is joined by a guess.
enum TwinKey {
    /// Of an audit: the operation's name, without white space around it and one dot behind it, in lower case;
    /// and the first target that has a GUID.
    static func key(of audit: AuditRecord, _ record: EntraRecord) -> [UInt8]? {
        guard let name = audit.name.map(operation), !name.isEmpty,
            let target = audit.targets.lazy.compactMap(\.guid).first
        else { return nil }
        return key("audit", name, record, target.bytes)
    }

    /// Of a sign-in: the result code's digits; and the user's object id with the application's.
    static func key(of signIn: SignInRecord, _ record: EntraRecord) -> [UInt8]? {
        guard let code = signIn.code, case .objectID(let text)? = signIn.user,
            let user = Bits128(guid: text), user != .zero, let app = signIn.app
        else { return nil }
        return key("signIn", Array(String(code).utf8), record, user.bytes + app.bytes)
    }

    private static func key(
        _ name: StaticString, _ what: [UInt8], _ record: EntraRecord, _ whom: [UInt8]
    ) -> [UInt8]? {
        guard let correlation = record.correlation, let time = record.time else { return nil }
        var key: [UInt8] = []
        key.reserveCapacity(160)
        EntraRecord.append(name, to: &key)
        EntraRecord.append(record.tenant.tag.encoded, to: &key)
        EntraRecord.append(correlation.bits.bytes, to: &key)
        EntraRecord.append(what, to: &key)
        EntraRecord.append(bytes(of: second(of: time.instant)), to: &key)
        EntraRecord.append(whom, to: &key)
        return key
    }

    /// A name as both logs have it.
    private static func operation(_ name: [UInt8]) -> [UInt8] {
        var out = ASCII.trimmed(name)
        if out.last == UInt8(ascii: ".") { out.removeLast() }
        return ASCII.trimmed(out).map(ASCII.lowered)
    }

    /// The whole seconds since 1970, towards the past: one log cuts what the other writes to the digit.
    private static func second(of instant: Timestamp) -> Int64 {
        let (seconds, rest) = instant.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return rest < 0 ? seconds - 1 : seconds
    }

    private static func bytes(of number: Int64) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
