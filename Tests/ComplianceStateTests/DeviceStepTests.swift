import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("Steps between a device, its manager and the directory")
struct DeviceStepTests {
    private let jamf = SourceName(.word("jamf"), .token(Token(word: "acme")))

    private func data(_ fill: (inout PublicData) -> Void) -> PublicData {
        var data = PublicData()
        fill(&data)
        return data
    }

    private func words(_ log: LogFixture, _ region: Region, _ key: DeviceKey = entra(1)) -> [String] {
        log.folded().device(key)?.intervals.filter { $0.region == region }.map { $0.value.word(in: region) }
            ?? []
    }

    private func state(_ log: LogFixture, at second: Int64 = 99, _ key: DeviceKey = entra(1)) -> DeviceState?
    {
        log.folded().device(key)?.state(asOf: seconds(second))
    }

    // MARK: Registration

    @Test("a registration that was started is pending until the directory takes the device in")
    func registration() {
        for registered in [DeviceEvents.registered, DeviceStepEvents.joined, DeviceStepEvents.hybridJoined] {
            var log = LogFixture()
            log.append(DeviceStepEvents.registrationStarted.type, at: seconds(1), devices: [entra(1)])
            #expect(state(log)?.registrationAttempt == .pending && state(log)?.registration == nil)
            log.append(registered.type, at: seconds(2), devices: [entra(1)])
            #expect(state(log)?.registration == .registered && state(log)?.registrationAttempt == nil)
            #expect(state(log, at: 1)?.registrationAttempt == .pending)
        }
    }

    @Test("a registration that failed leaves the device as it was before, and the failure told")
    func failedRegistration() {
        let failed = data { $0.set(DeviceStepEvents.errorCode, 1_312) }
        var new = LogFixture()
        new.append(DeviceStepEvents.registrationStarted.type, at: seconds(1), devices: [entra(1)])
        new.append(
            DeviceStepEvents.registrationFailed.type, at: seconds(2), devices: [entra(1)], data: failed)
        #expect(state(new)?.registration == nil && state(new)?.registrationAttempt == .failed)
        for before in [DeviceEvents.registered, DeviceEvents.deleted, DeviceEvents.unregistered] {
            var log = LogFixture()
            log.append(before.type, at: seconds(1), devices: [entra(1)])
            let stood = state(log)?.registration
            log.append(DeviceStepEvents.registrationStarted.type, at: seconds(2), devices: [entra(1)])
            #expect(state(log)?.registration == stood && state(log)?.registrationAttempt == .pending)
            log.append(
                DeviceStepEvents.registrationFailed.type, at: seconds(3), devices: [entra(1)], data: failed)
            #expect(state(log)?.registration == stood && state(log)?.registrationAttempt == .failed)
            log.append(DeviceStepEvents.registrationStarted.type, at: seconds(4), devices: [entra(1)])
            log.append(DeviceEvents.registered.type, at: seconds(5), devices: [entra(1)])
            #expect(state(log)?.registration == .registered && state(log)?.registrationAttempt == nil)
            #expect(words(log, .registrationAttempt) == ["pending", "failed", "pending"])
        }
    }

    @Test("an attempt of the instant of a registration ends with it only where it was recorded before")
    func attemptOfTheSameInstant() {
        for isStartedFirst in [true, false] {
            var log = LogFixture()
            func start() {
                log.append(DeviceStepEvents.registrationStarted.type, at: seconds(5), devices: [entra(1)])
            }
            if isStartedFirst { start() }
            log.append(DeviceEvents.registered.type, at: seconds(5), devices: [entra(1)])
            if !isStartedFirst { start() }
            #expect((state(log)?.registrationAttempt == nil) == isStartedFirst)
        }
    }

    @Test("a computer that joined is registered, with the trust type that the event says or its type implies")
    func joins() {
        let cases: [(EventDefinition, TrustType?, TrustType)] = [
            (DeviceStepEvents.joined, nil, .azureAD), (DeviceStepEvents.hybridJoined, nil, .serverAD),
            (DeviceStepEvents.joined, .workplace, .workplace),
            (DeviceStepEvents.hybridJoined, .serverAD, .serverAD),
        ]
        for (definition, said, expected) in cases {
            var log = LogFixture()
            log.append(
                definition.type, at: seconds(1), devices: [entra(1)],
                data: data {
                    $0.set(DeviceEvents.platform, .windows)
                    $0.set(DeviceEvents.trustType, said)
                    $0.set(DeviceEvents.reporter, .deviceRegistration)
                })
            #expect(state(log)?.registration == .registered && state(log)?.trustType == expected)
            #expect(state(log)?.platform == .windows)
            #expect(log.facts.first?.fact.reporter == .deviceRegistration)
        }
    }

    @Test("the policy that registers a computer begins a registration, or fails")
    func policyRun() {
        for (outcome, expected) in [
            (Outcome.success, RegionValue.RegistrationAttempt.pending), (.failure, .failed),
            (.timeout, .failed),
        ] {
            var log = LogFixture()
            log.append(
                DeviceStepEvents.registrationPolicyRun.type, at: seconds(1), devices: [entra(1)],
                data: data { $0.set(DeviceStepEvents.outcome, outcome) }, revision: SchemaRevision(2))
            #expect(state(log)?.registrationAttempt == expected)
        }
        // One of the first revision says as much, but for the account.
        var log = LogFixture()
        log.append(DeviceStepEvents.registrationPolicyRun.type, at: seconds(1), devices: [entra(1)])
        #expect(state(log)?.registrationAttempt == .pending)
    }

    @Test("an inventory that waits for approval or enrolment tells of a registration that is pending")
    func pendingInInventory() {
        for (told, expected) in [
            (RegistrationState.approvalPending, RegionValue.RegistrationAttempt.pending as Optional),
            (.notRegisteredPendingEnrollment, nil), (.registered, nil), (.notRegistered, nil),
        ] {
            var log = LogFixture()
            log.append(
                ManagementEvents.inventoryObserved.type, at: seconds(1), devices: [entra(1)],
                data: data { $0.set(ManagementEvents.registration, told) }, revision: SchemaRevision(2))
            #expect(state(log)?.registrationAttempt == expected, "\(told)")
            #expect(state(log)?.registration == nil)
        }
    }

    @Test("a device that got another id is one device under both, registered, and another person's where so")
    func rebound() {
        var log = LogFixture()
        log.append(DeviceEvents.registered.type, at: seconds(1), devices: [entra(1)])
        log.append(
            DeviceStepEvents.identityRebound.type, at: seconds(5), devices: [entra(2), entra(1)],
            user: user(7),
            data: data {
                $0.set(DeviceEvents.entraDevice, entra(2).id)
                $0.set(DeviceStepEvents.entraDeviceBefore, entra(1).id)
                $0.set(DeviceStepEvents.userChanged, true)
            })
        let fold = log.folded()
        #expect(fold.devices().count == 1)
        #expect(fold.device(entra(2))?.keys == [entra(1), entra(2)])
        #expect(fold.device(entra(1))?.state(asOf: seconds(9)).owner == user(7).identity)
        #expect(words(log, .registration) == ["registered"])
        #expect(fold.device(entra(1))?.intervals.first { $0.region == .registration }?.count == 2)
    }

    @Test("that only the person changed says nothing of a registration")
    func reboundPerson() {
        var log = LogFixture()
        log.append(
            DeviceStepEvents.identityRebound.type, at: seconds(5), devices: [entra(1)], user: user(7),
            data: data { $0.set(DeviceStepEvents.userChanged, true) })
        #expect(state(log)?.registration == nil && state(log)?.owner == user(7).identity)
    }

    // MARK: The end of management

    @Test("what a device answers ends what was asked of it; without an answer that is pending still")
    func confirmations() {
        let cases:
            [(
                request: EventDefinition, answer: EventDefinition, done: RegionValue.Enrolment,
                pending: RegionValue.Enrolment
            )] = [
                (
                    ManagementEvents.retireRequested, DeviceStepEvents.retireConfirmed, .retired,
                    .retirePending
                ),
                (ManagementEvents.wipeRequested, DeviceStepEvents.wipeConfirmed, .wiped, .wipePending),
            ]
        for (request, answer, done, pending) in cases {
            for (outcome, expected) in [
                (Outcome.success as Optional, done), (nil, done), (.failure, .enrolled),
                (.clientError, .enrolled), (.timeout, pending), (.unknownFutureValue, pending),
            ] {
                var log = LogFixture()
                log.append(DeviceEvents.enrolled.type, at: seconds(1), devices: [entra(1)], source: jamf)
                log.append(request.type, at: seconds(2), devices: [entra(1)], source: jamf)
                #expect(state(log)?.enrolment == pending)
                log.append(
                    answer.type, at: seconds(3), devices: [entra(1)], source: jamf,
                    data: data { $0.set(DeviceStepEvents.outcome, outcome) })
                #expect(state(log)?.enrolment == expected, "\(answer.type) \(String(describing: outcome))")
                #expect(words(log, .contact).contains("ended") == (expected == done))
            }
        }
    }

    @Test("a removal that failed does not bring back a device that was let go")
    func failedRemoval() {
        for (before, expected) in [
            (DeviceEvents.unenrolled, RegionValue.Enrolment.unenrolled as Optional),
            (ManagementEvents.wipeRequested, .wipePending), (nil, .enrolled),
        ] {
            var log = LogFixture()
            if let before { log.append(before.type, at: seconds(1), devices: [entra(1)]) }
            log.append(
                DeviceStepEvents.retireConfirmed.type, at: seconds(2), devices: [entra(1)],
                data: data { $0.set(DeviceStepEvents.outcome, .failure) })
            #expect(state(log)?.enrolment == expected)
        }
    }

    @Test("a device that is managed no more has lost the flag, and is enrolled no more where it is said why")
    func lost() {
        let cases: [(ManagementEnd?, RemovalEvidence?, RegionValue.Enrolment)] = [
            (.retired, .observed, .retired), (.retired, .inferred, .retiredInferred),
            (.wiped, nil, .wiped), (.wiped, .inferred, .wipedInferred), (.unenrolled, nil, .unenrolled),
            (.unenrolled, .inferred, .unenrolledInferred), (.managementOff, .observed, .managementOff),
            (.managementOff, .inferred, .managementOffInferred), (.silent, .observed, .expired),
            (.silent, .inferred, .expiredInferred), (.deleted, nil, .recordDeleted),
            (.deleted, .inferred, .recordDeletedInferred), (.superseded, nil, .enrolled),
            (nil, nil, .enrolled),
        ]
        for (end, evidence, expected) in cases {
            var log = LogFixture()
            log.append(DeviceEvents.enrolled.type, at: seconds(1), devices: [entra(1)], source: jamf)
            log.append(
                ManagementEndEvents.lost.type, at: seconds(2), devices: [entra(1)], source: jamf,
                data: data {
                    $0.set(ComplianceEvents.witness, .auditLog)
                    $0.set(ComplianceEvents.wasManaged, true)
                    $0.set(ManagementEndEvents.end, end)
                    $0.set(ManagementEndEvents.evidence, evidence)
                })
            let state = state(log)
            #expect(state?.isManaged == false)
            #expect(state?.enrolment == expected, "\(String(describing: end))")
            #expect(words(log, .contact) == ["heard", "ended"])
            let flag = log.facts.map(\.fact).first { $0.region == .management }
            #expect(flag?.detail == RegionValue.Flag.yes.rawValue && flag?.witness == .auditLog)
            #expect(
                DeviceEnding(
                    state ?? DeviceState(StateSnapshot(intervals: [], asOf: .earliest)),
                    ManagerActivity([], asOf: .latest))?
                    .kind.word == (expected == .enrolled ? nil : "\(expected)"))
        }
    }

    @Test("an enrolment that nobody went on with ends none that stands")
    func abandoned() {
        var log = LogFixture()
        log.append(EnrollmentEvents.requested.type, at: seconds(1), devices: [entra(1)])
        log.append(EnrollmentEvents.abandoned.type, at: seconds(2), devices: [entra(1)])
        log.append(DeviceEvents.enrolled.type, at: seconds(3), devices: [entra(1)])
        log.append(EnrollmentEvents.abandoned.type, at: seconds(4), devices: [entra(1)])
        #expect(words(log, .enrolment) == ["requested", "abandoned", "enrolled"])
    }

    // MARK: Contact and inventory

    private func days(_ number: Int64) -> Timestamp { seconds(1_700_000_000 + number * 86_400) }

    private func contact(_ log: LogFixture) -> [(String, Timestamp)] {
        (log.folded().device(entra(1))?.intervals ?? []).filter { $0.region == .contact }
            .map { ($0.value.word(in: .contact), $0.from) }
    }

    @Test("a check-in is a contact when it says that it was, and moves the silence that falls due")
    func checkIn() {
        var log = LogFixture()
        log.append(DeviceEvents.enrolled.type, at: days(0), devices: [entra(1)], source: jamf)
        log.append(
            DeviceStepEvents.checkedIn.type, at: days(20), devices: [entra(1)], source: jamf,
            data: data { $0.set(ManagementEvents.lastContact, days(10)) })
        #expect(contact(log).map(\.0) == ["heard", "silentInferred"])
        #expect(contact(log).map(\.1) == [days(0), days(40)])
        log.append(DeviceStepEvents.checkedIn.type, at: days(25), devices: [entra(1)], source: jamf)
        #expect(contact(log).map(\.1) == [days(0), days(55)])
    }

    @Test("a check-in whose instant is only that of its receipt is a bound, and one ahead of the record too")
    func boundedCheckIn() {
        for (basis, told, expected) in [
            (OccurredTime.Basis.record, nil as Timestamp?, false), (.submission, nil, true),
            (.receipt, nil, true), (.submission, days(1), false), (.record, days(9), true),
        ] {
            var log = LogFixture()
            log.append(
                DeviceStepEvents.checkedIn.type, at: days(5), devices: [entra(1)], source: jamf,
                data: data { $0.set(ManagementEvents.lastContact, told) }, basis: basis)
            let fact = log.facts.map(\.fact).first { $0.region == .contact }
            #expect(fact?.contactIsBound == expected)
            #expect(fact?.occurred == min(told ?? days(5), days(5)))
        }
    }

    @Test("behind an end a check-in begins nothing, and nobody's contact is told of what is no manager")
    func checkInBehindAnEnd() {
        var log = LogFixture()
        log.append(DeviceEvents.unenrolled.type, at: days(0), devices: [entra(1)], source: jamf)
        log.append(DeviceStepEvents.checkedIn.type, at: days(1), devices: [entra(1)], source: jamf)
        #expect(contact(log).map(\.0) == ["ended"])
        var other = LogFixture()
        other.append(DeviceStepEvents.checkedIn.type, at: days(1), devices: [entra(1)])
        #expect(contact(other).isEmpty)
    }

    @Test("a newer inventory is heard of the device, and one that was sent says whether it is registered")
    func inventories() {
        var log = LogFixture()
        log.append(
            DeviceStepEvents.inventoryUpdated.type, at: days(1), devices: [entra(1)], source: jamf,
            data: data { $0.set(DeviceEvents.platform, .macOS) })
        #expect(contact(log).map(\.0) == ["heard", "silentInferred"])
        #expect(words(log, .inventory) == ["seen"] && words(log, .platform) == ["macOS"])
        for (isRegistered, expected) in [
            (true, RegionValue.Registration.registered as Optional), (false, nil),
        ] {
            var log = LogFixture()
            log.append(
                DeviceStepEvents.inventorySent.type, at: days(1), devices: [entra(1)], source: jamf,
                data: data {
                    $0.set(DeviceStepEvents.isRegistered, isRegistered)
                    $0.set(DeviceStepEvents.account, .network)
                }, revision: SchemaRevision(2))
            let state = log.folded().device(entra(1))?.state(asOf: days(2))
            #expect(state?.registration == expected)
            // That a manager sends what it has does not say that the device called.
            #expect(contact(log).isEmpty && words(log, .inventory) == ["seen"])
            let steps = log.facts.map(\.fact).filter { $0.region == .step }.map { $0.value.word(in: .step) }
            #expect(steps == (isRegistered ? [] : ["notRegistered"]) + ["accountTold"])
        }
    }

    @Test("a manager's log of its calls tells what was accepted, refused and signalled")
    func calls() {
        func log(_ call: ReportCall, _ outcome: Outcome?, _ status: Int64? = nil) -> LogFixture {
            var log = LogFixture()
            log.append(
                ManagementEndEvents.called.type, at: seconds(1), devices: [entra(1)],
                data: data {
                    $0.set(ComplianceEvents.verdict, .compliant)
                    $0.set(ManagementEndEvents.call, call)
                    $0.set(ManagementEndEvents.status, status)
                    $0.set(ManagementEndEvents.outcome, outcome)
                })
            return log
        }
        #expect(words(log(.compliance, .success), .complianceReported) == ["accepted:compliant"])
        #expect(words(log(.compliance, nil, 202), .complianceReported) == ["accepted:compliant"])
        #expect(words(log(.compliance, nil, 404), .complianceReported) == ["failed:compliant"])
        #expect(words(log(.compliance, .failure, 200), .complianceReported) == ["failed:compliant"])
        #expect(words(log(.compliance, nil), .complianceReported) == ["sent:compliant"])
        #expect(words(log(.management, .success), .managementSignalled) == ["managed"])
        #expect(words(log(.management, .failure), .managementSignalled).isEmpty)
        #expect(words(log(.withdrawal, .success), .managementSignalled) == ["notManaged"])
        #expect(words(log(.register, .success), .registrationAttempt) == ["pending"])
        #expect(words(log(.register, nil, 500), .registrationAttempt) == ["failed"])
        #expect(log(.status, .success).facts.isEmpty && log(.inventory, .success).facts.isEmpty)
    }
}
