import Connectors
import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

/// Records of the tests' own making, and what reading them gives.
enum Records {
    static let tenant = "5a1d0c3e-0001-4000-8000-00000000a001"
    static let otherTenant = "5a1d0c3e-0002-4000-8000-00000000a002"
    static let device = "5a1d0c3e-0003-4000-8000-00000000d001"
    static let object = "5a1d0c3e-0004-4000-8000-00000000d002"
    static let user = "5a1d0c3e-0005-4000-8000-00000000e001"
    static let group = "5a1d0c3e-0006-4000-8000-00000000f001"
    static let app = "5a1d0c3e-0007-4000-8000-00000000c001"
    static let principal = "5a1d0c3e-0008-4000-8000-00000000c002"
    static let policy = "5a1d0c3e-0009-4000-8000-00000000b001"
    static let flow = "5a1d0c3e-000a-4000-8000-000000009001"
    static let zero = "00000000-0000-0000-0000-000000000000"

    /// Wraps an inner record as Azure Monitor does.
    static func azure(_ inner: String, category: String, _ more: String = "") -> String {
        """
        {"time":"2026-03-01T08:05:00.0000000Z","resourceId":"/tenants/\(tenant)/providers/Microsoft.aadiam",\
        "operationName":"Sign-in activity","category":"\(category)","tenantId":"\(tenant)",\
        "resultSignature":"None","Level":4\(more),"properties":\(inner)}
        """
    }

    /// A sign-in with the given code and status; `more` holds further members, each behind a comma.
    static func signIn(
        code: String = "0", status: String = "success", id: String? = "signin-1", device: String? = nil,
        more: String = ""
    ) -> String {
        let id = id.map { "\"id\":\"\($0)\"," } ?? ""
        let device = device.map { ",\"deviceDetail\":\($0)" } ?? ""
        return """
            {\(id)"createdDateTime":"2026-03-01T08:00:00.1234567Z","correlationId":"\(flow)",\
            "userId":"\(user)","userPrincipalName":"Frodo@example.org","appId":"\(app)",\
            "conditionalAccessStatus":"\(status)","status":{"errorCode":\(code)}\(device)\(more)}
            """
    }

    /// A directory audit; `targets` and `details` are the elements of their lists.
    static func audit(
        _ name: String, targets: String = "", details: String = "", result: String = "success",
        app: String? = nil, more: String = ""
    ) -> String {
        let initiator =
            app.map { "{\"user\":null,\"app\":{\"displayName\":\"\($0)\",\"servicePrincipalId\":null}}" }
            ?? "{\"user\":{\"id\":\"\(user)\",\"userPrincipalName\":\"gandalf@example.org\"},\"app\":null}"
        return """
            {"id":"Directory_1","category":"Device","correlationId":"\(flow)","result":"\(result)",\
            "activityDisplayName":"\(name)","activityDateTime":"2026-03-01T08:00:00.1234567Z",\
            "initiatedBy":\(initiator),"targetResources":[\(targets)],"additionalDetails":[\(details)]\(more)}
            """
    }

    /// A target of an audit; values of properties are JSON already.
    static func target(
        _ type: String?, id: String, key: String = "type",
        properties: [(name: String, old: String, new: String)] = [], more: String = ""
    ) -> String {
        let type = type.map { ",\"\(key)\":\"\($0)\"" } ?? ""
        let list = properties.map {
            "{\"displayName\":\"\($0.name)\",\"oldValue\":\($0.old),\"newValue\":\($0.new)}"
        }
        return "{\"id\":\"\(id)\"\(type),\"modifiedProperties\":[\(list.joined(separator: ","))]\(more)}"
    }

    static func detail(_ key: String, _ value: String) -> String {
        "{\"key\":\"\(key)\",\"value\":\"\(value)\"}"
    }

    static let context = ConnectorContext(tenant: TenantName(Array(tenant.utf8)))

    static func result(_ json: String, _ context: ConnectorContext = context) -> ReadingResult {
        EntraConnector().read(Array(json.utf8), context).heldAgain()
    }

    static func submissions(
        _ json: String, _ context: ConnectorContext = context, _ location: SourceLocation = #_sourceLocation
    ) throws -> [Submission] {
        switch result(json, context) {
        case .submissions(let list): return list
        case .rejected(let rejection):
            Issue.record("\(rejection)", sourceLocation: location)
            throw rejection
        }
    }

    static func submission(
        _ json: String, _ context: ConnectorContext = context, _ location: SourceLocation = #_sourceLocation
    ) throws -> Submission {
        let all = try submissions(json, context, location)
        return try #require(all.count == 1 ? all.first : nil, sourceLocation: location)
    }

    static func rejection(_ json: String, _ context: ConnectorContext = context) -> Rejection? {
        guard case .rejected(let rejection) = result(json, context) else { return nil }
        return rejection
    }

    static func id(_ text: String) -> Bits128 { Bits128(guid: text) ?? .zero }
}

extension Submission {
    var types: [String] { events.map(\.type.description) }

    func first(_ definition: EventDefinition) -> ProposedEvent? {
        events.first { $0.type == definition.type }
    }

    /// The public data of the first event of a type.
    func data(_ definition: EventDefinition) -> PublicDataView {
        PublicDataView(first(definition)?.data ?? [0xA0])
    }

    /// The personal values of one part and field.
    func personal(_ field: PersonalField, part: UInt32 = 0) -> [String] {
        (PersonalData.read(part: part, from: personal) ?? []).first { $0.field == field }?
            .values.map { String(decoding: $0, as: UTF8.self) } ?? []
    }
}
