import EventCatalogue
import LedgerModel

extension EnrolmentAssessment {
    // MARK: - Which workflow

    mutating func judgeWorkflow() {
        let instant = session.decisive
        let said = session.workflow.said
        let set = session.workflow.set(at: instant)
        let all = said + (set.map { [$0] } ?? [])
        let words = Set(all.compactMap(\.value.documented))
        guard words.count > 1 else { return }
        add(
            EnrolmentDeviation(
                .otherWorkflow, expected: set?.value.word ?? "one workflow",
                found: said.map(\.value.word).joined(separator: " and "), positions: all.map(\.position),
                by: tables.workflows.inForce(at: instant).map { EnrolmentDeviation.Citation($0) }))
    }

    // MARK: - Who lets people pass

    mutating func judgeProviders() {
        judgeNone()
        var missing: Set<EnrolmentUndetermined.Missing> = []
        for step in session.steps where step.kind == .passwordPassed {
            guard let setting = session.defaultAuthentication.known(at: step.occurred),
                let word = setting.value.documented
            else {
                missing.insert(.defaultAuthentication)
                continue
            }
            guard word != .none else { continue }
            guard let workflow = session.workflow.known(at: step.occurred),
                let documented = workflow.value.documented
            else {
                missing.insert(.workflow)
                continue
            }
            guard let provider = step.provider?.documented else {
                missing.insert(.provider)
                continue
            }
            let rows = tables.providers(workflow: documented, setting: word, at: step.occurred)
            if rows.isEmpty { missing.insert(.documents) }
            guard !rows.isEmpty, !rows.contains(where: { $0.value.providers.contains(provider) }) else {
                continue
            }
            let isFallback = word == .both && provider == .activeDirectory
            let refused = isFallback ? session.fallback.map { [$0.refused.position] } ?? [] : []
            let expected = rows.map { $0.value.providers.map(\.rawValue).joined(separator: ", then ") }
            add(
                EnrolmentDeviation(
                    isFallback ? .forbiddenFallback : .otherProvider,
                    expected: expected.joined(separator: " or "), found: provider.rawValue,
                    positions: refused + [step.position, setting.position, workflow.position],
                    by: rows.map { EnrolmentDeviation.Citation($0) }))
        }
        leaveOpen(.providerChain, EnrolmentUndetermined.Missing.allCases.filter(missing.contains))
    }

    /// Whatever the workflow, no authentication succeeds under the setting None.
    private mutating func judgeNone() {
        var positions: [GlobalPosition] = []
        for step in session.steps where step.kind == .passwordPassed || step.kind == .completed {
            guard let setting = session.defaultAuthentication.known(at: step.occurred),
                setting.value == .none
            else { continue }
            positions += [setting.position, step.position]
        }
        guard !positions.isEmpty else { return }
        let workflow = session.workflow.known(at: session.decisive)?.value.documented
        let rows = [ReferenceData.Workflow.existing, .new].filter { workflow == nil || $0 == workflow }
            .flatMap { tables.providers(workflow: $0, setting: .none, at: session.decisive) }
            .filter { $0.value.providers.isEmpty }
        guard !rows.isEmpty else { return }
        add(
            EnrolmentDeviation(
                .successUnderNone, expected: "failure", found: "success", positions: positions,
                by: rows.map { EnrolmentDeviation.Citation($0) }))
    }

    // MARK: - On which page

    mutating func judgePages() {
        var missing: Set<EnrolmentUndetermined.Missing> = []
        for step in session.steps where step.kind.isOfPassword {
            guard let workflow = session.workflow.known(at: step.occurred),
                let documented = workflow.value.documented
            else {
                missing.insert(.workflow)
                continue
            }
            guard let kind = session.userKind, let user = kind.value.documented else {
                missing.insert(.userKind)
                continue
            }
            guard let page = step.page?.documented else {
                missing.insert(.page)
                continue
            }
            let rows = tables.page(workflow: documented, user: user, input: .password, at: step.occurred)
            if rows.isEmpty { missing.insert(.documents) }
            guard !rows.isEmpty, !rows.contains(where: { $0.value.page == page }) else { continue }
            // Which of the manager's pages it was matters only where one of them is expected.
            let isOfMicrosoft = rows.allSatisfy { $0.value.page == .microsoft }
            add(
                EnrolmentDeviation(
                    .passwordPage, expected: rows.map(\.value.page.rawValue).joined(separator: " or "),
                    found: isOfMicrosoft ? step.page?.word ?? page.rawValue : page.rawValue,
                    positions: [step.position, workflow.position, kind.position],
                    by: rows.map { EnrolmentDeviation.Citation($0) }))
        }
        leaveOpen(.inputPage, EnrolmentUndetermined.Missing.allCases.filter(missing.contains))
    }
}
