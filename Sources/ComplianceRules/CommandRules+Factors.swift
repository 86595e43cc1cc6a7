import EventCatalogue
import LedgerModel

// R41 and R37: in which order factors come, and how many.
extension CommandRules {
    func checkOrder(_ view: StepView, hasSession: Bool, _ judgement: inout RuleJudgement) {
        // A sign-in's factors are asked for by nobody's enrolment.
        guard hasSession else {
            return judgement.cannotTell(.factorOrder, "to which enrolment the factor belongs")
        }
        let instant = view.command.occurred
        guard let asking = provider(of: EnrollmentRecord.Factor(view.command), at: instant) else {
            return judgement.cannotTell(.factorOrder, "who asked for the factor")
        }
        // Of the same instant, those that stand before it.
        let earlier = view.earlier.filter { ($0.occurred, $0.place) < (instant, view.command.place) }
        func first(by other: FactorProvider) -> EnrollmentRecord.Step? {
            earlier.first { step in step.factor.flatMap { provider(of: $0, at: instant) } == other }
        }
        switch asking {
        case .entra:
            guard let step = first(by: .manager) else { return }
            judgement.refuse(
                .factorOrder,
                [
                    StandingFact(
                        "the device manager's factor was given before Entra's", on: step.occurred,
                        at: step.place)
                ], wayOut: "begin the enrolment anew, Entra's factor first")
        case .manager:
            guard view.userKind != .activeDirectory, view.userKind != .local, view.workflow == .new,
                first(by: .entra) == nil
            else { return }
            guard let entra = view.tenant.factors(askedBy: .entra, of: .entra, at: instant) else {
                return judgement.cannotTell(.factorOrder, "how many factors Entra asks for")
            }
            guard entra.value != .single else { return }
            judgement.refuse(
                .factorOrder,
                [
                    StandingFact(
                        "Entra asks for \(entra.value.word) factors", since: entra.since, at: entra.place),
                    StandingFact("no factor of Entra's is recorded of the enrolment up to \(instant)"),
                ], wayOut: "record mfa.satisfied or mfa.code_verified, asked for by entra, first")
        case .unrecognised, .other: return
        }
    }

    /// Who asked for a factor: as the event says, else by whose channel it came.
    private func provider(of factor: EnrollmentRecord.Factor, at instant: Timestamp) -> FactorProvider? {
        if let askedBy = factor.askedBy { return askedBy }
        guard let method = factor.method else { return nil }
        let providers = reference.factorChannels.inForce(at: instant).filter { $0.value.method == method }
            .map(\.value.provider).unique
        guard providers.count == 1 else { return nil }
        return providers[0] == .entra ? .entra : .manager
    }

    func checkCount(_ view: StepView, _ judgement: inout RuleJudgement) {
        guard let user = view.userKind else {
            return judgement.cannotTell(.factorCount, "in which directory the person is")
        }
        // The documents count the factors of people in Entra alone.
        guard user == .entra, let workflow = view.workflow.documented else { return }
        let instant = view.command.occurred
        guard let manager = view.tenant.factors(askedBy: .manager, of: .entra, at: instant),
            let entra = view.tenant.factors(askedBy: .entra, of: .entra, at: instant),
            let managerFactors = Self.managerFactors(manager.value),
            let entraFactors = Self.entraFactors(entra.value)
        else { return judgement.cannotTell(.factorCount, "how many factors are asked for") }
        let rows = reference.factorsRequired(
            workflow: workflow, deviceManagerFactors: managerFactors, entraFactors: entraFactors, at: instant)
        guard let least = rows.map(\.value.count).min() else { return }
        let counted = factors(among: view.earlier)
        guard let given = [counted, view.command.data[EnrollmentEvents.factors]].compactMap({ $0 }).max()
        else { return judgement.cannotTell(.factorCount, "how many factors were given") }
        guard given < least else { return }
        var asked = "factors asked for: \(least); given afresh, the password among them: \(given)"
        let others = Set(rows.map(\.value.count)).subtracting([least]).sorted()
        if !others.isEmpty {
            asked +=
                "; readings differ (also \(others.map { String($0) }.joined(separator: ", "))), the "
                + "lowest is enforced"
        }
        judgement.refuse(
            .factorCount,
            [
                StandingFact(asked), view.workflowRow,
                StandingFact(
                    "the device manager asks for \(manager.value.word) factors", since: manager.since,
                    at: manager.place),
                StandingFact(
                    "Entra asks for \(entra.value.word) factors", since: entra.since, at: entra.place),
            ], sources: rows.flatMap(\.sources).unique,
            wayOut: "record the missing factors (mfa.satisfied, mfa.code_verified) before the enrolment is "
                + "completed")
    }

    /// Factors that were given: the password, and each further one; nil where none of either is recorded.
    private func factors(among steps: ArraySlice<EnrollmentRecord.Step>) -> Int64? {
        let password = steps.contains { $0.kind == .passwordPassed }
        let further = Set(steps.compactMap(\.factor))
        guard password || !further.isEmpty else { return nil }
        return (password ? 1 : 0) + Int64(further.count)
    }

    private static func managerFactors(_ setting: FactorSetting) -> ReferenceData.ManagerFactors? {
        switch setting {
        case .single: .single
        case .two, .multi: .two
        case .unrecognised: nil
        }
    }

    private static func entraFactors(_ setting: FactorSetting) -> ReferenceData.EntraFactors? {
        switch setting {
        case .single: .single
        case .two, .multi: .multi
        case .unrecognised: nil
        }
    }
}
