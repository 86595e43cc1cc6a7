import ComplianceState
import EventCatalogue
import LedgerModel

/// A story of a few devices and people in which everything happens, often; each record at an instant of its
/// own, so that no order of arrival can change what it means.
struct RandomSteps {
    private var random: SeededRandom
    private var time: Int64 = 0

    static func make(seed: UInt64, count: Int) -> [Step] {
        var maker = RandomSteps(random: SeededRandom(seed: seed))
        var steps: [Step] = []
        for number in 0..<count {
            let key = "record \(number)"
            steps.append(maker.step(key, "1", modified: seconds(1)))
            // Some come again with another content, which may speak of something else.
            var content = 1
            while maker.random.chance(1, in: 8) {
                content += 1
                let modified = seconds(Int64(maker.random.chance(1, in: 2) ? content : -content))
                steps.append(maker.step(key, "\(content)", modified: modified))
            }
        }
        return steps
    }

    private mutating func pick(_ limit: UInt64) -> UInt64 { UInt64.random(in: 1...limit, using: &random) }

    private mutating func flag() -> Bool? {
        switch pick(3) {
        case 1: true
        case 2: false
        default: nil
        }
    }

    private mutating func step(_ key: String, _ content: String, modified: Timestamp) -> Step {
        // Unique, and in no order.
        time += 1
        let occurred = seconds(1_700_000_000 + (time * 7_919) % 100_003)
        let number = pick(4)
        let person = Step.person(pick(3))
        let road: StaticString = random.chance(1, in: 4) ? "azure-monitor" : "graph"
        let devices: [DeviceReference]
        switch pick(6) {
        case 1: devices = [Step.object(number)]
        case 2: devices = [Step.hardware(number)]
        case 3: devices = [Step.device(number), Step.object(number)]
        default: devices = [Step.device(number)]
        }
        func one(
            _ definition: EventDefinition, user: PersonReference? = nil, policy: Bits128? = nil,
            app: Bits128? = nil, connection: Bits128? = nil, source: StaticString = "entra",
            devices: [DeviceReference], _ fill: (inout PublicData) -> Void = { _ in }
        ) -> Step {
            Step(
                key: key, content: content, modified: modified, road: road, source: source, definition,
                at: occurred,
                devices: devices, user: user, policy: policy, app: app, connection: connection, fill)
        }
        let manager: StaticString = ["intune", "jamf", "ivanti", "homegrown"][Int(pick(4)) - 1]
        switch pick(30) {
        case 1, 2, 3, 4, 5:
            let isCompliant = flag()
            let code: Int64 = random.chance(1, in: 4) ? 53_000 : 0
            let device = random.chance(1, in: 5) ? nil : devices.first
            return Step.signIn(
                key: key, content: content, modified: modified, at: occurred, device: device, user: person,
                code: code, isCompliant: isCompliant)
        case 6:
            return one(DeviceEvents.enrolled, source: manager, devices: devices) {
                $0.set(DeviceEvents.platform, .iOS)
            }
        case 7:
            let isObserved = random.chance(1, in: 2)
            return one(DeviceEvents.unenrolled, source: manager, devices: devices) {
                $0.set(DeviceEvents.evidence, isObserved ? .observed : .inferred)
            }
        case 8: return one(EnrollmentEvents.requested, devices: devices)
        case 9: return one(EnrollmentEvents.failed, devices: devices)
        case 10:
            return one(DeviceEvents.registered, devices: devices) { $0.set(DeviceEvents.trustType, .azureAD) }
        case 11:
            return one(
                random.chance(1, in: 2) ? DeviceEvents.disabled : DeviceEvents.enabled, devices: devices)
        case 12:
            let isCompliant = random.chance(1, in: 2)
            let policy = random.chance(1, in: 2) ? Bits128(high: 5, low: pick(2)) : nil
            return one(ComplianceEvents.evaluated, source: manager, devices: devices) {
                $0.set(ComplianceEvents.verdict, isCompliant ? .compliant : .nonCompliant)
                $0.set(ComplianceEvents.policy, policy)
            }
        case 13:
            let isCompliant = random.chance(1, in: 2)
            let message = pick(3)
            return one(ComplianceEvents.sent, devices: devices) {
                $0.set(ComplianceEvents.verdict, isCompliant ? .compliant : .nonCompliant)
                $0.set(ComplianceEvents.message, Bits128(high: 4, low: message))
            }
        case 14:
            let message = pick(3)
            return one(ComplianceEvents.completed, devices: devices) {
                $0.set(ComplianceEvents.message, Bits128(high: 4, low: message))
            }
        case 15, 16:
            let relation: LinkRelation = random.chance(1, in: 2) ? .owner : .user
            return one(
                random.chance(1, in: 2) ? DeviceEvents.userLinked : DeviceEvents.userUnlinked, user: person,
                devices: devices
            ) { $0.set(DeviceEvents.relation, relation) }
        case 17:
            let ids =
                random.chance(1, in: 2)
                ? [Step.device(number), Step.object(number)] : [Step.object(number), Step.hardware(number)]
            return one(DeviceEvents.identityBound, devices: ids)
        case 18:
            let isAdded = random.chance(1, in: 2)
            return one(
                isAdded ? AuthenticationEvents.methodRegistered : AuthenticationEvents.methodRemoved,
                user: person,
                devices: []
            ) { $0.set(AuthenticationEvents.method, AuthenticationMethod.allCases.last) }
        case 19:
            return one(
                random.chance(1, in: 2) ? DirectoryEvents.accountDisabled : DirectoryEvents.accountEnabled,
                user: person, devices: [])
        case 20:
            let state: PolicyState? =
                random.chance(1, in: 3) ? nil : random.chance(1, in: 2) ? .enabled : .disabled
            var scope: PolicyScope?
            if random.chance(1, in: 2) {
                var said = PolicyScope()
                said.groups = [Bits128(high: 2, low: pick(2))]
                said.isPartial = random.chance(1, in: 3)
                scope = said
            }
            return one(PolicyEvents.changed, policy: Bits128(high: 8, low: number % 2), devices: []) {
                $0.set(PolicyEvents.state, state)
                $0.set(PolicyEvents.scope, scope)
            }
        case 21:
            return one(
                random.chance(1, in: 2) ? PartnerEvents.applicationAdded : PartnerEvents.applicationRemoved,
                app: Bits128(high: 7, low: number), devices: [])
        case 22:
            let version = Int64(pick(2))
            let hours: Int64? = random.chance(1, in: 2) ? Int64(pick(2)) : nil
            let groups: [Bits128]? = random.chance(1, in: 2) ? [Bits128(high: 2, low: pick(2))] : nil
            return one(
                CompliancePolicyEvents.observed, policy: Bits128(high: 9, low: number % 2), devices: []
            ) {
                $0.set(CompliancePolicyEvents.version, version)
                $0.set(
                    CompliancePolicyEvents.actions,
                    hours.map { [ScheduledAction(action: .block, graceHours: $0)] })
                $0.set(CompliancePolicyEvents.groups, groups)
            }
        case 23:
            let definition =
                [
                    CompliancePolicyEvents.created, CompliancePolicyEvents.changed,
                    CompliancePolicyEvents.deleted,
                    PolicyEvents.deleted,
                ][Int(pick(4)) - 1]
            let high: UInt64 = definition.type == PolicyEvents.deleted.type ? 8 : 9
            return one(definition, policy: Bits128(high: high, low: number % 2), devices: [])
        case 24:
            let state: PartnerState? =
                random.chance(1, in: 4) ? nil : random.chance(1, in: 2) ? .enabled : .rejected
            let isSetUp = flag()
            let isConfigured = flag()
            let connection = Bits128(high: 10, low: number % 2)
            if random.chance(1, in: 3) {
                return one(ConnectionEvents.heartbeat, connection: connection, devices: [])
            }
            return one(ConnectionEvents.stateObserved, connection: connection, devices: []) {
                $0.set(ConnectionEvents.kind, .complianceManagement)
                $0.set(ConnectionEvents.state, state)
                $0.set(ConnectionEvents.iOS, isSetUp)
                $0.set(ConnectionEvents.isConfigured, isConfigured)
            }
        case 25:
            let change = ConfigurationChange.allCases[Int(pick(5))]
            let groups = random.chance(1, in: 2) ? [Bits128(high: 2, low: pick(2))] : []
            let connection = Bits128(high: 10, low: number % 2)
            if random.chance(1, in: 2) {
                return one(ConnectionEvents.assignmentObserved, connection: connection, devices: []) {
                    $0.set(ConnectionEvents.platform, .iOS)
                    $0.set(ConnectionEvents.groups, groups)
                }
            }
            return one(ConnectionEvents.changed, connection: connection, devices: []) {
                $0.set(ConnectionEvents.kind, .complianceManagement)
                $0.set(ConnectionEvents.change, change)
            }
        case 26:
            let consumed = Int64(pick(3))
            let status: CapabilityStatus? = random.chance(1, in: 3) ? nil : .enabled
            return one(SubscriptionEvents.observed, devices: []) {
                $0.set(SubscriptionEvents.sku, Bits128(high: 11, low: number % 2))
                $0.set(SubscriptionEvents.status, status)
                $0.set(SubscriptionEvents.consumed, consumed)
            }
        case 27, 28, 29:
            // From before the longest silence that any rule allows to the record's own time.
            let contact = occurred.adding(seconds: -86_400 * (Int64(pick(90)) - 1))
            let state: ManagementState? = random.chance(1, in: 2) ? .managed : nil
            return one(ManagementEvents.inventoryObserved, source: manager, devices: devices) {
                $0.set(ManagementEvents.lastContact, contact)
                $0.set(ManagementEvents.state, state)
            }
        default:
            // Some say nothing at all.
            let isManaged = flag()
            return one(ComplianceEvents.managementObserved, devices: devices) {
                $0.set(ComplianceEvents.witness, .auditLog)
                $0.set(ComplianceEvents.isManaged, isManaged)
            }
        }
    }
}
