import EventCatalogue
import LedgerModel
import StrictJSON

/// What the companies of the scenarios came to: their connections and installations, each enrolment, and each
/// pilot device.
struct ScenarioTally: Sendable {
    private struct Connection: Sendable {
        let tenant: Bits128
        let partner: Bits128
        let product: ManagerProduct
        let platform: Platform
        var state: AnswerSheet.Since<ConnectionStanding>
    }

    private struct Installation: Sendable {
        let tenant: Bits128
        let id: Bits128
        let product: ManagerProduct
        var isConnected: AnswerSheet.Since<Bool>?
        var isReporting: AnswerSheet.Since<Bool>?
    }

    private struct Pilot: Sendable {
        let tenant: Bits128
        var device: PilotDevice
        var product: ManagerProduct?
        var enrolment: AnswerSheet.Since<String>?
        var registration: AnswerSheet.Since<AnswerSheet.Registration>?
        var isManaged: AnswerSheet.Since<Bool>?
        var verdict: AnswerSheet.Since<Bool>?
        var isCompliant: AnswerSheet.Since<Bool>?
    }

    private let plan: FleetPlan
    private var connections: [Connection] = []
    private var installations: [Installation] = []
    private var enrolments: [(tenant: Bits128, record: EnrolmentRecord, at: Timestamp)] = []
    private var pilots: [Pilot] = []
    /// Their places by serial number.
    private var places: [String: Int] = [:]

    init(_ plan: FleetPlan) { self.plan = plan }

    /// Takes in what happened, in the order in which it is told.
    mutating func add(_ fact: SimulatedFact) {
        guard case .step(let step) = fact.content, let note = step.note else { return }
        let tenant = step.tenant.id
        switch note {
        case .connection(let partner, let product, let platform, let state):
            let held = connections.firstIndex {
                $0.tenant == tenant && $0.partner == partner && $0.platform == platform
            }
            let since = AnswerSheet.Since(value: state, since: step.time)
            if let held {
                connections[held].state = since
            } else {
                connections.append(
                    Connection(
                        tenant: tenant, partner: partner, product: product, platform: platform, state: since))
            }
        case .installation(let id, let product, let isConnected, let isReporting):
            let held = installations.firstIndex { $0.tenant == tenant && $0.id == id }
            if held == nil {
                installations.append(Installation(tenant: tenant, id: id, product: product))
            }
            let place = held ?? installations.count - 1
            if let isConnected {
                AnswerSheet.Since.set(&installations[place].isConnected, isConnected, at: step.time)
            }
            if let isReporting {
                AnswerSheet.Since.set(&installations[place].isReporting, isReporting, at: step.time)
            }
        case .enrolment(let record): enrolments.append((tenant, record, step.time))
        case .pilot(let device, let change): add(device, change, tenant, at: step.time)
        }
    }

    private mutating func add(
        _ device: PilotDevice, _ change: PilotChange, _ tenant: Bits128, at time: Timestamp
    ) {
        let held = places[device.serialNumber]
        if held == nil {
            places[device.serialNumber] = pilots.count
            pilots.append(Pilot(tenant: tenant, device: device))
        }
        let place = held ?? pilots.count - 1
        var pilot = pilots[place]
        pilot.device = device
        switch change {
        case .enrolled(let product):
            pilot.product = product
            AnswerSheet.Since.set(&pilot.enrolment, "enrolled", at: time)
            if held != nil { pilot.verdict = nil }
        case .ended(let end): AnswerSheet.Since.set(&pilot.enrolment, end, at: time)
        case .registered:
            pilot.registration = AnswerSheet.Since(value: .registered, since: time)
            (pilot.isManaged, pilot.isCompliant) = (nil, nil)
        case .unregistered: AnswerSheet.Since.set(&pilot.registration, .unregistered, at: time)
        case .deleted: AnswerSheet.Since.set(&pilot.registration, .deleted, at: time)
        case .managed(let isManaged): AnswerSheet.Since.set(&pilot.isManaged, isManaged, at: time)
        case .evaluated(let isCompliant): AnswerSheet.Since.set(&pilot.verdict, isCompliant, at: time)
        case .observed(let isCompliant): AnswerSheet.Since.set(&pilot.isCompliant, isCompliant, at: time)
        }
        pilots[place] = pilot
    }
}

extension ScenarioTally {
    /// The line of a fact that breaks a rule; nil for any other.
    static func violation(_ fact: SimulatedFact) -> [UInt8]? {
        guard case .step(let step) = fact.content, let violation = step.violation else { return nil }
        return TruthLine.line("violation") { json in
            json.member("rule", violation.id)
            json.member("tenant", step.tenant.id)
            json.member("time", text(step.time))
            json.member("event", CloudEvent.id(fact, part: 0))
        }
    }

    /// The lines of the truth that tell it.
    func lines() -> [[UInt8]] {
        plan.scenarios.scenarios.filter(\.hasCompany).map { scenario in
            TruthLine.line("company") { json in
                json.member("scenario", scenario.word)
                json.member("tenant", Company(plan, scenario).tenant.id)
            }
        } + connections.map(line) + installations.map(line) + enrolments.map(line) + pilots.map(line)
    }

    private func line(_ connection: Connection) -> [UInt8] {
        TruthLine.line("connection") { json in
            json.member("tenant", connection.tenant)
            json.member("partner", connection.partner)
            json.member("product", connection.product.word)
            json.member("platform", connection.platform.word)
            json.member("state", connection.state.value.rawValue)
            json.member("since", Self.text(connection.state.since))
        }
    }

    private func line(_ installation: Installation) -> [UInt8] {
        TruthLine.line("installation") { json in
            json.member("tenant", installation.tenant)
            json.member("instance", installation.id)
            json.member("product", installation.product.word)
            Self.flag("isConnected", installation.isConnected, &json)
            Self.flag("isReporting", installation.isReporting, &json)
        }
    }

    private func line(_ enrolment: (tenant: Bits128, record: EnrolmentRecord, at: Timestamp)) -> [UInt8] {
        let record = enrolment.record
        return TruthLine.line("enrolment") { json in
            json.member("tenant", enrolment.tenant)
            json.member("session", record.session)
            json.member("serialNumber", record.device.serialNumber)
            json.member("platform", record.cell.platform.word)
            json.member("ownership", record.cell.ownership.word)
            json.member("userKind", record.userKind.word)
            json.member("workflow", record.cell.setting.workflow.word)
            json.member("setting", record.cell.setting.setting.word)
            json.member("managerFactors", record.cell.setting.manager.word)
            json.member("entraFactors", record.cell.setting.entra.word)
            json.member("outcome", record.outcome)
            json.member("at", Self.text(enrolment.at))
            json.member("factors", record.factors)
            if let breaks = record.cell.breaks { json.member("breaks", breaks.id) }
            json.texts("rows", record.rows)
        }
    }

    private func line(_ pilot: Pilot) -> [UInt8] {
        TruthLine.line("pilot") { json in
            json.member("tenant", pilot.tenant)
            json.member("serialNumber", pilot.device.serialNumber)
            json.member("intuneDeviceId", pilot.device.intune)
            json.member("entraDeviceId", pilot.device.entraDevice)
            json.member("platform", pilot.device.platform.word)
            json.member("ownership", pilot.device.ownership.word)
            json.member("managedBy", pilot.product?.word)
            Self.since("enrolment", pilot.enrolment, &json) { $0 }
            Self.since("registration", pilot.registration, &json) { $0.rawValue }
            Self.since("management", pilot.isManaged, &json) { $0 ? "managed" : "notManaged" }
            Self.since("evaluated", pilot.verdict, &json, Self.compliance)
            Self.since("observed", pilot.isCompliant, &json, Self.compliance)
        }
    }

    /// The personal values of the companies; they stand in events alone.
    func planted() -> [[UInt8]] {
        var made: [[UInt8]] = []
        func plant(_ field: PersonalField, _ value: String) {
            made.append(TruthLine.planted(field.name, value, inEvents: true, inExports: false))
        }
        for scenario in plan.scenarios.scenarios where scenario.hasCompany {
            let administrator = Company(plan, scenario).administrator
            plant(.userPrincipalName, administrator.userPrincipalName)
            plant(.displayName, administrator.displayName)
        }
        var seen: Set<String> = []
        for device in enrolments.map(\.record.device) + pilots.map(\.device)
        where seen.insert(device.serialNumber).inserted {
            plant(.serialNumber, device.serialNumber)
            plant(.userPrincipalName, device.person.userPrincipalName)
            plant(.displayName, device.person.displayName)
        }
        return made
    }

    private static func compliance(_ isCompliant: Bool) -> String {
        (isCompliant ? ComplianceVerdict.compliant : .nonCompliant).word
    }

    private static func text(_ time: Timestamp) -> String { String(decoding: time.rfc3339, as: UTF8.self) }

    private static func flag(
        _ name: StaticString, _ held: AnswerSheet.Since<Bool>?, _ json: inout JSONWriter
    ) {
        json.key(name)
        guard let held else { return json.null() }
        json.bool(held.value)
    }

    private static func since<Value>(
        _ name: StaticString, _ held: AnswerSheet.Since<Value>?, _ json: inout JSONWriter,
        _ word: (Value) -> String
    ) {
        json.key(name)
        guard let held else { return json.null() }
        json.beginObject()
        json.member("value", word(held.value))
        json.member("since", text(held.since))
        json.endObject()
    }
}
