import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("Facts read out of inventories, reports and objects")
struct ObservedStateTests {
    @Test("an inventory says platform, ownership, how the device is held, and no registration")
    func inventory() {
        var log = LogFixture()
        var data = PublicData()
        data.set(DeviceEvents.platform, .iOS)
        data.set(DeviceEvents.witness, .intune)
        data.set(DeviceEvents.ownership, .personal)
        data.set(ManagementEvents.lastContact, seconds(1))
        data.set(ManagementEvents.state, .managed)
        log.append(ManagementEvents.inventoryObserved.type, at: seconds(2), devices: [intune(1)], data: data)
        let facts = log.facts.map(\.fact)
        #expect(facts.map(\.region) == [.platform, .ownership, .inventory, .enrolment])
        #expect(
            facts.map(\.value.code) == [
                UInt16(Platform.iOS.rawValue), UInt16(Ownership.personal.rawValue),
                UInt16(RegionValue.Presence.present.rawValue),
                UInt16(RegionValue.Enrolment.enrolled.rawValue),
            ])
        #expect(facts.allSatisfy { $0.witness == .intune })
    }

    @Test(
        "a directory object says registration, trust, platform and whether it is enabled",
        arguments: [true, false])
    func object(isEnabled: Bool) throws {
        var log = LogFixture()
        var data = PublicData()
        data.set(DeviceEvents.platform, .windows)
        data.set(DeviceEvents.trustType, .azureAD)
        data.set(DeviceEvents.witness, .deviceObject)
        data.set(DeviceEvents.isEnabled, isEnabled)
        log.append(ManagementEvents.objectObserved.type, at: seconds(2), devices: [entra(1)], data: data)
        let facts = log.facts.map(\.fact)
        #expect(facts.map(\.region) == [.registration, .trustType, .platform, .enabled])
        let last = try #require(facts.last)
        #expect(last.value == RegionValue(isEnabled ? RegionValue.Switch.enabled : .disabled))
        #expect(last.witness == .deviceObject)
    }

    @Test("a verdict out of a report is the first witness's, by its policy, and never the directory's flag")
    func verdict() throws {
        var log = LogFixture()
        let policy = Bits128(high: 8, low: 8)
        var data = PublicData()
        data.set(ComplianceEvents.verdict, .inGracePeriod)
        data.set(ComplianceEvents.witness, .intune)
        data.set(ComplianceEvents.policy, policy)
        log.append(VerdictEvents.observed.type, at: seconds(2), devices: [intune(1)], data: data)
        let fact = try #require(log.facts.map(\.fact).first)
        #expect(log.facts.count == 1 && fact.region == .complianceEvaluated)
        #expect(fact.value == RegionValue(code: UInt16(ComplianceVerdict.inGracePeriod.rawValue)))
        #expect(fact.object == policy && fact.witness == .intune)
    }

    @Test("an access policy that was seen holds its state")
    func accessPolicy() throws {
        var log = LogFixture()
        var data = PublicData()
        data.set(PolicyEvents.state, .reportOnly)
        data.set(PolicyEvents.grantOperator, .any)
        data.set(PolicyEvents.controls, [.mfa])
        log.append(
            CompliancePolicyEvents.accessPolicyObserved.type, at: seconds(2),
            policy: Bits128(high: 8, low: 9),
            data: data)
        let fact = try #require(log.facts.map(\.fact).first)
        #expect(fact.region == .policy)
        #expect(fact.value == RegionValue(code: UInt16(PolicyState.reportOnly.rawValue)))
    }

    @Test("that a record is to be deleted, and what ended a batch, is no state")
    func requests() {
        var log = LogFixture()
        for definition in [
            ManagementEvents.deleteRequested, SourceEvents.batchEnded, SubscriptionEvents.observed,
            ConnectionEvents.stateObserved,
        ] {
            log.append(definition.type, at: seconds(1), devices: [intune(1)])
        }
        // It is told of the device, and stands for nothing that lasts.
        #expect(log.facts.map(\.fact.region) == [.step])
        #expect(log.folded().device(intune(1))?.intervals.isEmpty == true)
    }
}
