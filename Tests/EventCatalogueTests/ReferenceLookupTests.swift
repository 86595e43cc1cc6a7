import LedgerModel
import Testing

@testable import EventCatalogue

@Suite struct ReferenceLookupTests {
    private let data = ReferenceData.current
    private let now = instant("2026-03-01T00:00:00Z")

    private static func instant(_ text: String) -> Timestamp { Timestamp(rfc3339: text) ?? .earliest }

    private func official(_ subject: ReferenceData.Subject, _ text: String) -> [String] {
        data.names(of: subject, at: Self.instant(text)).filter { $0.value.use == .official }.map(\.value.name)
    }

    @Test("a name changes at its instant, not a nanosecond before")
    func edges() {
        let change = Self.instant("2023-08-15T00:00:00Z")
        let before = data.names(of: .entra, at: change.adding(nanoseconds: -1))
        let after = data.names(of: .entra, at: change)
        #expect(before.first?.value.name == "Azure Active Directory")
        #expect(after.first?.value.name == "Microsoft Entra ID")
        #expect(before.filter { $0.value.use == .official }.count == 1)
        #expect(after.filter { $0.value.use == .official }.count == 1)
        #expect(official(.entra, "1990-01-01T00:00:00Z") == ["Azure Active Directory"])
        #expect(official(.entra, "2200-01-01T00:00:00Z") == ["Microsoft Entra ID"])
    }

    @Test("names in the course of time")
    func names() {
        #expect(official(.workspaceOne, "2018-09-30T23:59:59Z") == ["VMware AirWatch"])
        #expect(official(.workspaceOne, "2020-01-01T00:00:00Z") == ["VMware Workspace ONE UEM"])
        #expect(official(.workspaceOne, "2024-11-06T00:00:00Z") == ["Omnissa Workspace ONE UEM"])
        #expect(official(.ivanti, "2022-11-06T23:59:59Z") == ["MobileIron Core"])
        #expect(official(.ivanti, "2022-11-07T00:00:00Z") == ["Ivanti EPMM"])
        #expect(
            official(.intunePortal, "2021-01-01T00:00:00Z") == ["Microsoft Endpoint Manager admin center"])
        #expect(official(.clientSecret, "2019-01-01T00:00:00Z") == ["Application Key"])
        #expect(official(.clientSecret, "2021-01-01T00:00:00Z") == ["Client Secret"])
        #expect(
            official(.inventoryState, "2019-01-01T00:00:00Z") == ["Azure Active Directory ID information"])
        #expect(data.subjects(named: Array("mobileiron core".utf8)) == [.ivanti])
        #expect(data.subjects(named: Array("AAD".utf8)) == [.entra])
        #expect(data.subjects(named: Array("AAD ".utf8)).isEmpty)
    }

    @Test("minimum versions, with both sides of a conflict")
    func minimums() {
        let atThen = Self.instant("2022-06-01T00:00:00Z")
        func texts(
            _ product: ReferenceData.Product, _ platform: Platform?, _ manager: ReferenceData.Product?,
            _ instant: Timestamp
        ) -> [String] {
            data.minimumVersions(of: product, platform: platform, requiredBy: manager, at: instant)
                .map(\.value.version.description)
        }
        #expect(texts(.operatingSystem, .macOS, .jamf, atThen) == ["10.11", "10.12"])
        #expect(texts(.operatingSystem, .macOS, .jamf, now).isEmpty)
        #expect(texts(.operatingSystem, .iOS, .ivanti, atThen) == ["12.0"])
        #expect(texts(.operatingSystem, .android, .ivanti, atThen) == ["8.0"])
        #expect(texts(.mobileAtWork, .iOS, nil, atThen) == ["12.0"])
        #expect(texts(.mobileAtWork, .android, nil, atThen) == ["8.0"])
        #expect(texts(.ivanti, nil, nil, atThen) == ["11.0.0.0"])
        #expect(texts(.maas360, nil, nil, atThen) == ["10.76"])
        #expect(texts(.companyPortal, .macOS, .jamf, atThen) == ["1.1"])
        #expect(texts(.operatingSystem, .linux, nil, atThen).isEmpty)
        let bounds = data.minimumVersions(of: .ivanti, platform: nil, at: now).map(\.value.upTo)
        #expect(bounds == [.latestSupported])
    }

    @Test("the end of Jamf's older integration has two dates, and after the later one it is gone")
    func older() {
        func rows(_ text: String) -> [ReferenceRow<ReferenceData.PlatformSupport>] {
            data.support(of: .jamf, for: .complianceReporting, on: .macOS, at: Self.instant(text))
                .filter { $0.value.road == .partnerDevice }
        }
        #expect(rows("2024-08-31T23:59:59Z").map(\.value.support) == [.native, .native])
        #expect(rows("2024-09-01T00:00:00Z").map(\.id) == ["support-jamf-older-2025"])
        #expect(rows("2025-01-30T23:59:59Z").map(\.value.support) == [.native])
        #expect(rows("2025-01-31T00:00:00Z").map(\.value.support) == [.unsupported])
        let evaluators = data.integrations(of: .jamf, at: Self.instant("2024-01-01T00:00:00Z"))
        #expect(evaluators.map(\.value.evaluator) == [.intune, .deviceManager])
        #expect(data.integrations(of: .jamf, at: now).map(\.value.evaluator) == [.deviceManager])
        #expect(data.applications(of: .jamf, at: now).count == 2)
    }

    @Test("roads of partners are those that Graph has a kind of partner for")
    func roads() {
        #expect(
            ReferenceData.Road.allCases.compactMap(\.partnerKind) == [
                .complianceManagement, .deviceManagement,
            ])
        for row in data.integrations {
            #expect((row.value.evaluator == .intune) == (row.value.road.partnerKind == .deviceManagement))
        }
    }

    @Test("platforms: MaaS360's factors know no macOS, and other Windows joins need other means")
    func platforms() {
        let mac = data.support(of: .maas360, for: .mfaEnrollment, on: .macOS, at: now)
        #expect(mac.map(\.value.support) == [.notNamed])
        let windows = data.support(of: .workspaceOne, for: .complianceReporting, on: .windows, at: now)
        #expect(
            Dictionary(windows.map { ($0.value.join, $0.value.support) }, uniquingKeysWith: { a, _ in a })
                == [
                    .joinedAtFirstStart: .native, .joinedBySettings: .native, .hybridAtFirstStart: .native,
                    .hybridOtherwise: .otherMeans, .registered: .otherMeans,
                ])
        let early = Self.instant("2020-12-31T23:59:59Z")
        #expect(data.support(of: .workspaceOne, for: .complianceReporting, on: .iOS, at: early).isEmpty)
    }

    @Test("brokers, extensions and links by platform")
    func brokers() {
        let iOS = data.brokers(platform: .iOS, at: now).filter { $0.value.purpose == .registration }
        #expect(iOS.map(\.value.packageId) == ["com.microsoft.azureauthenticator"])
        let android = data.brokers(platform: .android, at: now).filter { $0.value.purpose == .registration }
        #expect(android.map(\.value.packageId) == ["com.azure.authenticator"])
        let mac = data.brokers(platform: .macOS, for: .workspaceOne, at: now)
        #expect(mac.map(\.value.broker) == [.companyPortal, .companyPortal])
        #expect(mac.map(\.value.isNeeded) == [true, false])
        #expect(mac.map(\.value.purpose) == [.signOn, .registration])
        #expect(
            data.signOnExtension(platform: .macOS, at: now).map(\.value.teamId) == ["UBF8T346G9"])
        #expect(data.signOnExtension(platform: .iOS, at: now).map(\.value.teamId) == [nil])
        #expect(data.signOnExtension(platform: .android, at: now).isEmpty)
        #expect(
            data.deepLinks(of: .workspaceOne, platform: .android, at: now).map(\.value.form) == [
                .current, .older,
            ])
    }

    @Test("clouds by name and by login host; the German one until it closed")
    func clouds() {
        let open = Self.instant("2021-10-29T23:59:59Z")
        let closed = Self.instant("2021-10-30T00:00:00Z")
        #expect(data.cloud(.germany, at: open).count == 1)
        #expect(data.cloud(.germany, at: closed).isEmpty)
        #expect(data.cloud(.china, at: now).map(\.value.graphHost) == ["microsoftgraph.chinacloudapi.cn"])
        let shared = data.clouds(loginHost: Array("Login.MicrosoftOnline.us".utf8), at: now)
        #expect(shared.map(\.value.cloud) == [.usGovernmentHigh, .usGovernmentDefense])
        #expect(data.clouds(loginHost: Array("login.example.org".utf8), at: now).isEmpty)
    }

    @Test("result codes, tolerances, licences, account types, permissions")
    func others() {
        #expect(data.errorCode(53_000, at: now).map(\.value.class) == [.conditionalAccess])
        #expect(data.errorCode(53_000, at: now).map(\.value.name) == ["DeviceNotCompliant"])
        #expect(data.errorCode(1, at: now).isEmpty)
        #expect(data.tolerance(.signInLogDelay, at: now).map(\.value.seconds) == [900])
        #expect(data.tolerance(.silence, of: .ivanti, at: now).map(\.value.seconds) == [8 * 86_400])
        #expect(data.tolerance(.silence, of: .jamf, at: now).map(\.value.seconds) == [30 * 86_400])
        #expect(data.tolerance(.gracePeriod, at: now).map(\.value.seconds) == [nil])
        let windows = data.licences(of: .workspaceOne, road: .mdmApplication, at: now).map(\.value.licence)
        #expect(windows == [.entraPremiumP1, .intelligenceFreeTier])
        let mobile = data.licences(of: .workspaceOne, road: .partnerCompliance, at: now).map(\.value.licence)
        #expect(mobile.contains(.intune) && mobile.contains(.entraPremiumP1))
        let accounts = data.accountTypes(of: .jamf, platform: .macOS, at: now).map(\.value)
        #expect(accounts.filter { !$0.isSupported }.map(\.account) == [.network])
        let then = Self.instant("2023-01-01T00:00:00Z")
        let permissions = data.permissions(of: .jamf, road: .partnerDevice, at: then)
            .filter { $0.value.holder == .application }.map(\.value.permission)
        #expect(Set(permissions) == ["update_device_attributes", "Application.Read.All"])
        #expect(data.permissions(of: .jamf, road: .partnerDevice, at: now).isEmpty)
    }

    @Test("at any instant a key has one row or a conflict, and exactly the rows whose time it is")
    func anyInstant() {
        var random = SeededRandom(seed: 20_230_815)
        func check<Value>(_ rows: [ReferenceRow<Value>], _ instant: Timestamp) {
            let found = rows.inForce(at: instant)
            let expected = rows.filter { row in
                (row.period.from.map { $0.nanoseconds <= instant.nanoseconds } ?? true)
                    && (row.period.to.map { $0.nanoseconds > instant.nanoseconds } ?? true)
            }
            #expect(found == expected)
            for (key, group) in Dictionary(grouping: found, by: \.value.key) where group.count > 1 {
                #expect(group[0].conflict != nil && Set(group.map(\.conflict)).count == 1, "\(key)")
            }
        }
        let bounds = data.tables.flatMap(\.lines).flatMap { [$0.period.from, $0.period.to] }.compactMap(
            \.self)
        var instants = bounds.flatMap { [$0, $0.adding(nanoseconds: -1), $0.adding(nanoseconds: 1)] }
        instants = Array(Set(instants)) + [.earliest, .latest]
        for _ in 0..<200 {
            instants.append(Timestamp(nanoseconds: Int64.random(in: .min ... .max, using: &random)))
        }
        let first = Self.instant("2015-01-01T00:00:00Z").nanoseconds
        for _ in 0..<300 {
            instants.append(
                Timestamp(nanoseconds: Int64.random(in: first...now.nanoseconds, using: &random)))
        }
        for instant in instants {
            check(data.names, instant)
            check(data.minimumVersions, instant)
            check(data.platformSupport, instant)
            check(data.integrations, instant)
            check(data.brokers, instant)
            check(data.clouds, instant)
            check(data.inputPages, instant)
            check(data.factorCounts, instant)
            check(data.errorCodes, instant)
            check(data.applications, instant)
            check(data.permissions, instant)
            check(data.licences, instant)
            check(data.tolerances, instant)
        }
    }

    @Test("the steps of each procedure are numbered from 1, and come in their order")
    func onboarding() {
        for procedure in ReferenceData.OnboardingProcedure.allCases {
            let rows = data.onboarding(by: procedure, at: now)
            #expect(rows.map(\.value.order) == (1...Int64(max(rows.count, 1))).map { $0 })
        }
        let steps = data.onboarding(by: .maas360, at: now).filter(\.value.isNeeded).map(\.value.step)
        #expect(
            steps == [
                .featureEnabled, .partnerAdded, .assigned, .configured, .consentGranted,
                .registrationCompleted, .scopeChosen,
            ])
        let jamf = data.onboarding(by: .jamfCloudConnector, at: now).map(\.value.step)
        #expect(jamf.firstIndex(of: .connectorConsentGranted) == 3 && jamf.last == .tested)
    }

    @Test("periods are half-open, and overlap where an instant is in both")
    func periods() {
        let first = Timestamp(nanoseconds: 10)
        let second = Timestamp(nanoseconds: 20)
        let between = ReferencePeriod(from: first, to: second)
        #expect(between.contains(first) && !between.contains(second))
        #expect(between.contains(Timestamp(nanoseconds: 19)) && !between.contains(Timestamp(nanoseconds: 9)))
        #expect(ReferencePeriod(from: first, to: first).isEmpty)
        #expect(ReferencePeriod(from: second, to: first).isEmpty && !between.isEmpty)
        #expect(!between.overlaps(ReferencePeriod(from: second, to: nil)))
        #expect(!ReferencePeriod(from: second, to: nil).overlaps(between))
        #expect(between.overlaps(ReferencePeriod(from: nil, to: nil)))
        #expect(!between.overlaps(ReferencePeriod(from: nil, to: first)))
        #expect(!ReferencePeriod(from: nil, to: nil).overlaps(ReferencePeriod(from: first, to: first)))
        var random = SeededRandom(seed: 3)
        func bound() -> Timestamp? {
            Bool.random(using: &random)
                ? nil : Timestamp(nanoseconds: Int64.random(in: 0...8, using: &random))
        }
        for _ in 0..<2_000 {
            let left = ReferencePeriod(from: bound(), to: bound())
            let right = ReferencePeriod(from: bound(), to: bound())
            let isShared = (-1...9).contains { at in
                left.contains(Timestamp(nanoseconds: at)) && right.contains(Timestamp(nanoseconds: at))
            }
            #expect(left.overlaps(right) == isShared, "\(left) \(right)")
        }
    }
}
