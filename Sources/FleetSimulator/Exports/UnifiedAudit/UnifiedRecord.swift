import LedgerModel
import StrictJSON

/// Writes a fact as the Unified Audit Log has it: with an id of that log's own, cut to the second, and
/// without a zone.
struct UnifiedRecord {
    let context: RecordContext
    /// The record's own id, and that of the service's part of the flow.
    let id: Bits128
    private let part: Bits128

    var fact: SimulatedFact { context.fact }
    var tenant: TenantProfile { context.tenant }
    var person: PersonProfile { context.person }

    /// Nil for what the log does not have.
    init?(_ fleet: Fleet, _ fact: SimulatedFact) {
        guard let delivery = Delivery(fact), UnifiedDelivery(fact) != nil else { return nil }
        context = RecordContext(fleet, fact, delivery, isGraph: false)
        var random = fact.random(.unified, 1)
        id = random.guid()
        part = random.guid()
    }

    /// 8 for changes of the directory, 15 for sign-ins to it.
    var type: Int { if case .signIn = fact.content { 15 } else { 8 } }

    var operation: String {
        switch fact.content {
        case .signIn(let row): row.errorCode == 0 ? "UserLoggedIn" : "UserLoginFailed"
        case .change(let change): change.title + "."
        case .report, .step: ""
        }
    }

    /// Who acted, as the column of that name says it.
    var user: String {
        guard case .change(let change) = fact.content else { return person.userPrincipalName }
        return actor(of: change).name
    }

    /// The JSON that a download has in the column `AuditData`.
    func auditData() -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("CreationTime", SourceText.second(fact.time))
        json.member("Id", id)
        json.member("Operation", operation)
        json.member("OrganizationId", tenant.id)
        json.member("RecordType", type)
        json.member("ResultStatus", "Success")
        switch fact.content {
        case .signIn(let row): signIn(row, &json)
        case .change(let change): self.change(change, &json)
        case .report, .step: break
        }
        json.endObject()
        return json.bytes
    }

    /// What every record has behind its own members.
    func closing(_ json: inout JSONWriter) {
        json.member("ActorContextId", tenant.id)
        json.member("InterSystemsId", fact.correlation)
        json.member("IntraSystemId", part)
        json.member("SupportTicketId", "")
        json.member("TargetContextId", tenant.id)
    }

    /// A row of a portal's download.
    func cells(_ data: [UInt8]) -> [[UInt8]] {
        let texts = [
            id.guidText, SourceText.instant(secondOfFact), String(type), operation, user,
        ]
        return texts.map { Array($0.utf8) } + [data, [], []]
    }

    static let header = [
        "RecordId", "CreationDate", "RecordType", "Operation", "UserId", "AuditData", "AssociatedAdminUnits",
        "AssociatedAdminUnitsNames",
    ]

    private var secondOfFact: Timestamp {
        let fraction = fact.time.nanoseconds % 1_000_000_000
        return fact.time.adding(nanoseconds: -(fraction < 0 ? fraction + 1_000_000_000 : fraction))
    }

    /// A list of objects with an id and a type.
    func identities(
        _ name: StaticString, _ entries: [(id: String, type: IdentityType)], _ json: inout JSONWriter
    ) {
        json.key(name)
        json.beginArray()
        for entry in entries {
            json.beginObject()
            json.member("ID", entry.id)
            json.member("Type", entry.type.rawValue)
            json.endObject()
        }
        json.endArray()
    }

    /// A list of objects with a name and a value.
    func pairs(
        _ name: StaticString, _ entries: [(name: String, value: String)], _ json: inout JSONWriter
    ) {
        json.key(name)
        json.beginArray()
        for entry in entries {
            json.beginObject()
            json.member("Name", entry.name)
            json.member("Value", entry.value)
            json.endObject()
        }
        json.endArray()
    }

    /// What kind of id an entry of `Actor` or `Target` holds.
    enum IdentityType: Int {
        case claim = 0
        case name = 1
        case other = 2
        case principalName = 5
    }
}
