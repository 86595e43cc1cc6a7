import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import Merkle
import Testing

@testable import Projections

/// Rows of devices whose registration ends, begins and fails: where one region's facts end what another says.
@Suite struct DeviceStepRowTests {
    private static let types: [EventDefinition] = [
        DeviceEvents.registered, DeviceEvents.registered, DeviceEvents.deleted, DeviceEvents.deleted,
        DeviceEvents.unregistered, DeviceStepEvents.joined, DeviceStepEvents.hybridJoined,
        DeviceStepEvents.registrationStarted, DeviceStepEvents.registrationStarted,
        DeviceStepEvents.registrationFailed, DeviceStepEvents.registrationPolicyRun,
        DeviceStepEvents.identityRebound, DeviceStepEvents.checkedIn, DeviceStepEvents.inventoryUpdated,
        DeviceStepEvents.inventorySent, DeviceStepEvents.retireConfirmed, DeviceStepEvents.wipeConfirmed,
        DeviceStepEvents.redirected, ManagementEndEvents.lost, ManagementEndEvents.called,
        ManagementEvents.retireRequested, ManagementEvents.wipeRequested, ManagementEvents.deleteRequested,
        DeviceEvents.enrolled, DeviceEvents.unenrolled, EnrollmentEvents.abandoned, ComplianceEvents.observed,
        ComplianceEvents.observed, ComplianceEvents.managementObserved, DeviceEvents.userLinked,
    ]

    /// A story of three devices in which much of this happens, each at an instant of its own.
    private static func story(seed: UInt64, count: Int) -> [Step] {
        var random = SeededRandom(seed: seed)
        var steps: [Step] = []
        for number in 0..<count {
            let definition = types[Int.random(in: 0..<types.count, using: &random)]
            let device = UInt64.random(in: 1...3, using: &random)
            let flag = Bool.random(using: &random)
            let end = ManagementEnd.allCases.randomElement(using: &random)
            let call = ReportCall.allCases.randomElement(using: &random)
            let outcome: Outcome = flag ? .success : .failure
            let manager: StaticString = ["intune", "jamf", "berlin"][Int.random(in: 0..<3, using: &random)]
            let occurred = seconds(1_700_000_000 + (Int64(number) * 7_919) % 100_003)
            steps.append(
                Step(
                    key: "r\(number)", source: manager, definition, at: occurred,
                    devices: [
                        Bool.random(using: &random) ? Step.device(device) : Step.object(device)
                    ], user: Step.person(device)
                ) { data in
                    switch definition.type {
                    case DeviceStepEvents.registrationPolicyRun.type, DeviceStepEvents.retireConfirmed.type,
                        DeviceStepEvents.wipeConfirmed.type:
                        data.set(DeviceStepEvents.outcome, outcome)
                    case DeviceStepEvents.identityRebound.type:
                        data.set(DeviceEvents.entraDevice, Bits128(high: 1, low: device))
                        data.set(DeviceStepEvents.entraDeviceBefore, Bits128(high: 1, low: device + 10))
                        data.set(DeviceStepEvents.userChanged, flag)
                    case DeviceStepEvents.checkedIn.type, DeviceEvents.enrolled.type:
                        data.set(DeviceStepEvents.product, flag ? .jamfPro : nil)
                    case DeviceStepEvents.inventorySent.type: data.set(DeviceStepEvents.isRegistered, flag)
                    case ManagementEndEvents.lost.type: data.set(ManagementEndEvents.end, end)
                    case ManagementEndEvents.called.type:
                        data.set(ComplianceEvents.verdict, .compliant)
                        data.set(ManagementEndEvents.call, call)
                        data.set(ManagementEndEvents.outcome, outcome)
                    case ComplianceEvents.observed.type: data.set(ComplianceEvents.isCompliant, flag)
                    case ComplianceEvents.managementObserved.type: data.set(ComplianceEvents.isManaged, flag)
                    case DeviceEvents.userLinked.type: data.set(DeviceEvents.relation, .user)
                    case DeviceStepEvents.redirected.type:
                        data.set(DeviceStepEvents.target, .companyPortal)
                    default: break
                    }
                })
        }
        return steps
    }

    @Test(
        "rows are what the log says, however it is cut into transactions",
        arguments: [(1, 1), (2, 2), (3, 5), (4, 17), (5, 200), (6, 3)] as [(UInt64, UInt64)])
    func rows(seed: UInt64, size: UInt64) throws {
        let fixture = try LedgerFixture()
        try fixture.append(Self.story(seed: seed, count: 150))
        let report = try fixture.caughtUp(eventsPerTransaction: size).verify(against: fixture.ledger)
        #expect(report.isGood, "seed \(seed): \(report.total), \(report.differences.prefix(3))")
        #expect(report.compared >= 3)
    }

    @Test("the order of arrival does not change the rows", arguments: [11, 12, 13] as [UInt64])
    func order(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let steps = Self.story(seed: seed, count: 90)
        var digests: Set<String> = []
        for order in [steps, steps.reversed(), steps.shuffled(using: &random)] {
            let fixture = try LedgerFixture()
            try fixture.append(order)
            let report = try fixture.caughtUp(eventsPerTransaction: 4).verify(against: fixture.ledger)
            #expect(report.isGood, "seed \(seed): \(report.total), \(report.differences.prefix(3))")
            digests.insert(report.digest.hex)
        }
        #expect(digests.count == 1)
    }

    @Test("a device that is registered anew in another transaction than it was deleted in begins anew")
    func registeredAgain() throws {
        func flag(_ key: String, _ second: Int64) -> Step {
            Step(key: key, ComplianceEvents.observed, at: seconds(second), devices: [Step.device(1)]) {
                $0.set(ComplianceEvents.isCompliant, true)
            }
        }
        func event(_ key: String, _ definition: EventDefinition, _ second: Int64) -> Step {
            Step(key: key, definition, at: seconds(second), devices: [Step.device(1)])
        }
        let fixture = try LedgerFixture()
        try fixture.append([
            event("a", DeviceEvents.registered, 10), flag("b", 11), event("c", DeviceEvents.deleted, 20),
        ])
        let store = try fixture.caughtUp()
        try fixture.append([
            event("d", DeviceStepEvents.registrationStarted, 25), event("e", DeviceEvents.registered, 30),
        ])
        try Projector(store).catchUp(from: fixture.ledger)
        try fixture.append([flag("f", 40)])
        try Projector(store).catchUp(from: fixture.ledger)
        let detail = try #require(try store.device(entra(1), asOf: .latest))
        let observed = detail.intervals.filter { $0.region == .complianceObserved }
        #expect(observed.map(\.from) == [seconds(11), seconds(40)])
        #expect(observed.map(\.to) == [seconds(30), nil])
        let attempts = detail.intervals.filter { $0.region == .registrationAttempt }
        #expect(attempts.map(\.to) == [seconds(30)])
        #expect(try store.verify(against: fixture.ledger).isGood)
    }

    @Test("the id that a device had before names it too")
    func rebound() throws {
        let fixture = try LedgerFixture()
        try fixture.append([
            Step(key: "a", DeviceEvents.registered, at: seconds(10), devices: [Step.device(9)]),
            Step(key: "b", DeviceStepEvents.identityRebound, at: seconds(20), devices: [Step.device(1)]) {
                $0.set(DeviceEvents.entraDevice, Bits128(high: 1, low: 1))
                $0.set(DeviceStepEvents.entraDeviceBefore, Bits128(high: 1, low: 9))
            },
        ])
        let store = try fixture.caughtUp()
        let detail = try #require(try store.device(entra(9), asOf: .latest))
        #expect(detail.keys == [entra(1), entra(9)])
        #expect(try store.verify(against: fixture.ledger).isGood)
    }
}
