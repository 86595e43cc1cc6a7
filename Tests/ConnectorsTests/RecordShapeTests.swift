import LedgerModel
import Testing

@testable import Connectors

@Suite struct RecordShapeTests {
    @Test(
        "each category of sign-ins is a sign-in, in any case",
        arguments: [
            "SignInLogs", "signinlogs", "NonInteractiveUserSignInLogs", "ServicePrincipalSignInLogs",
            "ManagedIdentitySignInLogs",
        ])
    func signInCategories(category: String) throws {
        let all = try Records.submissions(Records.azure(Records.signIn(), category: category))
        #expect(all.map(\.types) == [["access.granted"]])
    }

    @Test("an envelope whose names are all lower case is read")
    func lowerCase() throws {
        let record = """
            {"calleripaddress":"192.0.2.1","category":"ServicePrincipalSignInLogs",\
            "correlationid":"\(Records.flow)",\
            "operationname":"Sign-in activity","p_event_time":"2026-03-01 08:05:00.889",\
            "properties":{"id":"a","servicePrincipalId":"\(Records.principal)"},\
            "resourceid":"/tenants/\(Records.otherTenant)/providers/Microsoft.aadiam","resulttype":7000215,\
            "tenantid":"\(Records.tenant)"}
            """
        let read = try Records.submission(record)
        #expect(read.types == ["access.denied"])
        #expect(read.events.first?.occurred.instant.description == "2026-03-01T08:05:00.889Z")
        #expect(read.events.first?.actor?.description == "service-principal:\(Records.principal)")
        #expect(read.events.first?.correlation?.description == Records.flow)
    }

    @Test("audit records of other categories are known by the directory's resource id or by their activity")
    func auditCategories() throws {
        let inner = Records.audit("Update authentication methods policy")
        for category in ["AuditLogs", "Policy", "DirectoryManagement", "ApplicationManagement"] {
            let read = try Records.submission(Records.azure(inner, category: category))
            #expect(read.types == ["policy.authentication_methods_changed"])
            let elsewhere = Records.azure(inner, category: category)
                .replacing("/tenants/\(Records.tenant)/providers/Microsoft.aadiam", "/subscriptions/x")
            #expect(try Records.submission(elsewhere).types == read.types)
        }
    }

    @Test(
        "what is no record of these formats is named",
        arguments: [
            ("{\"error\":{\"code\":\"UnknownError\",\"message\":\"secret\"}}", "error body"),
            (
                "{\"CreationTime\":\"2026-03-01T08:00:00\",\"Operation\":\"Add device.\",\"RecordType\":8}",
                "unified audit log record"
            ),
            (
                "{\"TimeGenerated\":\"2026-03-01\",\"OperationName\":\"Sign-in activity\"}",
                "log analytics row"
            ),
            (
                "{\"id\":\"a\",\"deviceId\":\"b\",\"accountEnabled\":true,\"operatingSystem\":\"linux\"}",
                "graph device object"
            ),
            (
                "{\"id\":\"a\",\"complianceState\":\"compliant\",\"azureADDeviceId\":\"b\"}",
                "graph managed device object"
            ),
            (
                "{\"id\":\"a\",\"state\":\"enabled\",\"conditions\":{},\"grantControls\":null}",
                "conditional access policy object"
            ),
            ("{\"skuId\":\"a\",\"prepaidUnits\":{}}", "list of licences"),
            (
                "{\"severity\":\"high\",\"category\":\"x\",\"evidence\":[],\"createdDateTime\":\"\"}",
                "security alert"
            ),
            (
                "{\"id\":\"a\",\"activityDateTime\":\"\",\"activityOperationType\":\"Patch\"}",
                "intune audit record"
            ),
            (
                "{\"time\":\"\",\"category\":\"AuditLogs\",\"properties\":{\"AuditEventId\":\"a\"}}",
                "intune audit record"
            ),
            (
                "{\"time\":\"\",\"category\":\"AuditLogs\",\"properties\":{\"ActivityDate\":\"1/1/2026\"}}",
                "intune audit record"
            ),
            ("{\"time\":\"\",\"category\":\"Devices\",\"properties\":{}}", "intune record"),
            ("{\"time\":\"\",\"category\":\"RiskyUsers\",\"properties\":{}}", "entra log of another kind"),
            ("UserId,Operation,Secret", "comma-separated text"),
            ("plain", "text that is not JSON"), ("17", "a number of 2 bytes"),
        ])
    func foreign(json: String, name: String) {
        let rejection = Records.rejection(json)
        #expect(rejection?.code == "record.not_a_source_record")
        #expect(rejection?.found == name)
    }

    @Test("an object of no known kind is refused, unless the operator says what it is")
    func unknown() throws {
        let inner = "{\"id\":\"a\",\"status\":{\"errorCode\":0}}"
        #expect(Records.rejection(inner)?.code == "record.unknown_format")
        var context = Records.context
        context.forcedFormat = .entraSignIn
        #expect(try Records.submission(inner, context).types == ["access.granted"])
    }
}
