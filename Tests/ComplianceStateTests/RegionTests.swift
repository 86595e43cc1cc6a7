import EventCatalogue
import Testing

@testable import ComplianceState

@Suite("Regions and their codes")
struct RegionTests {
    @Test("a region reads its own word, and no two have the same")
    func words() {
        for region in Region.allCases { #expect(Region(word: region.word) == region) }
        #expect(Set(Region.allCases.map(\.word)).count == Region.allCases.count)
        #expect(Region(word: "compliance") == nil)
    }

    @Test("codes that rows and digests hold do not change")
    func stableCodes() {
        #expect(
            Region.allCases.map { "\($0.rawValue)=\($0.word)" }.joined(separator: " ")
                == """
                1=enrolment 2=broker 3=registration 4=management 5=compliance-evaluated 6=compliance-reported \
                7=compliance-observed 8=platform 9=trust-type 10=enabled 11=owner 12=user 13=management-signalled \
                14=ownership 15=inventory 16=contact 17=registration-attempt 18=device-step 32=sign-in 33=factor \
                34=method 35=account 36=licence 64=policy 65=application 66=consent \
                67=permission 68=policy-scope 69=compliance-policy 96=connection-state \
                97=connection-platform 98=connection-heartbeat 99=connection-assignment \
                100=connection-assignment-ios 101=connection-assignment-macos \
                102=connection-assignment-android 103=connection-assignment-windows \
                104=connection-configured 105=subscription 106=compliance-actions 107=compliance-validity
                """)
        func table(_ region: Region, _ codes: ClosedRange<UInt16>) -> String {
            codes.map { RegionValue(code: $0).word(in: region) }.joined(separator: " ")
        }
        #expect(
            table(.enrolment, 0...21)
                == """
                unknown requested enrolled failed retired wiped unenrolled unenrolledInferred retiredInferred \
                wipedInferred retirePending wipePending managementOff managementOffInferred expired \
                expiredInferred recordDeleted recordDeletedInferred abandoned retireFailed wipeFailed unknown
                """)
        #expect(table(.complianceValidity, 0...2) == "unknown 1d 2d")
        #expect(table(.complianceValidity, 119...121) == "119d 120d unknown")
        #expect(table(.contact, 0...4) == "unknown heard ended silentInferred notTold")
        #expect(table(.broker, 0...4) == "unknown installed signedIn removed unknown")
        #expect(table(.registration, 0...4) == "unknown registered unregistered deleted unknown")
        #expect(table(.registrationAttempt, 0...3) == "unknown pending failed unknown")
        #expect(
            table(.step, 0...6)
                == "unknown redirected deleteRequested accountTold certificateInstalled notRegistered unknown"
        )
        #expect(table(.licence, 0...3) == "unknown present gone unknown")
        #expect(table(.management, 0...4) == "unknown managed notManaged unset unknown")
        #expect(table(.complianceObserved, 0...4) == "unknown compliant nonCompliant unset unknown")
        #expect(table(.enabled, 0...3) == "unknown enabled disabled unknown")
        #expect(table(.owner, 0...3) == "unknown present gone unknown")
        #expect(table(.signIn, 0...4) == "unknown granted denied interrupted unknown")
        #expect(
            table(.factor, 0...8)
                == """
                unknown challenged satisfied satisfiedByClaim denied timedOut codeVerified codeRefused unknown
                """)
        #expect(table(.policy, 254...256) == "unknown deleted unknown")
        #expect(
            RegionValue.reported(.completed, .nonCompliant).word(in: .complianceReported)
                == "completed:nonCompliant")
    }

    @Test("a code beyond a region's table is unknown, whatever its low byte")
    func beyond() {
        for region in Region.allCases where region != .complianceReported {
            #expect(RegionValue(code: 0x1F01).word(in: region) == "unknown")
            #expect(RegionValue(code: 0x0102).word(in: region) == "unknown")
        }
        #expect(RegionValue(code: 0x0900).word(in: .complianceReported) == "unknown:unknown")
    }
}
