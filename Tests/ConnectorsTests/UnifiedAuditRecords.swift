import StrictJSON

/// Records of the unified log, of the tests' own making.
enum UnifiedAuditRecords {
    typealias Property = (name: String, old: String, new: String)

    /// Text as a JSON string.
    static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    static func ids(_ ids: (String, Int)...) -> String {
        "[" + ids.map { "{\"ID\":\(quoted($0.0)),\"Type\":\($0.1)}" }.joined(separator: ",") + "]"
    }

    static func values(_ values: (String, String)...) -> String { Self.values(values) }

    static func values(_ values: [(String, String)]) -> String {
        let all = values.map { "{\"Name\":\"\($0.0)\",\"Value\":\(quoted($0.1))}" }
        return "[" + all.joined(separator: ",") + "]"
    }

    static let admin = ids(
        ("gandalf@example.org", 5), ("10032001", 3), ("User_\(Records.user)", 2), (Records.user, 2),
        ("User", 2))
    static let service = ids(
        ("Intune Compliance Client Prod", 1), (Records.app, 2), ("ServicePrincipal_\(Records.principal)", 2),
        (Records.principal, 2), ("ServicePrincipal", 2))
    static let device = ids(
        ("Device_\(Records.object)", 2), (Records.object, 2), ("Device", 2), ("FRODOS-PC", 1))
    static let person = ids(
        ("User_\(Records.user)", 2), (Records.user, 2), ("User", 2), ("frodo@example.org", 5),
        ("10032002", 3))

    /// A directory audit; nil leaves a member out.
    static func audit(
        _ operation: String, target: String? = device, object: String? = nil, properties: [Property] = [],
        details: String? = nil, actor: String? = admin, user: String? = "gandalf@example.org",
        result: String = "Success", id: String? = "ual-1", more: String = ""
    ) -> String {
        let changed = properties.map {
            "{\"Name\":\"\($0.name)\",\"OldValue\":\(quoted($0.old)),\"NewValue\":\(quoted($0.new))}"
        }
        var members = [
            "\"CreationTime\":\"2026-03-01T08:00:00\"", "\"Operation\":\(quoted(operation))",
            "\"OrganizationId\":\"\(Records.tenant)\"", "\"RecordType\":8",
            "\"ResultStatus\":\"\(result)\"", "\"Workload\":\"AzureActiveDirectory\"", "\"UserType\":0",
            "\"InterSystemsId\":\"\(Records.flow)\"", "\"IntraSystemId\":\"\(Records.policy)\"",
            "\"ModifiedProperties\":[\(changed.joined(separator: ","))]",
        ]
        if let id { members.append("\"Id\":\"\(id)\"") }
        if let target { members.append("\"Target\":\(target)") }
        if let object { members.append("\"ObjectId\":\"\(object)\"") }
        if let actor { members.append("\"Actor\":\(actor)") }
        if let user { members.append("\"UserId\":\"\(user)\"") }
        if let details {
            members.append(
                "\"ExtendedProperties\":"
                    + values(("additionalDetails", details), ("extendedAuditEventCategory", "Device")))
        }
        return "{" + members.joined(separator: ",") + more + "}"
    }

    /// A sign-in; `code` is `ErrorNumber` and `error` is `LogonError`.
    static func signIn(
        _ operation: String = "UserLoggedIn", code: String? = nil, error: String? = nil,
        device: String? = nil, key: String = Records.user, type: String = "15", id: String? = "ual-2",
        more: String = ""
    ) -> String {
        var members = [
            "\"CreationTime\":\"2026-03-01T08:00:00\"", "\"Operation\":\"\(operation)\"",
            "\"OrganizationId\":\"\(Records.tenant)\"", "\"RecordType\":\(type)",
            "\"ResultStatus\":\"Success\"", "\"UserKey\":\"\(key)\"", "\"UserId\":\"Frodo@example.org\"",
            "\"InterSystemsId\":\"\(Records.flow)\"", "\"ApplicationId\":\"\(Records.app)\"",
            "\"ObjectId\":\"\(Records.principal)\"", "\"ClientIP\":\"192.0.2.7\"",
            "\"Actor\":\(ids((key, 0), ("frodo@example.org", 5)))",
            "\"Target\":\(ids((Records.principal, 0)))",
            "\"ExtendedProperties\":"
                + values(("UserAgent", "Mozilla/5.0"), ("RequestType", "Login:login")),
        ]
        if let id { members.append("\"Id\":\"\(id)\"") }
        if let code { members.append("\"ErrorNumber\":\"\(code)\"") }
        if let error { members.append("\"LogonError\":\"\(error)\"") }
        if let device { members.append("\"DeviceProperties\":\(device)") }
        return "{" + members.joined(separator: ",") + more + "}"
    }

    /// Another service's record.
    static let mailbox = """
        {"CreationTime":"2026-03-01T08:00:00","Operation":"MailItemsAccessed","RecordType":50,"Id":"ual-3",\
        "OrganizationId":"\(Records.tenant)","Workload":"Exchange","UserId":"frodo@example.org",\
        "ResultStatus":"Succeeded","ClientIP":"192.0.2.7","Actor":17,"ModifiedProperties":["a"]}
        """

    static let portal = "RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits"
    static let shell =
        "\"PSComputerName\",\"RunspaceId\",\"RecordType\",\"CreationDate\",\"UserIds\",\"Operations\",\"AuditData\",\"ResultIndex\",\"Identity\""

    private static func cell(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }

    /// A row of the portal's table.
    static func portalRow(
        _ data: String, id: String = "ual-1", created: String = "2026-03-01T08:00:00.0000000Z",
        type: String = "8", operation: String = "Update device.", user: String = "gandalf@example.org"
    ) -> String {
        [id, created, type, operation, user, cell(data), ""].joined(separator: ",")
    }

    /// A row of PowerShell's table.
    static func shellRow(
        _ data: String, id: String = "ual-1", created: String = "3/1/2026 8:00:00 AM",
        type: String = "AzureActiveDirectory", operation: String = "Update device."
    ) -> String {
        ["host", "x", type, created, "gandalf@example.org", operation, data, "1", id].map(cell)
            .joined(separator: ",")
    }

    /// A row as JSON; the record stands in it as text, or as it is.
    static func row(_ data: String, asText: Bool = true, id: String? = "ual-1", more: String = "") -> String {
        let id = id.map { ",\"Identity\":\"\($0)\"" } ?? ""
        return """
            {"RecordType":"AzureActiveDirectory","CreationDate":"\\/Date(1772352000000)\\/",\
            "UserIds":"gandalf@example.org","Operations":"Update device.",\
            "AuditData":\(asText ? quoted(data) : data)\(id)\(more)}
            """
    }
}
