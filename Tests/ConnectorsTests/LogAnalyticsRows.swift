import StrictJSON

/// A row of Log Analytics of the tests' own making: names of columns and texts of cells.
struct LogAnalyticsRows {
    typealias Cell = (name: String, text: String)

    static let workspace = "5a1d0c3e-000b-4000-8000-000000008001"
    static let device = """
        {"deviceId":"\(Records.device)","displayName":"pc","operatingSystem":"Windows 11",\
        "trustType":"AzureAd","isCompliant":true,"isManaged":true}
        """
    static let policies = """
        [{"id":"\(Records.policy)","displayName":"x","result":"success",\
        "enforcedGrantControls":["RequireCompliantDevice"],"conditionsSatisfied":3}]
        """
    static let steps = """
        [{"authenticationMethod":"Text message","succeeded":true,\
        "authenticationStepRequirement":"Multifactor","StatusSequence":0}]
        """
    static let place = """
        {"city":"Bree","state":"Eriador","countryOrRegion":"XX",\
        "geoCoordinates":{"latitude":1.5,"longitude":-2}}
        """
    static let targets = """
        [{"id":"\(Records.object)","type":"Device","displayName":"pc","modifiedProperties":[\
        {"displayName":"IsCompliant","oldValue":"[false]","newValue":"[true]"}]}]
        """

    static let signIn: [Cell] = [
        ("TenantId", workspace), ("SourceSystem", "Azure AD"),
        ("TimeGenerated", "2026-03-01T08:00:00.1234567Z"),
        ("ResourceId", "/tenants/\(Records.otherTenant)/providers/Microsoft.aadiam"),
        ("OperationName", "Sign-in activity"), ("Category", "SignInLogs"), ("ResultType", "0"),
        ("CorrelationId", Records.flow), ("Level", "4"), ("Location", "XX"), ("AppId", Records.app),
        ("AuthenticationDetails", steps), ("AuthenticationRequirement", "multiFactorAuthentication"),
        ("ClientAppUsed", "Browser"), ("ConditionalAccessPolicies", policies),
        ("ConditionalAccessStatus", "success"), ("CreatedDateTime", "2026-03-01T08:00:00.1234567Z"),
        ("DeviceDetail", device), ("IsInteractive", "TRUE"), ("Id", "signin-1"), ("IPAddress", "192.0.2.7"),
        ("LocationDetails", place), ("MfaDetail", "{}"), ("Status", "{\"errorCode\":0}"),
        ("UserId", Records.user), ("UserPrincipalName", "Frodo@example.org"), ("AADTenantId", Records.tenant),
        ("Type", "SigninLogs"),
    ]

    static let audit: [Cell] = [
        ("TenantId", workspace), ("TimeGenerated", "2026-03-01T08:00:00.1234567Z"),
        ("OperationName", "Update device"), ("Category", "Device"), ("CorrelationId", Records.flow),
        ("Id", "Directory_1"), ("Result", "success"), ("ActivityDisplayName", "Update device"),
        ("ActivityDateTime", "2026-03-01T08:00:00.1234567Z"), ("AADOperationType", "Update"),
        ("LoggedByService", "Core Directory"),
        (
            "InitiatedBy",
            """
            {"user":{"id":"\(Records.user)","userPrincipalName":"gandalf@example.org"},"app":null}
            """
        ),
        ("TargetResources", targets),
        ("AdditionalDetails", "[{\"key\":\"DeviceId\",\"value\":\"\(Records.device)\"}]"),
        ("AADTenantId", Records.tenant), ("Type", "AuditLogs"),
    ]

    /// The cells with the given ones in place of those of the same name; others are added, and nil is taken
    /// away.
    static func changed(_ cells: [Cell], _ changes: (String, String?)...) -> [Cell] {
        var out = cells
        for (name, text) in changes {
            let index = out.firstIndex { $0.name == name }
            switch (index, text) {
            case (let index?, let text?): out[index].text = text
            case (let index?, nil): out.remove(at: index)
            case (nil, let text?): out.append((name, text))
            case (nil, nil): break
            }
        }
        return out
    }

    static func renamed(_ cells: [Cell], _ name: String, to other: String) -> [Cell] {
        cells.map { ($0.name == name ? other : $0.name, $0.text) }
    }

    /// All values are text, as an export's query gives them.
    static func json(_ cells: [Cell]) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        for cell in cells {
            writer.key(cell.name)
            writer.string(cell.text)
        }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The header, and a line for each row.
    static func csv(_ rows: [Cell]..., lineEnd: String = "\r\n") -> String {
        let header = rows[0].map { cell($0.name) }.joined(separator: ",")
        return ([header] + rows.map { $0.map { cell($0.text) }.joined(separator: ",") })
            .joined(separator: lineEnd)
    }

    private static func cell(_ text: String) -> String {
        guard text.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            + "\""
    }
}
