import LedgerModel

/// Who or what a list of ids (`Actor`, `Target`) names.
///
/// One thing stands there under several ids: its kind and id in one word (`Device_<guid>`), the id alone, the
/// kind alone, a name (type 1), a user principal name (type 5). Each such word begins another thing, except
/// for the first, which may have ids before it.
struct UnifiedAuditIdentity: Sendable {
    /// `User`, `Device`, `Group`, `ServicePrincipal`, …; nil where the list does not say it.
    var kind: [UInt8]?
    var id: [UInt8]?
    var name: [UInt8]?
    var principalName: [UInt8]?

    /// The things of a list, in their order.
    static func all(of list: SourceObjects) throws(Rejection) -> [UnifiedAuditIdentity] {
        var out: [UnifiedAuditIdentity] = []
        var one = Collected()
        for entry in list {
            guard let text = try entry.text("ID").map({ ASCII.trimmed($0) }) else { continue }
            let type = entry.member("Type").flatMap { SourceMembers.integer($0) }
            if type == nameType {
                one.identity.name = one.identity.name ?? text
            } else if type == principalNameType || text.contains(UInt8(ascii: "@")) {
                one.identity.principalName = one.identity.principalName ?? text
            } else if let joined = UnifiedAuditIdentity(joined: text) {
                if one.isJoined {
                    out += one.finished
                    one = Collected()
                }
                one.isJoined = true
                one.identity.kind = joined.kind
                one.identity.id = joined.id
            } else if Bits128(guid: text) != nil {
                one.firstID = one.firstID ?? text
                one.lastID = text
            } else if kinds.contains(where: { ASCII.equalIgnoringCase(text, $0) }), !one.isJoined,
                one.identity.kind == nil
            {
                // The id of a kind stands before it.
                one.identity.kind = text
                one.identity.id = one.lastID
            }
        }
        return out + one.finished
    }

    private struct Collected {
        var identity = UnifiedAuditIdentity()
        var isJoined = false
        var firstID: [UInt8]?
        var lastID: [UInt8]?

        /// None where the list said nothing.
        var finished: [UnifiedAuditIdentity] {
            var out = identity
            if out.kind == nil { out.id = firstID }
            let isEmpty = out.kind == nil && out.id == nil && out.name == nil && out.principalName == nil
            return isEmpty ? [] : [out]
        }
    }

    private static let nameType: Int64 = 1
    private static let principalNameType: Int64 = 5
    private static let kinds: [StaticString] = [
        "User", "Device", "Group", "ServicePrincipal", "Policy", "Application", "Role",
    ]
}

extension UnifiedAuditIdentity {
    /// Reads kind and id out of one word, `Device_<guid>`; nil for any other text.
    ///
    /// The id of one of the kinds known here may be of letters, digits and dashes; any other kind's is a
    /// GUID.
    init?(joined text: [UInt8]) {
        guard let line = text.firstIndex(of: UInt8(ascii: "_")), line > 0, line + 1 < text.count,
            text[..<line].allSatisfy({ ASCII.lowered($0) &- UInt8(ascii: "a") < 26 })
        else { return nil }
        let kind = Array(text[..<line])
        let id = Array(text[(line + 1)...])
        guard
            Bits128(guid: id) != nil
                || Self.kinds.contains(where: { ASCII.equalIgnoringCase(kind, $0) })
                    && id.allSatisfy(Self.isOfID)
        else { return nil }
        self.init(kind: kind, id: id)
    }

    private static func isOfID(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || ASCII.lowered(byte) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "-")
    }

    func isOf(_ kind: StaticString) -> Bool {
        self.kind.map { ASCII.equalIgnoringCase($0, kind) } ?? false
    }

    /// The id, where it is a GUID other than the zero one.
    var guid: [UInt8]? {
        guard let id, let guid = Bits128(guid: id), guid != .zero else { return nil }
        return id
    }
}
