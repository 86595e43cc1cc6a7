import EventCatalogue
import LedgerModel

/// One of the `targetResources` of an audit record.
struct AuditTarget: Sendable {
    let id: [UInt8]?
    let displayName: [UInt8]?
    let userPrincipalName: [UInt8]?
    /// What it is; nil where the record does not say.
    let kind: MemberKind?
    /// Whether it is a policy, which is no member of anything.
    let isPolicy: Bool
    let properties: [ModifiedProperty]

    init(_ target: SourceMembers) throws(Rejection) {
        id = try target.text("id").map { ASCII.trimmed($0) }
        displayName = target.freeText("displayName")
        userPrincipalName = try target.text("userPrincipalName")
        // The name is spelled in two ways, or stands in the type annotation of OData.
        let lower = try target.text("type")
        let spelled = if let lower { lower } else { try target.text("Type") }
        let word = spelled.map { ASCII.trimmed($0) } ?? Self.annotated(target.freeText("@odata.type"))
        kind = word.map { Self.kind(of: $0) }
        isPolicy = word.map { ASCII.equalIgnoringCase($0, "Policy") } ?? false
        var properties: [ModifiedProperty] = []
        for entry in try target.objects("modifiedProperties") {
            if let property = try ModifiedProperty(entry) { properties.append(property) }
        }
        self.properties = properties
    }

    var guid: Bits128? {
        guard let id, let guid = Bits128(guid: id), guid != .zero else { return nil }
        return guid
    }

    var person: PersonReference? { PersonReference(objectID: id, userPrincipalName: userPrincipalName) }

    private static func kind(of word: [UInt8]) -> MemberKind {
        let kind = MemberKind(word: word)
        return kind == .unrecognised ? .other : kind
    }

    /// The kind in `#microsoft.graph.targetResourceUser`.
    private static func annotated(_ text: [UInt8]?) -> [UInt8]? {
        guard let text else { return nil }
        let prefix: StaticString = "#microsoft.graph.targetResource"
        guard ASCII.starts(text, with: prefix) else { return nil }
        return Array(text.dropFirst(prefix.utf8CodeUnitCount))
    }
}
