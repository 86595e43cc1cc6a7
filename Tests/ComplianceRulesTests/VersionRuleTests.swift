import Testing

@testable import ComplianceRules

@Suite("The rules of commands: versions and brokers")
struct VersionRuleTests {
    @Test("what they say", arguments: cases)
    func said(_ script: RuleCase) throws {
        #expect(try RuleScript(script.script).said() == script.said)
    }

    private static let cases = [
        RuleCase(
            "a system older than the minimum enrols",
            #"""
            > 10:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"ivantiEPMM","clientVersion":{"major":12,"minor":0},"osVersion":{"major":11,"minor":4}
            """#,
            """
            R31 by ["S002.15", "S002.17"]
            - the operating system iOS 11.4 is lower than the minimum 12.0
            > update the operating system iOS to 12.0 or later first
            """),
        RuleCase(
            "system and app at the minimum",
            #"""
            > 10:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"ivantiEPMM","clientVersion":{"major":12,"minor":0},"osVersion":{"major":12}
            """#,
            ""),
        RuleCase(
            "an app older than the minimum enrols",
            #"""
            > 10:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"android","product":"ivantiEPMM","clientVersion":{"major":7,"minor":9,"patch":9},"osVersion":{"major":14}
            """#,
            """
            R31 by ["S002.14", "S002.17"]
            - the app of ivantiEPMM 7.9.9 is lower than the minimum 8.0
            > update the app of ivantiEPMM to 8.0 or later first
            """),
        RuleCase(
            "documents differ, and the lowest is enforced",
            #"""
            > 2024-06-01T10:00:00Z device.enrolled "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro","accountKind":"local","osVersion":{"major":10,"minor":10}
            """#,
            """
            R31 by ["S004.16", "intune-jamf-compliance", "intune-jamf-manual"]
            - the operating system macOS 10.10 is lower than the minimum 10.11; documents differ (also 10.12), the lowest is enforced
            > update the operating system macOS to 10.11 or later first
            """),
        RuleCase(
            "documents differ, and the lowest is met",
            #"""
            > 2024-06-01T10:00:00Z device.enrolled "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro","accountKind":"local","osVersion":{"major":10,"minor":11}
            """#,
            ""),
        RuleCase(
            "the minimum is not in force any more",
            #"""
            > 10:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro","accountKind":"local","osVersion":{"major":10,"minor":9}
            """#,
            ""),
        RuleCase(
            "no version is named",
            #"""
            > 10:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"ivantiEPMM"
            """#,
            """
            R31? the version of the operating system iOS
            R31? the version of the app of ivantiEPMM
            """),
        RuleCase(
            "no device manager is named",
            #"""
            > 10:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","osVersion":{"major":11}
            """#,
            """
            R31? the device manager
            """),
        RuleCase(
            "no platform is named",
            #"""
            > 10:00 device.enrolled "device":{"entraDeviceId":"#D"},"product":"ivantiEPMM","osVersion":{"major":11}
            """#,
            """
            R31? the device's platform
            """),
        RuleCase(
            "a device manager that no document is about",
            #"""
            > 10:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"microMDM","osVersion":{"major":5}
            """#,
            ""),
        RuleCase(
            "a device checks in with an older system",
            #"""
            > 10:00 device.checked_in "device":{"entraDeviceId":"#D"},"platform":"android","product":"ivantiEPMM","osVersion":{"major":7,"minor":1}
            """#,
            """
            R31 by ["S002.16", "S002.17"]
            - the operating system android 7.1 is lower than the minimum 8.0
            > update the operating system android to 8.0 or later first
            """),
        RuleCase(
            "an older Core is connected",
            #"""
            09:00 instance.version_observed "instance":"#A","product":"ivantiEPMM","version":{"major":10,"minor":8}
            > 10:00 instance.connected "instance":"#A","product":"ivantiEPMM"
            """#,
            """
            R31 by ["S002.10", "S002.17"]
            - ivantiEPMM 10.8 is lower than the minimum 11.0.0.0
            - the installation runs 10.8, since 2026-03-01T09:00:00Z (position 0)
            > update ivantiEPMM to 11.0.0.0 or later first
            """),
        RuleCase(
            "a Core at the minimum is connected",
            #"""
            09:00 instance.version_observed "instance":"#A","product":"ivantiEPMM","version":{"major":11}
            > 10:00 instance.connected "instance":"#A","product":"ivantiEPMM"
            """#,
            ""),
        RuleCase(
            "a Core whose version is not known is connected",
            #"""
            > 10:00 instance.connected "instance":"#A","product":"ivantiEPMM"
            """#,
            """
            R31? which version the installation runs
            """),
        RuleCase(
            "a connected Core is seen to be older",
            #"""
            09:00 instance.connected "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.version_observed "instance":"#A","product":"ivantiEPMM","version":{"major":10,"minor":8}
            """#,
            """
            R31 by ["S002.10", "S002.17"]
            - ivantiEPMM 10.8 is lower than the minimum 11.0.0.0
            - the installation is connected, since 2026-03-01T09:00:00Z (position 0)
            > update ivantiEPMM to 11.0.0.0 or later first
            """),
        RuleCase(
            "a Core that is not connected is seen to be older",
            #"""
            > 10:00 instance.version_observed "instance":"#A","product":"ivantiEPMM","version":{"major":10,"minor":8}
            """#,
            ""),
        RuleCase(
            "the broker is not the platform's",
            #"""
            > 10:00 device.broker_installed "device":{"entraDeviceId":"#D"},"platform":"iOS","broker":"companyPortal"
            """#,
            """
            R34 by ["S000.13", "S000.15", "S002.34", "S003.8", "S003.44", "S003.12", "S003.14"]
            - the broker of iOS is authenticator, not companyPortal
            > install authenticator
            """),
        RuleCase(
            "the broker is the platform's",
            #"""
            > 10:00 device.broker_installed "device":{"entraDeviceId":"#D"},"platform":"android","broker":"authenticator"
            """#,
            ""),
        RuleCase(
            "the platform has no broker of its own",
            #"""
            > 10:00 device.broker_signed_in "device":{"entraDeviceId":"#D"},"platform":"windows","broker":"authenticator"
            """#,
            """
            R34 by ["S003.17", "S003.18", "S003.57"]
            - the broker of windows is operatingSystem, not authenticator
            > none is installed there: windows registers by itself
            """),
        RuleCase(
            "an older Company Portal",
            #"""
            > 2024-06-01T10:00:00Z device.broker_installed "device":{"entraDeviceId":"#D"},"platform":"macOS","broker":"companyPortal","brokerVersion":{"major":1,"minor":0,"patch":9}
            """#,
            """
            R31 by ["S004.15", "intune-jamf-compliance"]
            - companyPortal 1.0.9 is lower than the minimum 1.1
            > update companyPortal to 1.1 or later first
            """),
        RuleCase(
            "a Company Portal at the minimum",
            #"""
            > 2024-06-01T10:00:00Z device.broker_installed "device":{"entraDeviceId":"#D"},"platform":"macOS","broker":"companyPortal","brokerVersion":{"major":1,"minor":1}
            """#,
            ""),
        RuleCase(
            "no broker is named",
            #"""
            > 10:00 device.broker_installed "device":{"entraDeviceId":"#D"},"platform":"iOS"
            """#,
            """
            R34? which broker it is
            """),
        RuleCase(
            "no platform is named with the broker",
            #"""
            > 10:00 device.broker_installed "device":{"entraDeviceId":"#D"},"broker":"authenticator"
            """#,
            """
            R34? the device's platform
            """),
        RuleCase(
            "a platform that no document is about",
            #"""
            > 10:00 device.broker_installed "device":{"entraDeviceId":"#D"},"platform":"linux","broker":"authenticator"
            """#,
            ""),
    ]
}
