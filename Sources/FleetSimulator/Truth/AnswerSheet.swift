import EventCatalogue
import LedgerModel

/// What was really true of each device when the fleet ends, and what the exports tell of it.
struct AnswerSheet: Sendable {
    /// Something and since when.
    struct Since<Value: Equatable & Sendable>: Sendable {
        var value: Value
        var since: Timestamp

        static func set(_ held: inout Since?, _ value: Value, at time: Timestamp) {
            if held?.value != value { held = Since(value: value, since: time) }
        }
    }

    enum Registration: String, Sendable { case registered, unregistered, deleted }

    /// How far a verdict got on its way to the directory.
    struct Report: Equatable, Sendable {
        var stage: String
        var isCompliant: Bool
    }

    struct Device: Sendable {
        // What was true.
        var enrolment: Since<Statement.Enrolment>?
        var enrolled: Timestamp?
        var lastContact: Timestamp?
        var verdict: Since<Bool>?
        var report: Since<Report>?
        var registration: Since<Registration>?
        var isManaged: Since<Bool>?
        var isCompliant: Since<Bool>?
        /// When anything was heard of it last.
        var lastFact: Timestamp?
        // What exports tell.
        var toldEnrolment: Told<Statement.Enrolment>?
        var toldVerdict: Told<Bool>?
        var toldPlatform: Told<Platform>?
        var toldOwnership: Told<Ownership>?
        var toldContact: Told<Timestamp>?
        var toldRegistration: Told<Registration>?
        var toldManaged: Told<Bool>?
        var toldCompliant: Told<Bool>?
        /// The directory's word for the system.
        var directoryPlatform: Told<Platform>?
        /// The formats with a record that has both the manager's and the directory's id.
        var joins: ExportFormats = []
    }

    let fleet: Fleet
    private let formats: ExportFormats
    private(set) var devices: [Device]
    /// How the products hold the devices, when all has been taken in.
    var products: ProductFleet?

    init(_ fleet: Fleet, _ formats: ExportFormats) {
        self.fleet = fleet
        self.formats = formats
        devices = [Device](repeating: Device(), count: fleet.plan.devices)
    }

    /// Takes in what happened, in order of time.
    mutating func add(_ fact: SimulatedFact) {
        guard let index = fact.device, !fact.isAside else { return }
        devices[index].lastFact = fact.time
        switch fact.content {
        case .report(let report): add(report, fact, &devices[index])
        case .change(let change): add(change, fact, index)
        case .signIn(let row) where row.namesDevice:
            devices[index].lastContact = fact.time
            let formats = carriers(of: fact)
            Told.note(&devices[index].toldManaged, row.isManaged, at: fact.time, by: formats)
            Told.note(&devices[index].toldCompliant, row.isCompliant, at: fact.time, by: formats)
            Told.note(&devices[index].toldRegistration, .registered, at: fact.time, by: formats)
        case .signIn, .step: break
        }
    }

    private func add(_ report: ManagerReport, _ fact: SimulatedFact, _ device: inout Device) {
        func enrolment(_ value: Statement.Enrolment) { Since.set(&device.enrolment, value, at: fact.time) }
        func carried(_ stage: String, _ isCompliant: Bool) {
            Since.set(&device.report, Report(stage: stage, isCompliant: isCompliant), at: fact.time)
        }
        switch report {
        case .enrollmentRequested: enrolment(.requested)
        case .enrollmentFailed: enrolment(.failed)
        case .enrolled:
            enrolment(.enrolled)
            (device.enrolled, device.lastContact, device.verdict) = (fact.time, fact.time, nil)
        case .evaluated(let isCompliant):
            Since.set(&device.verdict, isCompliant, at: fact.time)
            device.lastContact = fact.time
        case .sent(let isCompliant, _): carried("sent", isCompliant)
        case .accepted(let isCompliant, _): carried("accepted", isCompliant)
        case .completed(let isCompliant, _): carried("completed", isCompliant)
        case .retired: enrolment(.retirePending)
        case .wiped: enrolment(.wipePending)
        case .unenrolled:
            switch device.enrolment?.value {
            case .retirePending: enrolment(.retired)
            case .wipePending: enrolment(.wiped)
            default: enrolment(.unenrolled)
            }
        default: break
        }
    }

    private mutating func add(_ change: DirectoryChange, _ fact: SimulatedFact, _ index: Int) {
        let formats = carriers(of: fact)
        let time = fact.time
        switch change {
        case .deviceAdded:
            // Another object of the directory: what was said of the one before is not of it.
            let platform = fleet.platform(of: index)
            devices[index].registration = Since(value: .registered, since: time)
            (devices[index].isManaged, devices[index].isCompliant) = (nil, nil)
            (devices[index].toldManaged, devices[index].toldCompliant) = (nil, nil)
            (devices[index].toldRegistration, devices[index].directoryPlatform) = (nil, nil)
            devices[index].joins = []
            Told.note(&devices[index].toldRegistration, .registered, at: time, by: formats)
            Told.note(&devices[index].directoryPlatform, platform, at: time, by: formats)
        case .deviceUnregistered, .deviceDeleted:
            let value: Registration = if case .deviceDeleted = change { .deleted } else { .unregistered }
            Since.set(&devices[index].registration, value, at: time)
            Told.note(&devices[index].toldRegistration, value, at: time, by: formats)
        case .managedChanged(let isManaged):
            Since.set(&devices[index].isManaged, isManaged, at: time)
            Told.note(&devices[index].toldManaged, isManaged, at: time, by: formats)
        case .complianceChanged(_, let isCompliant):
            Since.set(&devices[index].isCompliant, isCompliant, at: time)
            Told.note(&devices[index].toldCompliant, isCompliant, at: time, by: formats)
        case .versionChanged: devices[index].lastContact = time
        default: break
        }
    }

    /// Takes in what a record of a manager says.
    mutating func add(_ statement: Statement, by format: ExportFormats) {
        guard devices.indices.contains(statement.device) else { return }
        var device = devices[statement.device]
        let at = statement.at
        // An attempt does not end an enrolment; nor does what is only pending undo an end.
        let isWeaker =
            switch (device.toldEnrolment?.value, statement.enrolment) {
            case (.enrolled, .requested), (.enrolled, .failed): true
            case (let old?, .retirePending), (let old?, .wipePending): old.isEnd
            default: false
            }
        if !isWeaker {
            Told.note(
                &device.toldEnrolment, statement.enrolment, at: at, isDated: statement.isDated, by: format)
        }
        Told.note(&device.toldVerdict, statement.verdict, at: at, isDated: statement.isDated, by: format)
        Told.note(&device.toldPlatform, statement.platform, at: at, by: format)
        Told.note(&device.toldOwnership, statement.ownership, at: at, by: format)
        if let contact = statement.lastContact, contact > device.toldContact?.value ?? .earliest {
            device.toldContact = nil
            Told.note(&device.toldContact, contact, at: at, by: format)
        }
        if statement.bindsDirectory { device.joins.formUnion(format) }
        devices[statement.device] = device
    }

    /// Takes in how the directory's objects stood when they were read, at the end.
    mutating func addDirectory(_ held: ManagedFleet) {
        let end = fleet.plan.end
        for (index, device) in held.devices.enumerated() where device.isInDirectory {
            Told.note(&devices[index].toldRegistration, .registered, at: end, by: .intune)
            Told.note(&devices[index].toldManaged, device.isManaged, at: end, by: .intune)
            Told.note(&devices[index].toldCompliant, device.isCompliant, at: end, by: .intune)
            Told.note(&devices[index].directoryPlatform, fleet.platform(of: index), at: end, by: .intune)
        }
    }

    /// The formats of the directory's logs that have a fact.
    private func carriers(of fact: SimulatedFact) -> ExportFormats {
        var carriers: ExportFormats = []
        guard let delivery = Delivery(fact) else { return carriers }
        carriers.insert(.entra)
        if delivery.road != .graph { carriers.formUnion([.logAnalytics, .blob]) }
        if UnifiedDelivery(fact) != nil { carriers.insert(.unifiedAudit) }
        return carriers.intersection(formats)
    }
}
