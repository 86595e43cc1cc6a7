import EventCatalogue
import LedgerModel

extension ScenarioScript {
    /// One enrolment by the workflow and under the settings of its cell, and the device's life from there.
    mutating func enrol(_ cell: EnrolmentCell) {
        let device = PilotDevice(
            plan, company, number: cell.number, platform: cell.platform, ownership: cell.ownership)
        var visit = EnrolmentVisit(
            device: device, cell: cell,
            record: EnrolmentRecord(
                session: random.guid(), cell: cell, device: device, userKind: cell.story.userKind))
        let role = PilotRole(enrolled: device, plan, company)
        giveLicence(role)
        wait(1...30)
        correlation = visit.record.session
        guard pass(&visit) else { return }
        join(role)
    }

    /// Whether the device was let in.
    private mutating func pass(_ visit: inout EnrolmentVisit) -> Bool {
        let story = visit.cell.story
        step(visit, EnrollmentEvents.requested, page: nil) { event in
            event.set(EnrollmentEvents.reason, EnrollmentReason.rollout)
            event.set(EnrollmentEvents.browser, EnrollmentBrowser.edge)
        }
        if story.platform != nil { return fail(&visit, code: 12) }
        if story.abandonedAt == .request { return abandon(&visit, at: .request) }
        wait(5...25)
        identify(&visit)
        if story.abandonedAt == .identifier { return abandon(&visit, at: .identifier) }
        if story.abandonedAt == .password { return abandon(&visit, at: .password) }
        wait(8...30)
        guard let provider = password(&visit) else { return fail(&visit, code: 50_126) }
        let breaks = visit.cell.breaks
        if breaks == .factorOrder { _ = managerFactor(&visit) }
        if visit.isNew, provider == .entra, visit.cell.setting.entra == .multi, breaks != .factorCount {
            if story.abandonedAt == .factor {
                challenge(visit, .approval)
                return abandon(&visit, at: .factor)
            }
            guard entraFactor(&visit) else { return fail(&visit, code: 500_121) }
        }
        if visit.isNew, provider == .entra {
            wait(1...4)
            step(visit, EnrollmentEvents.redirected, page: .microsoft) { event in
                event.set(EnrollmentEvents.target, RedirectTarget.managerPage)
            }
        }
        if visit.cell.setting.manager == .two, breaks != .factorOrder, breaks != .factorCount {
            guard managerFactor(&visit) else {
                return story.abandonedAt == .code ? abandon(&visit, at: .code) : fail(&visit, code: 21)
            }
        }
        if story.abandonedAt == .profile { return abandon(&visit, at: .profile) }
        wait(10...40)
        if let code = story.refusal { return fail(&visit, code: code) }
        visit.record.count(at: clock, reference)
        if breaks != nil { visit.record.rows = [] }
        let (record, factors) = (visit.record, visit.record.factors)
        step(visit, EnrollmentEvents.completed, page: nil, note: .enrolment(record)) { event in
            event.set(EnrollmentEvents.provider, provider)
            event.set(EnrollmentEvents.reason, EnrollmentReason.rollout)
            event.set(EnrollmentEvents.factors, factors)
        }
        return true
    }

    /// Who enrols says who they are; where the table has it so, on Microsoft's page.
    private mutating func identify(_ visit: inout EnrolmentVisit) {
        let isThere = visit.isNew && visit.record.userKind == .entra
        let followsTable = visit.cell.followsTable
        if isThere, followsTable { redirect(visit) }
        let page: ReferenceData.Page = isThere && followsTable ? .microsoft : .managerFirst
        let isTyped = visit.cell.number % 3 != 0
        step(
            visit, EnrollmentEvents.identifierSubmitted, page: page == .microsoft ? .microsoft : .manager
        ) { event in
            event.set(EnrollmentEvents.domainSource, isTyped ? InputSource.typed : .prefilled)
        }
        visit.record.enter(.userName, on: page, at: clock, reference)
        visit.record.enter(.domain, on: page, at: clock, reference)
        if isThere, !followsTable { redirect(visit) }
    }

    private mutating func redirect(_ visit: EnrolmentVisit) {
        wait(1...3)
        step(visit, EnrollmentEvents.redirected, page: .manager) { event in
            event.set(EnrollmentEvents.target, RedirectTarget.microsoftSignIn)
        }
    }

    /// Who of those that are asked lets the person pass; nil where nobody does.
    private mutating func password(_ visit: inout EnrolmentVisit) -> AuthenticationProvider? {
        let setting = visit.cell.setting
        let row = reference.providers(
            workflow: visit.isNew ? .new : .existing,
            setting: setting.setting.documented ?? ReferenceData.AuthenticationSetting.none, at: clock
        ).first
        let (input, page) = visit.passwordPage
        visit.record.enter(.password, on: input, at: clock, reference)
        if let row { visit.record.rows.append(row.id) }
        let chain: [ReferenceData.Provider] =
            switch visit.cell.breaks {
            case .settingNone: [.entra]
            case .fallback: [.entra, .activeDirectory]
            default: row?.value.providers ?? []
            }
        guard !chain.isEmpty else {
            step(visit, EnrollmentEvents.passwordFailed, page: page) { $0.set(EnrollmentEvents.attempt, 1) }
            return nil
        }
        var attempt = 0
        for turn in 0...min(visit.cell.story.wrongPasswords, 2) {
            if turn > 0 { wait(6...20) }
            for asked in chain {
                attempt += 1
                let provider: AuthenticationProvider = asked == .entra ? .entra : .activeDirectory
                let knows = (asked == .entra) == (visit.record.userKind == .entra)
                let isRight = knows && turn == visit.cell.story.wrongPasswords
                let place = attempt
                step(
                    visit, isRight ? EnrollmentEvents.passwordPassed : EnrollmentEvents.passwordFailed,
                    page: page
                ) { event in
                    event.set(EnrollmentEvents.provider, provider)
                    event.set(EnrollmentEvents.attempt, place)
                    if !isRight { event.set(EnrollmentEvents.errorCode, asked == .entra ? 50_126 : 52) }
                }
                if isRight {
                    visit.record.factors = 1
                    return provider
                }
                wait(1...2)
            }
        }
        return nil
    }

    // MARK: - Endings

    private mutating func fail(_ visit: inout EnrolmentVisit, code: Int) -> Bool {
        wait(2...20)
        visit.record.outcome = "failed"
        let (record, factors) = (visit.record, visit.record.factors)
        step(visit, EnrollmentEvents.failed, page: nil, note: .enrolment(record)) { event in
            event.set(EnrollmentEvents.errorCode, code)
            event.set(EnrollmentEvents.reason, EnrollmentReason.rollout)
            event.set(EnrollmentEvents.factors, factors)
        }
        return false
    }

    private mutating func abandon(_ visit: inout EnrolmentVisit, at last: AbandonedStep) -> Bool {
        wait(300...600)
        visit.record.outcome = "abandoned"
        let record = visit.record
        step(visit, EnrollmentEvents.abandoned, page: nil, note: .enrolment(record)) { event in
            event.set(EnrollmentEvents.lastStep, last)
        }
        return false
    }

    /// A step of the enrolment, with all that each of them says.
    private mutating func step(
        _ visit: EnrolmentVisit, _ definition: EventDefinition, page: AuthenticationPage?,
        note: ScenarioNote? = nil, _ fill: @escaping @Sendable (inout CloudEvent) -> Void
    ) {
        let saysSetting = definition.fields.contains { $0.name == EnrollmentEvents.setting.definition.name }
        tell(definition, note: note, violation: visit.violation(by: definition)) { event in
            visit.device.identify(&event)
            event.user(visit.device.person)
            event.set(EnrollmentEvents.platform, visit.device.platform)
            event.set(EnrollmentEvents.session, visit.record.session)
            event.set(EnrollmentEvents.workflow, visit.cell.workflow)
            event.set(EnrollmentEvents.page, page)
            event.set(EnrollmentEvents.userKind, visit.record.userKind)
            event.set(EnrollmentEvents.product, ManagerProduct.maas360)
            if saysSetting { event.set(EnrollmentEvents.setting, visit.cell.setting.setting) }
            fill(&event)
        }
    }
}

/// An enrolment under way.
struct EnrolmentVisit: Sendable {
    let device: PilotDevice
    let cell: EnrolmentCell
    var record: EnrolmentRecord

    var isNew: Bool { cell.workflow == .new }

    /// The rule that a step breaks, of the one that the enrolment is to break.
    func violation(by definition: EventDefinition) -> PlantedViolation? {
        let isPassing = definition.type == EnrollmentEvents.passwordPassed.type
        let isEnd = definition.type == EnrollmentEvents.completed.type
        switch cell.breaks {
        case .settingNone?, .fallback?: return isPassing || isEnd ? cell.breaks : nil
        case .passwordPage?: return isPassing ? cell.breaks : nil
        case .factorCount?: return isEnd ? cell.breaks : nil
        case .workflows?: return cell.breaks
        default: return nil
        }
    }

    /// On which page the password is entered.
    var passwordPage: (ReferenceData.Page, AuthenticationPage) {
        guard isNew, cell.breaks != .passwordPage else { return (.managerFirst, .manager) }
        return record.userKind == .entra ? (.microsoft, .microsoft) : (.managerNext, .managerPassword)
    }
}
