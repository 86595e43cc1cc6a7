import EventCatalogue
import LedgerModel

// Enrolment: R40, R38, R39, R42, R41 and R37. All of it is MaaS360's; other managers' enrolments pass.
extension CommandRules {
    /// What is known of one step's surroundings at its time.
    struct StepView {
        var command: RuleEvent
        var tenant: TenantRecord
        /// The steps before; empty where the event names no enrolment.
        var earlier: ArraySlice<EnrollmentRecord.Step>
        var workflow: EnrollmentWorkflow
        var workflowRow: StandingFact
        var setting: Series<DefaultAuthentication>.Entry?
        var saidSetting: DefaultAuthentication?
        var provider: AuthenticationProvider?
        var userKind: DirectoryUserKind?
    }

    func checkStep(
        _ command: RuleEvent, _ kind: RuleEventKind, _ state: RuleState, _ judgement: inout RuleJudgement
    ) {
        if kind != .factorGiven, let product = command.data[EnrollmentEvents.product].known,
            product != .maas360
        {
            return
        }
        let tenant = state.tenant(of: command)
        let record = state.enrollment(of: command)
        if let record, record.isOverfull {
            let rule: CommandRule = kind == .factorGiven ? .factorOrder : .workflows
            return judgement.cannotTell(rule, "the enrolment: it has too many steps")
        }
        let view = view(of: command, kind, tenant, record)
        switch kind {
        case .factorGiven: return checkOrder(view, hasSession: record != nil, &judgement)
        case .passwordPassed:
            checkSetting(view, &judgement)
            checkPage(view, &judgement)
        case .passwordFailed: checkPage(view, &judgement)
        case .enrollmentCompleted:
            checkSetting(view, &judgement)
            checkCount(view, &judgement)
        default: break
        }
        checkWorkflow(view, &judgement)
    }

    private func view(
        of command: RuleEvent, _ kind: RuleEventKind, _ tenant: TenantRecord, _ record: EnrollmentRecord?
    ) -> StepView {
        let (workflow, row) = workflow(of: tenant, at: command.occurred)
        var view = StepView(
            command: command, tenant: tenant, earlier: record?.steps(until: command.occurred) ?? [],
            workflow: workflow, workflowRow: row, setting: tenant.setting.at(command.occurred))
        if kind != .factorGiven {
            view.saidSetting = kind == .enrollmentStep ? nil : command.data[EnrollmentEvents.setting].known
            view.provider = command.data[EnrollmentEvents.provider].known
            view.userKind = command.data[EnrollmentEvents.userKind].known
        }
        let passed = view.earlier.last { $0.kind == .passwordPassed }
        view.provider = view.provider ?? passed?.provider
        view.userKind =
            view.userKind ?? view.earlier.lazy.compactMap(\.userKind).last
            ?? DirectoryUserKind(checkedBy: view.provider)
        return view
    }

    /// The workflow in force: the one that was enabled last, else the one that stands where none was.
    private func workflow(
        of tenant: TenantRecord, at instant: Timestamp
    ) -> (EnrollmentWorkflow, StandingFact) {
        if let entry = tenant.workflow.at(instant) {
            return (
                entry.value,
                StandingFact(
                    "the workflow in force is \(entry.value.word)", since: entry.since, at: entry.place)
            )
        }
        let isNew = reference.workflows.inForce(at: instant).first { $0.value.isDefault }
        let workflow: EnrollmentWorkflow = isNew?.value.workflow == .new ? .new : .existing
        return (
            workflow,
            StandingFact("the workflow in force is \(workflow.word), as no event enables another one")
        )
    }

    // MARK: - R40

    func checkSwitch(_ command: RuleEvent, _ tenant: TenantRecord, _ judgement: inout RuleJudgement) {
        if let product = command.data[SignInSettingEvents.product], product != .maas360 { return }
        guard let workflow = command.data[SignInSettingEvents.workflow].known else {
            return judgement.cannotTell(.workflows, "which workflow is enabled")
        }
        let others = tenant.workflow.entries.filter { $0.since == command.occurred && $0.value != workflow }
        if let other = others.last {
            judgement.refuse(
                .workflows,
                [
                    StandingFact(
                        "the workflow \(other.value.word) is enabled for the same instant",
                        on: other.since,
                        at: other.place)
                ], wayOut: "switch at another instant: the later switch ends the other workflow")
        }
        guard workflow == .new,
            let least = minimum(
                of: .maas360, on: nil, requiredBy: .maas360, for: .mfaEnrollment, at: command.occurred)
        else { return }
        var isKnown = false
        let installations = tenant.instances.filter { $0.value.product == .maas360 }
        for (id, record) in installations.sorted(by: { $0.key < $1.key }) {
            guard let seen = record.version.at(command.occurred) else { continue }
            isKnown = true
            let row = StandingFact(
                "installation \(id.guidText) runs \(seen.value.text)", since: seen.since, at: seen.place)
            refuse(seen.value, below: least, of: ManagerProduct.maas360.word, rows: [row], &judgement)
        }
        if !isKnown { judgement.cannotTell(.minimumVersion, "which version of MaaS360 runs") }
    }

    private func checkWorkflow(_ view: StepView, _ judgement: inout RuleJudgement) {
        guard let workflow = view.command.data[EnrollmentEvents.workflow].known else {
            return judgement.cannotTell(.workflows, "by which workflow the person is asked")
        }
        var rows: [StandingFact] = []
        if workflow != view.workflow { rows.append(view.workflowRow) }
        if let step = view.earlier.last(where: { $0.workflow != nil && $0.workflow != workflow }),
            let other = step.workflow
        {
            rows.append(
                StandingFact(
                    "an earlier step of the enrolment is by the workflow \(other.word)", on: step.occurred,
                    at: step.place))
        }
        guard !rows.isEmpty else { return }
        judgement.refuse(
            .workflows, rows,
            wayOut: workflow != view.workflow
                ? "enrol by the workflow \(view.workflow.word), or record authentication.workflow_enabled to "
                    + "\(workflow.word) first"
                : "begin the enrolment anew, by the workflow \(workflow.word) alone")
    }

    // MARK: - R38 and R39

    private func checkSetting(_ view: StepView, _ judgement: inout RuleJudgement) {
        var settings: [(value: DefaultAuthentication, row: StandingFact)] = []
        if let entry = view.setting {
            settings.append(
                (
                    entry.value,
                    StandingFact(
                        "the default authentication is \(entry.value.word)", since: entry.since,
                        at: entry.place)
                ))
        }
        if let said = view.saidSetting {
            settings.append(
                (
                    said,
                    StandingFact(
                        "the event says that the default authentication is \(said.word)",
                        at: view.command.place)
                ))
        }
        guard let first = settings.first else {
            judgement.cannotTell(.settingNone, "the default authentication")
            return judgement.cannotTell(.fallback, "the default authentication")
        }
        let none = settings.filter { chain(view, $0.value)?.providers.isEmpty == true }
        if !none.isEmpty, let chain = chain(view, none[0].value) {
            judgement.refuse(
                .settingNone, none.map(\.row), sources: chain.sources,
                wayOut: "record authentication.default_set to activeDirectory, entra or both first")
        }
        guard first.value == .both, let chain = chain(view, .both) else { return }
        guard let provider = view.provider else {
            return judgement.cannotTell(.fallback, "who checked the password")
        }
        guard provider == .activeDirectory, !chain.providers.contains(.activeDirectory) else { return }
        var rows = [first.row, view.workflowRow]
        if let refused = view.earlier.last(where: { $0.kind == .passwordFailed && $0.provider == .entra }) {
            rows.append(
                StandingFact("Entra refused the person", on: refused.occurred, at: refused.place))
        }
        judgement.refuse(
            .fallback, rows, sources: chain.sources,
            wayOut: "the person signs in with Entra, or record authentication.default_set to activeDirectory "
                + "first")
    }

    /// Who is asked under a setting; nil where the reference data do not say.
    private func chain(
        _ view: StepView, _ setting: DefaultAuthentication
    ) -> (providers: [ReferenceData.Provider], sources: [ReferenceSource])? {
        guard let workflow = view.workflow.documented, let setting = setting.documented else { return nil }
        let rows = reference.providers(workflow: workflow, setting: setting, at: view.command.occurred)
        guard !rows.isEmpty else { return nil }
        return (rows.flatMap(\.value.providers), rows.flatMap(\.sources).unique)
    }

    // MARK: - R42

    private func checkPage(_ view: StepView, _ judgement: inout RuleJudgement) {
        let data = view.command.data
        guard let page = data[EnrollmentEvents.page].known else {
            return judgement.cannotTell(.passwordPage, "on which page the password was entered")
        }
        guard let user = view.userKind else {
            return judgement.cannotTell(.passwordPage, "in which directory the person is")
        }
        let workflow = data[EnrollmentEvents.workflow].known ?? view.workflow
        guard let documented = workflow.documented, let directory = user.documented else { return }
        let rows = reference.page(
            workflow: documented, user: directory, input: .password, at: view.command.occurred)
        let pages = rows.map { AuthenticationPage($0.value.page) }.unique
        guard !rows.isEmpty, !pages.contains(page) else { return }
        let words = pages.map(\.word).joined(separator: " or ")
        judgement.refuse(
            .passwordPage,
            [
                StandingFact(
                    "in the workflow \(workflow.word) the password of a person in \(user.word) is entered on "
                        + "the page \(words), not on \(page.word)"),
                view.workflowRow,
            ], sources: rows.flatMap(\.sources).unique,
            wayOut: "the password is entered on the page \(words)")
    }
}

extension AuthenticationPage {
    fileprivate init(_ page: ReferenceData.Page) {
        switch page {
        case .managerFirst: self = .manager
        case .managerNext: self = .managerPassword
        case .microsoft: self = .microsoft
        }
    }
}
