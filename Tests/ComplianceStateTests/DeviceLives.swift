import EventCatalogue
import LedgerModel
import RecordFormat

@testable import ComplianceState

/// Lives of one device, drawn from all that can happen to one.
enum DeviceLives {
    static let manager = SourceName(.word("jamf"), .token(Token(word: "acme")))
    static let intune = SourceName(.word("intune"), .id(Bits128(high: 0xC0, low: 1)))
    static let own = SourceName(.word("mdm"), .token(Token(word: "berlin")))

    /// What can happen, each with data that its type takes.
    static let happenings: [EventDefinition] = [
        DeviceEvents.enrolled, DeviceEvents.unenrolled, DeviceEvents.retired, DeviceEvents.wiped,
        DeviceEvents.registered, DeviceEvents.deleted, DeviceEvents.unregistered, DeviceEvents.disabled,
        DeviceEvents.enabled, DeviceEvents.brokerInstalled, DeviceEvents.brokerSignedIn,
        DeviceEvents.brokerRemoved, DeviceStepEvents.registrationStarted,
        DeviceStepEvents.registrationFailed, DeviceStepEvents.joined, DeviceStepEvents.hybridJoined,
        DeviceStepEvents.identityRebound, DeviceStepEvents.registrationPolicyRun,
        DeviceStepEvents.retireConfirmed, DeviceStepEvents.wipeConfirmed, DeviceStepEvents.checkedIn,
        DeviceStepEvents.inventoryUpdated, DeviceStepEvents.inventorySent, DeviceStepEvents.redirected,
        DeviceStepEvents.certificateInstalled, ManagementEvents.inventoryObserved,
        ManagementEvents.retireRequested, ManagementEvents.wipeRequested, ManagementEvents.deleteRequested,
        ManagementEndEvents.lost, ManagementEndEvents.called, EnrollmentEvents.requested,
        EnrollmentEvents.failed, EnrollmentEvents.abandoned, EnrollmentEvents.completed,
        ComplianceEvents.evaluated, ComplianceEvents.sent, ComplianceEvents.accepted,
        ComplianceEvents.completed, ComplianceEvents.failed, ComplianceEvents.observed,
        ComplianceEvents.managementSignalled, ComplianceEvents.managementObserved,
    ]

    /// Data that a type takes, by chance.
    static func data(_ definition: EventDefinition, _ random: inout SeededRandom) -> PublicData {
        func chance() -> Bool { Bool.random(using: &random) }
        let message = Bits128(high: 9, low: UInt64.random(in: 1...2, using: &random))
        let verdict: ComplianceVerdict = [.compliant, .nonCompliant, .error][
            Int.random(in: 0..<3, using: &random)]
        let outcome: Outcome = chance() ? .success : .failure
        let end = ManagementEnd.allCases.randomElement(using: &random)
        let evidence: RemovalEvidence = chance() ? .observed : .inferred
        let isTrue = chance()
        var data = PublicData()
        switch definition.type {
        case DeviceEvents.unenrolled.type, DeviceEvents.retired.type, DeviceEvents.wiped.type:
            data.set(DeviceEvents.evidence, evidence)
        case DeviceStepEvents.registrationPolicyRun.type, DeviceStepEvents.retireConfirmed.type,
            DeviceStepEvents.wipeConfirmed.type:
            data.set(DeviceStepEvents.outcome, outcome)
        case DeviceStepEvents.identityRebound.type:
            data.set(DeviceEvents.entraDevice, entra(2).id)
            data.set(DeviceStepEvents.entraDeviceBefore, entra(1).id)
        case DeviceStepEvents.checkedIn.type, DeviceEvents.enrolled.type:
            data.set(DeviceStepEvents.product, isTrue ? .jamfPro : nil)
        case DeviceStepEvents.inventorySent.type: data.set(DeviceStepEvents.isRegistered, isTrue)
        case ManagementEvents.inventoryObserved.type:
            data.set(ManagementEvents.state, isTrue ? .managed : .retirePending)
        case ManagementEndEvents.lost.type:
            data.set(ManagementEndEvents.end, end)
            data.set(ManagementEndEvents.evidence, evidence)
        case ManagementEndEvents.called.type:
            data.set(ComplianceEvents.verdict, verdict)
            data.set(ManagementEndEvents.call, ReportCall.allCases.randomElement(using: &random))
            data.set(ManagementEndEvents.outcome, outcome)
        case ComplianceEvents.evaluated.type: data.set(ComplianceEvents.verdict, verdict)
        case ComplianceEvents.sent.type:
            data.set(ComplianceEvents.verdict, verdict)
            data.set(ComplianceEvents.message, message)
        case ComplianceEvents.accepted.type, ComplianceEvents.completed.type, ComplianceEvents.failed.type:
            data.set(ComplianceEvents.message, message)
        case ComplianceEvents.observed.type: data.set(ComplianceEvents.isCompliant, isTrue)
        case ComplianceEvents.managementSignalled.type, ComplianceEvents.managementObserved.type:
            data.set(ComplianceEvents.isManaged, isTrue)
        default: break
        }
        return data
    }

    /// A life of some events, each at an instant of its own, which are not in order.
    static func make(seed: UInt64, events: Int, maker: (inout SeededRandom) -> EventDefinition) -> LogFixture
    {
        var random = SeededRandom(seed: seed)
        var log = LogFixture()
        for number in 0..<events {
            let definition = maker(&random)
            let day = Int64((number * 7 + 3) % events)
            let isRebound = definition.type == DeviceStepEvents.identityRebound.type
            log.append(
                definition.type, at: seconds(1_700_000_000 + day * 777_777),
                devices: isRebound ? [entra(2), entra(1)] : [entra(1)],
                source: [manager, intune, own].randomElement(using: &random) ?? own,
                data: data(definition, &random), revision: definition.revision)
        }
        return log
    }

    static func make(seed: UInt64, events: Int) -> LogFixture {
        make(seed: seed, events: events) { random in
            happenings[Int.random(in: 0..<happenings.count, using: &random)]
        }
    }
}

/// A history without positions, which depend on the order of arrival.
struct PlainInterval: Hashable {
    let region: Region
    let object: Bits128?
    let value: RegionValue
    let detail: UInt8
    let from: Timestamp
    let to: Timestamp?
    let confirmed: Timestamp
    let count: UInt32

    init(_ interval: Interval) {
        region = interval.region
        object = interval.object
        value = interval.value
        detail = interval.detail
        from = interval.from
        to = interval.to
        confirmed = interval.confirmed
        count = interval.count
    }
}
