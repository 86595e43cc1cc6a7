import EventCatalogue
import LedgerModel
import RecordFormat

/// Writes the facts of one event about devices, each once, whichever keys of theirs the event names.
struct DeviceEmission {
    let view: RecordView
    /// The keys that the facts hold of.
    var devices: [DeviceKey]
    /// Who says it, where a device manager does.
    let teller: Teller?
    private var ordinal: UInt8 = 0
    /// The product that an event of somebody's own source names.
    private var product: UInt8?

    init(_ view: RecordView, _ devices: [DeviceKey], teller: Teller?) {
        self.view = view
        self.devices = devices
        self.teller = teller
    }

    /// Appends what an event of the kind says. What it leaves open has no fact: an absent flag is never
    /// false.
    @inline(__always)
    mutating func emit(_ kind: EventKind, _ user: IdentityID?, _ out: inout [Fact]) {
        let codes = FieldCodes(view)
        if teller?.isOwn == true { product = FieldNumber.product(kind).flatMap { codes[$0] } }
        switch kind {
        case .enrolled:
            add(.enrolment, RegionValue(RegionValue.Enrolment.enrolled), &out)
            addCode(.platform, codes[FieldNumber.devicePlatform], &out)
            addCode(.ownership, codes[FieldNumber.ownership], &out)
            contact(teller?.tellsContacts == false ? .listed : .managed, &out)
        case .unenrolled: ended(.unenrolled, .unenrolledInferred, codes, &out)
        case .retired: ended(.retired, .retiredInferred, codes, &out)
        case .wiped: ended(.wiped, .wipedInferred, codes, &out)
        case .retireRequested: add(.enrolment, RegionValue(RegionValue.Enrolment.retirePending), &out)
        case .wipeRequested: add(.enrolment, RegionValue(RegionValue.Enrolment.wipePending), &out)
        case .inventoryObserved:
            registrationObserved(codes, &out)
            inventoryObserved(codes, &out)
        case .enrollmentRequested: attempt(.requested, codes, &out)
        case .enrollmentCompleted:
            attempt(.enrolled, codes, &out)
            contact(teller?.tellsContacts == false ? .listed : .managed, &out)
        case .enrollmentFailed: attempt(.failed, codes, &out)
        case .brokerInstalled: add(.broker, RegionValue(RegionValue.Broker.installed), &out)
        case .brokerSignedIn: add(.broker, RegionValue(RegionValue.Broker.signedIn), &out)
        case .brokerRemoved: add(.broker, RegionValue(RegionValue.Broker.removed), &out)
        case .registered:
            let reporter = codes[FieldNumber.deviceReporter] ?? 0
            add(.registration, RegionValue(RegionValue.Registration.registered), reporter: reporter, &out)
            addCode(.trustType, codes[FieldNumber.deviceTrust], reporter: reporter, &out)
            addCode(.platform, codes[FieldNumber.devicePlatform], reporter: reporter, &out)
        case .registrationObserved: registrationObserved(codes, &out)
        case .updated:
            addCode(
                .platform, codes[FieldNumber.devicePlatform],
                reporter: codes[FieldNumber.deviceReporter] ?? 0, &out)
        case .disabled: add(.enabled, RegionValue(RegionValue.Switch.disabled), &out)
        case .enabled: add(.enabled, RegionValue(RegionValue.Switch.enabled), &out)
        case .unregistered: add(.registration, RegionValue(RegionValue.Registration.unregistered), &out)
        case .deleted: add(.registration, RegionValue(RegionValue.Registration.deleted), &out)
        case .userLinked: link(.present, user, codes, &out)
        case .userUnlinked: link(.gone, user, codes, &out)
        case .evaluated:
            evaluated(codes, &out)
            contact(.heard, &out)
        // Read out of a report, which may be older than what was heard last.
        case .verdictObserved: evaluated(codes, &out)
        case .sent: report(.sent, codes, &out)
        case .accepted: report(.accepted, codes, &out)
        case .completed: report(.completed, codes, &out)
        case .failed: report(.failed, codes, &out)
        case .observed:
            flag(.complianceObserved, FieldNumber.isCompliant, FieldNumber.wasCompliant, codes, &out)
        case .managementObserved:
            flag(.management, FieldNumber.isManaged, FieldNumber.wasManaged, codes, &out)
        case .managementSignalled:
            // The event says that the device is managed, where it does not say otherwise.
            let isManaged = codes[flag: FieldNumber.isManaged] ?? true
            add(.managementSignalled, RegionValue(RegionValue.Flag(isManaged)), &out)
        default: emitStep(kind, user, codes, &out)
        }
    }

    private mutating func ended(
        _ seen: RegionValue.Enrolment, _ inferred: RegionValue.Enrolment, _ codes: FieldCodes,
        _ out: inout [Fact]
    ) {
        let isInferred = codes[FieldNumber.removal] == RemovalEvidence.inferred.rawValue
        add(.enrolment, RegionValue(isInferred ? inferred : seen), &out)
        contact(.ended, &out)
    }

    /// The verdicts of one policy are one track; those that name none, one for each manager.
    private mutating func evaluated(_ codes: FieldCodes, _ out: inout [Fact]) {
        guard let verdict = codes[FieldNumber.verdict] else { return }
        let policy = codes[id: FieldNumber.compliancePolicy]
        add(
            .complianceEvaluated, RegionValue(code: UInt16(verdict)), object: policy ?? teller?.id,
            witness: codes[FieldNumber.complianceWitness] ?? 0, detail: policy == nil ? 1 : 0, &out)
    }

    /// That the manager hears of the device, where there is a rule of how long it may not: by the manager's
    /// source, or by the product that an event of somebody's own source names. That one let the device go, it
    /// need not say the product.
    ///
    /// - Parameter instant: when it did; when the event occurred, unless it says more.
    mutating func contact(
        _ told: RegionRule.Told, at instant: Timestamp? = nil, _ out: inout [Fact]
    ) {
        guard let teller else { return }
        let named = product.flatMap(ManagerProduct.init(rawValue:)).flatMap { SilenceRule($0) }
        let rule = teller.rule ?? named
        guard rule != nil || (teller.isOwn && told == .ended) else { return }
        let fact = Fact(
            occurred: instant ?? view.occurred.instant, position: view.position, ordinal: ordinal,
            recordKey: view.recordKey,
            contentTag: view.contentTag, modified: view.modified, mappingRevision: view.mappingRevision,
            region: .contact, value: told.value, object: teller.id, detail: rule?.code ?? 0)
        out.append(fact)
        ordinal += 1
    }

    mutating func attempt(
        _ value: RegionValue.Enrolment, _ codes: FieldCodes, _ out: inout [Fact]
    ) {
        add(.enrolment, RegionValue(value), &out)
        addCode(.platform, codes[FieldNumber.enrollmentPlatform], &out)
    }

    /// Only what has a trust type shows a registration; a platform alone does not.
    private mutating func registrationObserved(_ codes: FieldCodes, _ out: inout [Fact]) {
        let witness = codes[FieldNumber.deviceWitness] ?? 0
        if let trust = codes[FieldNumber.deviceTrust] {
            add(.registration, RegionValue(RegionValue.Registration.registered), witness: witness, &out)
            addCode(.trustType, trust, witness: witness, &out)
        }
        addCode(.platform, codes[FieldNumber.devicePlatform], witness: witness, &out)
        addCode(.ownership, codes[FieldNumber.ownership], witness: witness, &out)
        if let isEnabled = codes[flag: FieldNumber.isEnabled] {
            let value: RegionValue.Switch = isEnabled ? .enabled : .disabled
            add(.enabled, RegionValue(value), witness: witness, &out)
        }
    }

    /// That an inventory holds a device says that the manager knows it; how it stands, only where it says so.
    private mutating func inventoryObserved(_ codes: FieldCodes, _ out: inout [Fact]) {
        let witness = codes[FieldNumber.deviceWitness] ?? 0
        add(.inventory, RegionValue(RegionValue.Presence.present), witness: witness, &out)
        switch codes[FieldNumber.registrationState].flatMap(RegistrationState.init(rawValue:)) {
        // One that waits for its enrolment has not tried to get into the directory yet.
        case .approvalPending: registering(.pending, witness, &out)
        default: break
        }
        let state = codes[FieldNumber.managementState].flatMap(ManagementState.init(rawValue:))
        let enrolment: RegionValue.Enrolment
        switch state {
        case .managed, .unhealthy, .retireFailed, .wipeFailed, .retireCanceled, .wipeCanceled:
            enrolment = .enrolled
        case .retirePending, .retireIssued: enrolment = .retirePending
        case .wipePending, .wipeIssued: enrolment = .wipePending
        case .deletePending, .discovered, .unrecognised, nil:
            return listed(.heard, codes, &out)
        }
        add(.enrolment, RegionValue(enrolment), witness: witness, &out)
        listed(.managed, codes, &out)
    }

    /// What a listing of the device tells of its manager's contact with it.
    ///
    /// A message that a manager sends by itself is heard of the device. A page that somebody reads is not: it
    /// lists devices that are silent for long. There only the contact counts that it tells of, and where that
    /// has no zone, the latest instant that it can have been.
    mutating func listed(_ told: RegionRule.Told, _ codes: FieldCodes, _ out: inout [Fact]) {
        let occurred = view.occurred.instant
        // A clock that was never set tells no time; nor does one that runs ahead of the listing.
        if codes[FieldNumber.lastContact] != nil {
            guard let heard = codes[instant: FieldNumber.lastContact], heard >= FeedRecords.earliest else {
                return relisted(told, &out)
            }
            return contact(heard <= occurred ? told : told.bound, at: min(heard, occurred), &out)
        }
        if let heard = codes[instant: FieldNumber.lastContactBy], heard >= FeedRecords.earliest {
            return contact(told.bound, at: min(heard, occurred), &out)
        }
        guard view.occurred.basis == .record, teller?.tellsContacts != false else {
            return relisted(told, &out)
        }
        contact(told, &out)
    }

    private mutating func relisted(_ told: RegionRule.Told, _ out: inout [Fact]) {
        if told == .managed { contact(.listed, &out) }
    }

    private mutating func link(
        _ presence: RegionValue.Presence, _ user: IdentityID?, _ codes: FieldCodes, _ out: inout [Fact]
    ) {
        guard let user, let relation = codes[FieldNumber.relation].flatMap(LinkRelation.init(rawValue:))
        else { return }
        switch relation {
        case .owner: add(.owner, RegionValue(presence), object: user.bits, &out)
        case .user: add(.user, RegionValue(presence), object: user.bits, &out)
        case .unrecognised: break
        }
    }

    /// A later stage may name the message alone; its verdict is then the one that the message was sent with.
    mutating func report(
        _ stage: RegionValue.ReportStage, _ codes: FieldCodes, _ out: inout [Fact]
    ) {
        let message = codes[id: FieldNumber.message]
        guard codes[FieldNumber.verdict] != nil || message != nil else { return }
        let verdict = UInt16(codes[FieldNumber.verdict] ?? RegionRule.verdictOfMessage)
        add(
            .complianceReported, RegionValue(code: UInt16(stage.rawValue) << 8 | verdict), object: message,
            &out)
    }

    private mutating func flag(
        _ region: Region, _ now: Int, _ before: Int, _ codes: FieldCodes, _ out: inout [Fact]
    ) {
        let value = codes[flag: now]
        let prior = codes[flag: before]
        guard value != nil || prior != nil else { return }
        add(
            region, RegionValue(RegionValue.Flag(value)), witness: codes[FieldNumber.complianceWitness] ?? 0,
            reporter: codes[FieldNumber.complianceReporter] ?? 0,
            detail: prior.map { RegionValue.Flag($0).rawValue } ?? 0, &out)
    }

    mutating func addCode(
        _ region: Region, _ code: UInt8?, witness: UInt8 = 0, reporter: UInt8 = 0, _ out: inout [Fact]
    ) {
        guard let code else { return }
        add(region, RegionValue(code: UInt16(code)), witness: witness, reporter: reporter, &out)
    }

    @inline(__always)
    mutating func add(
        _ region: Region, _ value: RegionValue, object: Bits128? = nil, witness: UInt8 = 0,
        reporter: UInt8 = 0,
        detail: UInt8 = 0, _ out: inout [Fact]
    ) {
        let fact = Fact(
            view, ordinal: ordinal, region, value, object: object, witness: witness, reporter: reporter,
            detail: detail)
        out.append(fact)
        ordinal += 1
    }
}
