import EventCatalogue
import Foundation
import LedgerModel
import Testing

@testable import Connectors

@Suite("Sign-ins of the unified log")
struct UnifiedSignInTests {
    private typealias Log = UnifiedAuditRecords

    @Test("a sign-in is a grant with its user, its application and its resource, and no word of policies")
    func granted() throws {
        let read = try ManagementRecords.submission(Log.signIn())
        #expect(read.types == ["access.granted"])
        let data = read.data(AccessEvents.granted)
        #expect(data[AccessEvents.errorCode] == 0 && data[AccessEvents.basis] == .granted)
        #expect(data[AccessEvents.app] == Records.id(Records.app))
        #expect(data[AccessEvents.resource] == Records.id(Records.principal))
        #expect(data[AccessEvents.status] == nil && data[AccessEvents.policies] == nil)
        #expect(read.identities.map(\.value) == [Array(Records.user.utf8)])
        #expect(read.events[0].correlation?.description == Records.flow)
        #expect(read.personal(.userPrincipalName) == ["Frodo@example.org"])
        #expect(read.personal(.ipAddress) == ["192.0.2.7"])
        #expect(read.personal(.userAgent) == ["Mozilla/5.0"])
    }

    @Test(
        "the code is the number, else the operation's or the name's",
        arguments: [
            ("UserLoggedIn", "0", nil, 0), ("UserLoggedIn", "50140", nil, 50140),
            ("UserLoggedIn", nil, nil, 0), ("UserLoggedIn", "", nil, 0),
            ("UserLoginFailed", "50126", "UserDisabled", 50126),
            ("UserLoginFailed", nil, "UserDisabled", 50057),
            ("UserLoginFailed", "0", "UserDisabled", 50057), ("UserLoginFailed", "0", nil, nil),
            ("UserLoginFailed", nil, nil, nil), ("UserLoginFailed", nil, "ShallNotPass", nil),
            ("UserLoggedIn", "many", nil, nil), ("UserLoginFailed", "many", "UserDisabled", nil),
        ] as [(String, String?, String?, Int64?)])
    func codes(operation: String, number: String?, name: String?, code: Int64?) throws {
        let read = try ManagementRecords.submission(Log.signIn(operation, code: number, error: name))
        if let code {
            let event = try #require(read.events.first)
            #expect(PublicDataView(event.data)[AccessEvents.errorCode] == code)
        } else {
            #expect(read.types.first == "record.observed")
            #expect(read.data(RecordEvents.observed)[RecordEvents.reason] == .detailMissing)
            #expect(read.data(RecordEvents.observed)[RecordEvents.category] == .signIn)
            #expect(read.twin == nil)
        }
        #expect(read.personal(.failureReason) == [name].compactMap(\.self))
        #expect(read.types.contains("access.granted") == (code == 0))
        if number == "many" {
            #expect(read.personal(.unrecognised, part: 1) == ["ErrorNumber=many"])
        }
    }

    @Test("each name of a result has a code that the decision knows")
    func names() {
        #expect(Set(LogonError.table.map(\.code)).count == LogonError.table.count)
        for (name, code) in LogonError.table {
            #expect(LogonError.code(of: Array("\(name)".utf8)) == code)
            #expect(LogonError.code(of: Array(" \(name)\n".lowercased().utf8)) == code)
        }
        for (name, code) in [
            ("InvalidUserNameOrPassword", 50126), ("UserStrongAuthClientAuthNRequired", 50076),
            ("UserStrongAuthClientAuthNRequiredInterrupt", 50074),
            ("UserStrongAuthEnrollmentRequired", 50079),
            ("UserStrongAuthEnrollmentRequiredInterrupt", 50072), ("InvalidPasswordExpiredPassword", 50055),
            ("UserDisabled", 50057), ("IdsLocked", 50053), ("BlockedByConditionalAccess", 53003),
            ("DeviceNotCompliant", 53000),
        ] as [(String, Int64)] {
            #expect(LogonError.code(of: Array(name.utf8)) == code)
        }
        #expect(LogonError.code(of: []) == nil)
    }

    @Test("the article's table of names is the code's")
    func article() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let article = root.appendingPathComponent("Sources/Probity/Probity.docc/SourceFormats.md")
        let text = try String(contentsOf: article, encoding: .utf8)
        let rows = text.matches(of: /\n\| `([A-Za-z]+)` \| ([0-9]+) (?=\|)/).map { "\($0.1) \($0.2)" }
        #expect(rows == LogonError.table.map { "\($0.name) \($0.code)" })
    }

    @Test(
        "a failure is what its code says",
        arguments: [
            ("InvalidUserNameOrPassword", ["access.denied"]),
            ("BlockedByConditionalAccess", ["access.denied"]),
            ("UserStrongAuthClientAuthNRequired", ["access.interrupted", "mfa.challenged"]),
            ("ExternalSecurityChallenge", ["access.denied", "mfa.challenged"]),
        ])
    func failures(name: String, types: [String]) throws {
        #expect(try ManagementRecords.submission(Log.signIn("UserLoginFailed", error: name)).types == types)
    }

    @Test("a device with an id is what its properties say")
    func device() throws {
        let device = Log.values(
            ("OS", "Windows 10"), ("BrowserType", "Edge"), ("Id", Records.device),
            ("DisplayName", "FRODOS-PC"), ("IsCompliant", "True"), ("IsCompliantAndManaged", "True"),
            ("TrustType", "2"), ("SessionId", "x"))
        let read = try ManagementRecords.submission(Log.signIn(device: device))
        #expect(
            read.types == [
                "access.granted", "device.registration_observed", "management.observed",
                "compliance.observed",
            ])
        #expect(read.events[0].stream.description == "device/entra/\(Records.tenant)/\(Records.device)")
        #expect(read.data(DeviceEvents.registrationObserved)[DeviceEvents.platform] == .windows)
        #expect(read.data(ComplianceEvents.observed)[ComplianceEvents.isCompliant] == true)
        #expect(read.data(ComplianceEvents.managementObserved)[ComplianceEvents.isManaged] == true)
        #expect(read.personal(.deviceName) == ["FRODOS-PC"] && read.personal(.browser) == ["Edge"])
    }

    @Test(
        "how a device is joined",
        arguments: [
            ("0", TrustType.workplace), ("1", .azureAD), ("2", .serverAD), ("Azure AD joined", .azureAD),
            ("Hybrid Azure AD joined", .serverAD), ("3", .unrecognised),
        ])
    func trust(text: String, trust: TrustType) throws {
        let device = Log.values(("Id", Records.device), ("TrustType", text))
        let read = try ManagementRecords.submission(Log.signIn(device: device))
        #expect(read.data(AccessEvents.granted)[AccessEvents.trustType] == trust)
    }

    @Test(
        "flags say what they say and no more",
        arguments: [
            ("IsCompliant", "False", false, nil), ("IsCompliantAndManaged", "False", nil, nil),
            ("IsCompliantAndManaged", "True", true, true), ("IsCompliant", "", nil, nil),
        ] as [(String, String, Bool?, Bool?)])
    func flags(name: String, text: String, isCompliant: Bool?, isManaged: Bool?) throws {
        let device = Log.values(("Id", Records.device), (name, text))
        let data = try ManagementRecords.submission(Log.signIn(device: device)).data(AccessEvents.granted)
        #expect(data[AccessEvents.deviceIsCompliant] == isCompliant)
        #expect(data[AccessEvents.deviceIsManaged] == isManaged)
        for id in [[], [("Id", "")], [("Id", Records.zero)]] as [[(String, String)]] {
            let read = try ManagementRecords.submission(
                Log.signIn(device: Log.values(id + [(name, text)])))
            #expect(read.types == ["access.granted"])
            #expect(read.data(AccessEvents.granted)[AccessEvents.deviceIsCompliant] == nil)
            #expect(read.data(AccessEvents.granted)[AccessEvents.deviceIsManaged] == nil)
        }
    }

    @Test("a key of a user that is no GUID is another directory's, and the principal name stands for it")
    func userKeys() throws {
        for key in ["10032001ABCDEF@example.org", "Not Available", "012345-abcde", ""] {
            let read = try ManagementRecords.submission(Log.signIn(key: key))
            #expect(read.identities.map(\.value) == [Array("frodo@example.org".utf8)])
            #expect(read.twin == nil)
        }
        let actor = Log.signIn().replacing("\"UserKey\":\"\(Records.user)\"", "\"UserKey\":\"x\"")
        #expect(try ManagementRecords.submission(actor).identities.map(\.value) == [Array(Records.user.utf8)])
    }

    @Test("a record of its kind says the same events as Entra's own log")
    func sameEvents() throws {
        let own = try Records.submission(
            """
            {"id":"signin-1","createdDateTime":"2026-03-01T08:00:00Z","correlationId":"\(Records.flow)",\
            "userId":"\(Records.user)","userPrincipalName":"frodo@example.org","appId":"\(Records.app)",\
            "resourceId":"\(Records.principal)","signInEventTypes":[],"status":{"errorCode":50126},\
            "deviceDetail":{"deviceId":"\(Records.device)","trustType":"Azure AD joined",\
            "isCompliant":false}}
            """)
        let unified = try ManagementRecords.submission(
            Log.signIn(
                "UserLoginFailed", error: "InvalidUserNameOrPassword",
                device: Log.values(("Id", Records.device), ("TrustType", "1"), ("IsCompliant", "False"))))
        #expect(unified.events == own.events)
        #expect(unified.twin != nil && unified.twin == own.twin)
    }
}
