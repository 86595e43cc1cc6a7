import EventCatalogue
import LedgerModel
import RecordFormat

/// Steps between a device, its manager and the directory. They are few beside what is evaluated and seen, and
/// stand apart so that those stay fast.
extension DeviceEmission {
    mutating func emitStep(
        _ kind: EventKind, _ user: IdentityID?, _ codes: FieldCodes, _ out: inout [Fact]
    ) {
        switch kind {
        case .joined: joined(.azureAD, codes, &out)
        case .hybridJoined: joined(.serverAD, codes, &out)
        case .identityRebound: rebound(user, codes, &out)
        case .registrationStarted:
            registering(.pending, 0, &out)
            addCode(.platform, codes[FieldNumber.devicePlatform], &out)
        case .registrationFailed:
            registering(.failed, 0, &out)
            addCode(.platform, codes[FieldNumber.devicePlatform], &out)
        case .registrationPolicyRun: policyRun(codes, &out)
        case .retireConfirmed: answered(.retired, failed: .retireFailed, codes, &out)
        case .wipeConfirmed: answered(.wiped, failed: .wipeFailed, codes, &out)
        case .managementLost: lost(codes, &out)
        case .callLogged: called(codes, &out)
        case .checkedIn: checkedIn(codes, &out)
        case .inventoryUpdated:
            let witness = codes[FieldNumber.deviceWitness] ?? 0
            add(.inventory, RegionValue(RegionValue.Presence.present), witness: witness, &out)
            addCode(.platform, codes[FieldNumber.devicePlatform], witness: witness, &out)
            listed(.heard, codes, &out)
        case .inventorySent: inventorySent(codes, &out)
        case .enrollmentAbandoned: attempt(.abandoned, codes, &out)
        case .deleteRequested: step(.deleteRequested, &out)
        case .redirected: step(.redirected, detail: codes[FieldNumber.redirectTarget] ?? 0, &out)
        case .certificateInstalled: step(.certificateInstalled, &out)
        default: break
        }
    }

    mutating func registering(
        _ attempt: RegionValue.RegistrationAttempt, _ witness: UInt8, _ out: inout [Fact]
    ) {
        add(.registrationAttempt, RegionValue(attempt), witness: witness, &out)
    }

    private mutating func step(
        _ step: RegionValue.DeviceStep, detail: UInt8 = 0, _ out: inout [Fact]
    ) {
        add(.step, RegionValue(step), detail: detail, &out)
    }

    /// The type says how the device stands with the directory, where no word of the event says it.
    private mutating func joined(_ implied: TrustType, _ codes: FieldCodes, _ out: inout [Fact]) {
        let reporter = codes[FieldNumber.deviceReporter] ?? 0
        let said = codes[FieldNumber.deviceTrust] ?? 0
        add(.registration, RegionValue(RegionValue.Registration.registered), reporter: reporter, &out)
        addCode(.trustType, said == 0 ? implied.rawValue : said, reporter: reporter, &out)
        addCode(.platform, codes[FieldNumber.devicePlatform], reporter: reporter, &out)
    }

    /// Another id is given at a registration; that it is another person's says only whose it is.
    private mutating func rebound(
        _ user: IdentityID?, _ codes: FieldCodes, _ out: inout [Fact]
    ) {
        let data = PublicDataView(view.data)
        // The id before is joined, and not used any more.
        if devices.count > 1, let before = data[DeviceStepEvents.entraDeviceBefore] {
            devices.removeAll { $0.kind == .entra && $0.id == before }
        }
        if let before = data[DeviceStepEvents.entraDeviceBefore], before != data[DeviceEvents.entraDevice] {
            add(.registration, RegionValue(RegionValue.Registration.registered), &out)
        }
        if codes[flag: FieldNumber.userChanged] == true, let user {
            add(.owner, RegionValue(RegionValue.Presence.present), object: user.bits, &out)
        }
    }

    /// That the policy was run begins a registration, which its user completes.
    private mutating func policyRun(_ codes: FieldCodes, _ out: inout [Fact]) {
        switch codes[FieldNumber.stepOutcome].flatMap(Outcome.init(rawValue:)) {
        case .success, nil: registering(.pending, 0, &out)
        case .failure, .clientError, .timeout, .interrupted: registering(.failed, 0, &out)
        case .unknownFutureValue, .unrecognised: break
        }
        account(codes, &out)
        addCode(.platform, codes[FieldNumber.devicePlatform], &out)
    }

    private mutating func account(_ codes: FieldCodes, _ out: inout [Fact]) {
        if let account = codes[FieldNumber.accountKind] { step(.accountTold, detail: account, &out) }
    }

    /// What a device answered that was to be retired or wiped. Without an answer the request is pending
    /// still.
    private mutating func answered(
        _ done: RegionValue.Enrolment, failed: RegionValue.Enrolment, _ codes: FieldCodes,
        _ out: inout [Fact]
    ) {
        let witness = codes[FieldNumber.deviceWitness] ?? 0
        switch codes[FieldNumber.stepOutcome].flatMap(Outcome.init(rawValue:)) {
        case .success, nil:
            add(.enrolment, RegionValue(done), witness: witness, &out)
            contact(.ended, &out)
        case .failure, .clientError:
            add(.enrolment, RegionValue(failed), witness: witness, &out)
            contact(.heard, &out)
        case .timeout, .interrupted, .unknownFutureValue, .unrecognised: break
        }
    }

    /// The device is managed no more; why ends its enrolment, where that is said. That another manager has it
    /// now does not: which one has it, that one says.
    private mutating func lost(_ codes: FieldCodes, _ out: inout [Fact]) {
        let prior = codes[flag: FieldNumber.wasManaged]
        add(
            .management, RegionValue(RegionValue.Flag.no), witness: codes[FieldNumber.complianceWitness] ?? 0,
            reporter: codes[FieldNumber.complianceReporter] ?? 0,
            detail: prior.map { RegionValue.Flag($0).rawValue } ?? 0, &out)
        let ending: (seen: RegionValue.Enrolment, inferred: RegionValue.Enrolment)? =
            switch codes[FieldNumber.managementEnd].flatMap(ManagementEnd.init(rawValue:)) {
            case .retired: (.retired, .retiredInferred)
            case .wiped: (.wiped, .wipedInferred)
            case .unenrolled: (.unenrolled, .unenrolledInferred)
            case .managementOff: (.managementOff, .managementOffInferred)
            case .silent: (.expired, .expiredInferred)
            case .deleted: (.recordDeleted, .recordDeletedInferred)
            case .superseded, .unrecognised, nil: nil
            }
        if let ending {
            let isInferred = codes[FieldNumber.endEvidence] == RemovalEvidence.inferred.rawValue
            add(.enrolment, RegionValue(isInferred ? ending.inferred : ending.seen), &out)
        }
        contact(.ended, &out)
    }

    /// What a manager's own log says of its calls about the device. A call that was answered well was
    /// accepted; that it was carried out is not said.
    private mutating func called(_ codes: FieldCodes, _ out: inout [Fact]) {
        guard let call = codes[FieldNumber.call].flatMap(ReportCall.init(rawValue:)) else { return }
        let answer = answer(codes)
        switch call {
        case .register:
            if let answer { registering(answer ? .pending : .failed, 0, &out) }
        case .compliance: report(answer.map { $0 ? .accepted : .failed } ?? .sent, codes, &out)
        case .management where answer == true:
            let isManaged = codes[flag: FieldNumber.isManaged] ?? true
            add(.managementSignalled, RegionValue(RegionValue.Flag(isManaged)), &out)
        case .withdrawal where answer == true:
            add(.managementSignalled, RegionValue(RegionValue.Flag.no), &out)
        case .management, .withdrawal, .inventory, .status, .unrecognised: break
        }
    }

    /// Whether a call was answered well; nil where nothing says it. The outcome goes before the status of
    /// HTTP, of which only successes have small numbers.
    private func answer(_ codes: FieldCodes) -> Bool? {
        switch codes[FieldNumber.callOutcome].flatMap(Outcome.init(rawValue:)) {
        case .success: return true
        case .failure, .timeout, .clientError, .interrupted: return false
        case .unknownFutureValue, .unrecognised, nil: break
        }
        guard let status = PublicDataView(view.data)[ManagementEndEvents.status] else { return nil }
        switch status {
        case 200..<300: return true
        case 400..<600: return false
        default: return nil
        }
    }

    /// The device called. Where the event does not say when, it did so by then at the latest.
    private mutating func checkedIn(_ codes: FieldCodes, _ out: inout [Fact]) {
        let witness = codes[FieldNumber.deviceWitness] ?? 0
        addCode(.platform, codes[FieldNumber.devicePlatform], witness: witness, &out)
        let occurred = view.occurred.instant
        if let heard = codes[instant: FieldNumber.lastContact], heard >= FeedRecords.earliest {
            return contact(heard <= occurred ? .heard : .heardBy, at: min(heard, occurred), &out)
        }
        contact(view.occurred.basis == .record ? .heard : .heardBy, &out)
    }

    /// Only what says that the directory knows the device shows a registration.
    private mutating func inventorySent(_ codes: FieldCodes, _ out: inout [Fact]) {
        switch codes[flag: FieldNumber.isRegistered] {
        case true?: add(.registration, RegionValue(RegionValue.Registration.registered), &out)
        case false?: step(.notRegistered, &out)
        case nil: break
        }
        add(.inventory, RegionValue(RegionValue.Presence.present), &out)
        account(codes, &out)
        addCode(.platform, codes[FieldNumber.devicePlatform], &out)
    }
}
