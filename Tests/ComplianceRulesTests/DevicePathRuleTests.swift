import Testing

@testable import ComplianceRules

@Suite("The rules of commands: how a computer joined, and by what a phone is registered")
struct DevicePathRuleTests {
    @Test("what they say", arguments: paths + registrations)
    func said(_ script: RuleCase) throws {
        #expect(try RuleScript(script.script).said() == script.said)
    }

    private static func report(_ name: String, after lines: String, _ said: String) -> RuleCase {
        let members = ##""device":{"entraDeviceId":"#D"},"evaluator":"workspaceOne","road":"mdmApp""##
        return RuleCase(name, "\(lines)\n> 10:00 compliance.sent \(members),\"verdict\":\"compliant\"", said)
    }

    private static let paths = [
        report(
            "hybrid joined by a group policy",
            after: #"""
                09:00 device.hybrid_joined "device":{"entraDeviceId":"#D"},"platform":"windows","path":"groupPolicy"
                """#,
            """
            R30 by ["S003.58", "S003.3", "S003.47"]
            - the device is hybrid joined, since 2026-03-01T09:00:00Z (position 0)
            - it joined by groupPolicy, at 2026-03-01T09:00:00Z (position 0)
            > send it by the road customConnector
            """),
        report(
            "registered, and a computer",
            after: #"""
                09:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"windows","trustType":"workplace"
                """#,
            """
            R30 by ["S003.58", "S003.3", "S003.47"]
            - the device is registered, since 2026-03-01T09:00:00Z (position 0)
            > send it by the road customConnector
            """),
        report(
            "hybrid joined at its first start",
            after: #"""
                09:00 device.hybrid_joined "device":{"entraDeviceId":"#D"},"platform":"windows","path":"outOfBox"
                """#, ""),
        report(
            "joined by its settings, and the directory's word came first",
            after: #"""
                09:30 device.registration_observed "device":{"entraDeviceId":"#D"},"platform":"windows","trustType":"azureAD"
                09:00 device.joined "device":{"entraDeviceId":"#D"},"platform":"windows","path":"settings"
                """#, ""),
        report(
            "hybrid joined later than the time in question",
            after: #"""
                09:00 device.joined "device":{"entraDeviceId":"#D"},"platform":"windows","path":"outOfBox"
                11:00 device.hybrid_joined "device":{"entraDeviceId":"#D"},"platform":"windows","path":"groupPolicy"
                """#, ""),
        report(
            "on which path, nobody says",
            after: #"""
                09:00 device.hybrid_joined "device":{"entraDeviceId":"#D"},"platform":"windows"
                """#, "R30? on which path the device joined the directory"),
        report(
            "a path of which no document says anything",
            after: #"""
                09:00 device.joined "device":{"entraDeviceId":"#D"},"platform":"windows","path":"bulk"
                """#, "R30? on which path the device joined the directory"),
        report("nothing is known of the device", after: "", "R30? how the device is known to the directory"),
        report(
            "registered, and nobody says what it is",
            after: #"""
                09:00 device.registered "device":{"entraDeviceId":"#D"},"trustType":"workplace"
                """#, "R30? the platform of the device"),
        report(
            "a phone, of which the documents say nothing by this road",
            after: #"""
                09:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"iOS","trustType":"workplace"
                """#, ""),
        RuleCase(
            "by a custom connector",
            #"""
            09:00 device.hybrid_joined "device":{"entraDeviceId":"#D"},"platform":"windows","path":"groupPolicy"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne","road":"customConnector"
            """#, ""),
        RuleCase(
            "by another device manager, of which no document says it; and by nobody who is named",
            #"""
            09:00 device.hybrid_joined "device":{"entraDeviceId":"#D"},"platform":"windows","path":"groupPolicy"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"fleet","road":"mdmApp"
            > 10:01 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","road":"mdmApp"
            """#,
            """
            2 R50-consent? which device manager evaluated
            2 R50-platform? which device manager evaluated
            2 R48? which device manager evaluated
            2 R30? which device manager evaluated
            """),
    ]

    private static let registrations = [
        RuleCase(
            "the broker was removed",
            #"""
            09:00 device.broker_installed "device":{"entraDeviceId":"#D"},"platform":"iOS","broker":"authenticator"
            09:30 device.broker_removed "device":{"entraDeviceId":"#D"},"platform":"iOS","broker":"authenticator"
            > 10:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"iOS","trustType":"workplace"
            """#,
            """
            R34-registration by ["S000.13", "S000.15", "S002.34", "S003.8", "S003.44"]
            - the broker authenticator is removed from the device, since 2026-03-01T09:30:00Z (position 1)
            > record device.broker_installed of authenticator first, by an id that the registration names
            """),
        RuleCase(
            "and installed again, in the same input",
            #"""
            09:30 device.broker_removed "device":{"entraDeviceId":"#D"},"platform":"android","broker":"authenticator"
            > 09:40 device.broker_installed "device":{"entraDeviceId":"#D"},"platform":"android","broker":"authenticator"
            > 10:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"android","trustType":"workplace"
            """#, ""),
        RuleCase(
            "the platform is known from before",
            #"""
            09:30 device.broker_removed "device":{"entraDeviceId":"#D"},"platform":"iPadOS","broker":"authenticator"
            > 10:00 device.registered "device":{"entraDeviceId":"#D"}
            """#,
            """
            R34-registration by ["S000.13", "S000.15", "S002.34", "S003.8", "S003.44"]
            - the broker authenticator is removed from the device, since 2026-03-01T09:30:00Z (position 0)
            > record device.broker_installed of authenticator first, by an id that the registration names
            """),
        RuleCase(
            "it is removed later",
            #"""
            09:00 device.broker_signed_in "device":{"entraDeviceId":"#D"},"platform":"iOS","broker":"authenticator"
            11:00 device.broker_removed "device":{"entraDeviceId":"#D"},"platform":"iOS","broker":"authenticator"
            > 10:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"iOS"
            """#, ""),
        RuleCase(
            "of the broker nothing is recorded, or only of another application or another device",
            #"""
            09:30 device.broker_removed "device":{"entraDeviceId":"#D"},"platform":"iOS","broker":"companyPortal"
            09:31 device.broker_removed "device":{"entraDeviceId":"#E"},"platform":"iOS","broker":"authenticator"
            09:32 device.broker_removed "device":{"entraDeviceId":"#D"},"platform":"iOS"
            > 10:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"iOS"
            """#, "R34-registration? which broker was removed"),
        RuleCase(
            "nothing is recorded of a broker",
            #"""
            > 10:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"iOS"
            """#, ""),
        RuleCase(
            "removed and installed again under another id of the device, which is bound to it later",
            #"""
            09:30 device.broker_removed "device":{"entraDeviceId":"#D"},"platform":"iOS","broker":"authenticator"
            09:40 device.broker_installed "device":{"intuneDeviceId":"#E"},"platform":"iOS","broker":"authenticator"
            > 10:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"iOS"
            > 10:01 device.identity_bound "device":{"entraDeviceId":"#D","intuneDeviceId":"#E"}
            """#, ""),
        RuleCase(
            "a computer needs none, and of what is not named nothing is told",
            #"""
            09:30 device.broker_removed "device":{"entraDeviceId":"#D"},"broker":"companyPortal"
            09:30 device.broker_removed "device":{"entraDeviceId":"#E"},"broker":"authenticator"
            > 10:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"macOS"
            > 10:01 device.registered "device":{"entraDeviceId":"#D"},"platform":"windows"
            > 10:02 device.registered "device":{"entraDeviceId":"#E"}
            """#, "3 R34-registration? the device's platform"),
    ]

    @Test("a report under one id is judged by how the computer joined under another one")
    func bound() throws {
        let script = try RuleScript(
            #"""
            09:00 device.hybrid_joined "device":{"entraDeviceId":"#D"},"platform":"windows","path":"groupPolicy"
            > 09:10 device.identity_bound "device":{"entraDeviceId":"#D","intuneDeviceId":"#E"}
            > 10:00 compliance.sent "device":{"intuneDeviceId":"#E"},"verdict":"compliant","evaluator":"workspaceOne","road":"mdmApp"
            """#)
        #expect(script.judged()[1].violations.map(\.rule) == [.windowsPath])
        #expect(RuleScope(script.commands).deviceTags.count == 2)
    }

    @Test("a registration asks for its devices alone, and not for the tenant")
    func scope() throws {
        let script = try RuleScript(
            ##"> 10:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"iOS""##)
        let scope = RuleScope(script.commands)
        #expect(scope.needsState && scope.types.isEmpty && scope.deviceTags.count == 1)
    }
}
