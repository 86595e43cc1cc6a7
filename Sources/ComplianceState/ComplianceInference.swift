public import EventCatalogue
public import LedgerModel

/// What a documented rule concludes about a device's compliance at an instant. Nobody said it, and no row or
/// record holds it.
///
/// Conclusions stand beside the witnesses and change none of them. Each follows from one event, at an instant
/// that follows from that event and from what documents state for its time.
public struct ComplianceInference: Hashable, Sendable {
    public enum Rule: UInt8, CaseIterable, Sendable {
        /// The device was registered, and nothing was reported of it since: until then the directory shows it
        /// as not compliant, or nothing.
        case noReportYet
        /// The only actions of the policies that it does not meet are alerts: it stays compliant in the
        /// directory.
        case alertOnly
        /// An evaluation failed: the verdict before it is kept for a while.
        case errorHeld
        /// The while is over: the device is not compliant, or in its grace period.
        case errorLapsed
        /// No policy is assigned: the device is compliant, unless the tenant's setting says otherwise.
        case compliantByDefault
        /// What was reported is valid no longer.
        case validityPassed
        /// The device manager's own policy asks for a policy, for contact, and for a person with a licence.
        case defaultPolicy
        /// Its user turned management off: not compliant, whatever its policies say.
        case managementOff
        /// Its partner's connection was ended, and the partner's devices are marked as not compliant.
        case partnerTerminated
        /// Its partner's connection was ended, and the partner's devices are removed.
        case partnerRemoved

        /// Its name in reports.
        public var name: String {
            switch self {
            case .noReportYet: "no-report-yet"
            case .alertOnly: "alert-only"
            case .errorHeld: "evaluation-error-held"
            case .errorLapsed: "evaluation-error-lapsed"
            case .compliantByDefault: "compliant-by-default"
            case .validityPassed: "validity-passed"
            case .defaultPolicy: "default-policy"
            case .managementOff: "management-turned-off"
            case .partnerTerminated: "partner-terminated"
            case .partnerRemoved: "partner-devices-removed"
            }
        }
    }

    public let rule: Rule
    /// When it fell due; behind the instant asked for only for what a partner's end announces.
    public let since: Timestamp
    /// Until when it holds, where that follows.
    public let until: Timestamp?
    /// How the directory counts the device by it; nil where that does not follow.
    public let verdict: ComplianceVerdict?
    /// The event from which it is concluded.
    public let position: GlobalPosition
    /// Another event that it needs.
    public let other: GlobalPosition?
    /// Why, in the words of the event.
    public let reasons: [ComplianceReason]
    /// The rows of the reference data by which it is concluded; see `probity reference`.
    public let references: [String]

    init(
        _ rule: Rule, since: Timestamp, until: Timestamp? = nil, verdict: ComplianceVerdict? = nil,
        at position: GlobalPosition, other: GlobalPosition? = nil, reasons: [ComplianceReason] = [],
        references: [String] = []
    ) {
        self.rule = rule
        self.since = since
        self.until = until
        self.verdict = verdict
        self.position = position
        self.other = other
        self.reasons = reasons
        self.references = references
    }

    /// What is concluded about a device at an instant: by the rules' numbers, then by instant and position.
    ///
    /// Cost: one pass over the device's facts and intervals, and one event read for each verdict.
    public static func all(
        of device: DeviceTimeline, asOf instant: Timestamp, _ basis: ConclusionBasis
    ) -> [ComplianceInference] {
        let conclusion = ComplianceConclusion(device, instant, basis)
        return conclusion.all.sorted { left, right in
            (left.rule.rawValue, left.since, left.position)
                < (right.rule.rawValue, right.since, right.position)
        }
    }
}

/// Applies the rules to one device.
private struct ComplianceConclusion {
    private let device: DeviceTimeline
    private let instant: Timestamp
    private let basis: ConclusionBasis
    private let facts: [Fact]
    private let state: DeviceState
    private let standing: ManagerStanding
    /// Every word that shows whether the device is compliant in the directory, by its instant.
    private let shown: [(occurred: Timestamp, isCompliant: Bool)]

    init(_ device: DeviceTimeline, _ instant: Timestamp, _ basis: ConclusionBasis) {
        self.device = device
        self.instant = instant
        self.basis = basis
        facts = device.facts.filter { $0.occurred <= instant }
        state = device.state(asOf: instant)
        standing = ManagerStanding(device, asOf: instant, basis)
        shown = ComplianceWitnesses.flags(facts, basis.decisions, asOf: instant).compactMap { fact in
            switch RegionValue.Flag(rawValue: fact.value.low) {
            case .yes: (fact.occurred, true)
            case .no: (fact.occurred, false)
            case .unset, nil: nil
            }
        }
    }

    var all: [ComplianceInference] {
        [noReportYet, managementOff, validityPassed, licenceLost].compactMap { $0 }
            + evaluated.flatMap { [alertOnly($0), error($0), byDefault($0), defaultPolicy($0)] }
            .compactMap { $0 } + terminated
    }

    /// Whether it was let go, and no other manager has it.
    private var isGone: Bool { state.enrolment?.isEnd == true && standing.holds.isEmpty }

    /// What managers say, one state for each of their tracks; nothing of one that let the device go, as that
    /// is of before.
    private var evaluated: [RegionState] {
        let accounts = state.snapshot.tracks(.complianceEvaluated)
        guard state.enrolment?.isEnd == true else { return accounts }
        return accounts.filter { account in
            let manager = basis.manager(last(account))
            return standing.holds.contains { $0.manager == manager }
        }
    }

    /// Whether the directory showed the device as compliant last, from an instant on.
    private func isShownCompliant(from start: Timestamp) -> Bool {
        shown.last.map { $0.occurred >= start && $0.isCompliant } ?? false
    }

    private func verdict(_ account: RegionState) -> ComplianceVerdict? {
        ComplianceVerdict(rawValue: account.value.low).flatMap { $0 == .unrecognised ? nil : $0 }
    }

    /// The event that said a verdict last: its reasons and results may be others than when it began.
    private func last(_ account: RegionState) -> GlobalPosition {
        account.confirmedPosition ?? account.position
    }

    // MARK: Of reports

    /// Where nothing was evaluated, reported or shown as compliant since the device came into the directory;
    /// a sign-in shows it as well.
    private var noReportYet: ComplianceInference? {
        guard state.registration == .registered, let registered = state[.registration], !isGone else {
            return nil
        }
        let gone = device.intervals.last { interval in
            interval.region == .registration && interval.from < registered.since
                && interval.value != registered.value
        }
        let start = gone?.from ?? .earliest
        let isTold = facts.contains { fact in
            guard fact.occurred >= start else { return false }
            switch fact.region {
            case .complianceReported, .complianceEvaluated: return true
            default: return false
            }
        }
        return isTold || shown.contains { $0.occurred >= start && $0.isCompliant }
            ? nil : ComplianceInference(.noReportYet, since: registered.since, at: registered.position)
    }

    /// Where no manager hears of the device any more, the report that was made last is too old as well, and
    /// the directory was not seen to show it as compliant since.
    private var validityPassed: ComplianceInference? {
        guard state.isSilent,
            let silence = state.contacts.filter(\.isInferred).max(by: { $0.since < $1.since }),
            SilenceRule(code: silence.detail) == .validityPeriod, basis.managers.wentOn(until: silence)
        else { return nil }
        let heard = facts.last { $0.region == .contact && $0.contactIsBound != nil }
        let reported = facts.last { $0.region == .complianceReported && $0.value.stage != .failed }
        guard let word = [heard, reported].compactMap({ $0 }).max(),
            let row = tolerance(.complianceValidity, at: word.occurred), let seconds = row.value.seconds
        else { return nil }
        let validity = device.validity
        let due =
            validity.settings.isEmpty
            ? word.occurred.adding(seconds: seconds) : validity.due(after: word.occurred, by: .validityPeriod)
        guard due <= instant, !isShownCompliant(from: due) else { return nil }
        return ComplianceInference(
            .validityPassed, since: due, verdict: .nonCompliant, at: word.position,
            other: validity.setting(at: due)?.position, references: [row.id])
    }

    // MARK: Of verdicts

    /// Where all policies that the device does not meet did nothing but alert, from the verdict to the
    /// instant asked for, and the directory has the device.
    private func alertOnly(_ account: RegionState) -> ComplianceInference? {
        guard verdict(account) == .nonCompliant, isInDirectory else { return nil }
        let said = account.confirmed ?? account.since
        var policies: [Bits128] = account.detail == 0 ? [account.object].compactMap { $0 } : []
        if policies.isEmpty {
            let results = basis.data(last(account))?[ComplianceEvents.results] ?? []
            let failed = results.filter { $0.verdict == .nonCompliant }
            policies = failed.compactMap(\.policy)
            // One that has no name has actions that nobody knows.
            guard policies.count == failed.count else { return nil }
        }
        guard !policies.isEmpty else { return nil }
        var first: GlobalPosition?
        for policy in policies {
            guard let known = basis.actions(policy, said...max(said, instant)),
                known.allSatisfy({ known in
                    !known.actions.isEmpty && known.actions.allSatisfy { $0.action?.isAlert == true }
                })
            else { return nil }
            first = first ?? known.last?.position
        }
        return ComplianceInference(
            .alertOnly, since: account.since, verdict: .compliant, at: account.position, other: first)
    }

    /// Whether the directory knows the device, by one of its ids, and has not let it go.
    private var isInDirectory: Bool {
        switch state.registration {
        case .registered: true
        case .deleted, .unregistered: false
        case nil: device.keys.contains { $0.kind == .entra || $0.kind == .entraObject }
        }
    }

    /// An error keeps the verdict before it, for as long as was documented when it began.
    private func error(_ account: RegionState) -> ComplianceInference? {
        guard verdict(account) == .error, basis.isByIntune(account.position),
            let row = tolerance(.evaluationErrorHold, at: account.since), let seconds = row.value.seconds
        else { return nil }
        let due = account.since.adding(seconds: seconds)
        guard instant < due else {
            return ComplianceInference(
                .errorLapsed, since: due, verdict: .nonCompliant, at: account.position,
                references: [row.id])
        }
        let before = device.intervals.last { interval in
            interval.region == .complianceEvaluated && interval.object == account.object
                && interval.endPosition == account.position && interval.to == account.since
        }
        let kept = before.flatMap { ComplianceVerdict(rawValue: $0.value.low) }
        return ComplianceInference(
            .errorHeld, since: account.since, until: due, verdict: kept, at: account.position,
            other: before?.confirmedPosition, references: [row.id])
    }

    private func byDefault(_ account: RegionState) -> ComplianceInference? {
        guard basis.isByIntune(last(account)) else { return nil }
        switch verdict(account) {
        case .notAssigned: break
        case .compliant:
            let data = basis.data(last(account))
            let isWithout =
                data?[ComplianceEvents.reasons]?.contains(.noPolicyAssigned) == true
                || data?[ComplianceEvents.results]?.isEmpty == true
            guard isWithout else { return nil }
        default: return nil
        }
        return ComplianceInference(
            .compliantByDefault, since: account.since, verdict: .compliant, at: last(account))
    }

    /// What Intune asks of every device, whatever policies are assigned.
    private static let asked: Set<ComplianceReason> = [.noPolicyAssigned, .outOfContact, .userMissing]

    private func defaultPolicy(_ account: RegionState) -> ComplianceInference? {
        guard verdict(account) == .nonCompliant, basis.isByIntune(last(account)),
            let reasons = basis.data(last(account))?[ComplianceEvents.reasons], !reasons.isEmpty,
            Self.asked.isSuperset(of: reasons)
        else { return nil }
        return ComplianceInference(
            .defaultPolicy, since: account.since, verdict: .nonCompliant, at: last(account),
            reasons: reasons)
    }

    // MARK: Of people, managers and partners

    /// Where Intune has the device, and the last licence for it was taken from its owner.
    private var licenceLost: ComplianceInference? {
        guard state.enrolment == .enrolled, let enrolment = state[.enrolment],
            basis.isOfIntune(enrolment.position),
            let owner = basis.owner()
        else { return nil }
        let licences = owner.timeline.state(asOf: instant).tracks(.licence)
            .filter { Licence(rawValue: $0.detail).contains(.intune) }
        let present = RegionValue(RegionValue.Presence.present)
        guard !licences.contains(where: { $0.value == present }),
            let lost = licences.max(by: { ($0.since, $0.position) < ($1.since, $1.position) })
        else { return nil }
        return ComplianceInference(
            .defaultPolicy, since: max(lost.since, enrolment.since), verdict: .nonCompliant,
            at: lost.position, other: enrolment.position, reasons: [.userMissing])
    }

    private var managementOff: ComplianceInference? {
        guard state.enrolment == .managementOff || state.enrolment == .managementOffInferred, isGone,
            let ended = state[.enrolment]
        else { return nil }
        return ComplianceInference(
            .managementOff, since: ended.since, verdict: .nonCompliant, at: ended.position)
    }

    /// What the end of its partner's connection announces for the device.
    private var terminated: [ComplianceInference] {
        guard !basis.terminations.isEmpty else { return [] }
        // A partner works on iPads where it works on iPhones.
        let region = state.platform.flatMap { Region.assignment(of: $0) }
        var out: [ComplianceInference] = []
        for end in basis.terminations where end.occurred <= instant {
            guard let product = end.product?.documented,
                end.platform == nil || Region.assignment(of: end.platform) == region
            else { continue }
            if let marked = end.nonComplianceAt, isConcerned(by: end, product, due: marked),
                !isShownCompliant(from: marked)
            {
                out.append(
                    ComplianceInference(
                        .partnerTerminated, since: marked, verdict: .nonCompliant, at: end.position))
            }
            if let removed = end.removalAt {
                guard isConcerned(by: end, product, due: removed) else { continue }
                out.append(ComplianceInference(.partnerRemoved, since: removed, at: end.position))
            } else if let row = tolerance(.removalAfterTermination, at: end.occurred),
                let seconds = row.value.seconds
            {
                let due = end.occurred.adding(seconds: seconds)
                guard isConcerned(by: end, product, due: due) else { continue }
                out.append(
                    ComplianceInference(
                        .partnerRemoved, since: due, at: end.position, references: [row.id]))
            }
        }
        return out
    }

    /// Whether the product had the device when its connection ended, and until what follows fell due, or the
    /// instant asked for; and no other manager took it in since. One whose user turned management off is the
    /// product's still.
    private func isConcerned(
        by end: PartnerTermination, _ product: ReferenceData.Product, due: Timestamp
    ) -> Bool {
        guard !standing.isElsewhere(than: product, after: end.occurred) else { return false }
        return [end.occurred, max(end.occurred, min(due, instant))].allSatisfy { moment in
            let then = device.state(asOf: moment)
            switch then.registration {
            case .deleted, .unregistered: return false
            case .registered, nil: break
            }
            switch then.enrolment {
            case .managementOff, .managementOffInferred: if moment > end.occurred { return true }
            default: break
            }
            return ManagerStanding(device, asOf: moment, basis).has(
                product, isKnown: basis.products(of: device, asOf: moment).contains(product))
        }
    }

    /// The first row that held at an instant.
    private func tolerance(
        _ subject: ReferenceData.Allowance, at instant: Timestamp
    ) -> ReferenceRow<ReferenceData.Tolerance>? {
        basis.reference.tolerance(subject, at: instant).first
    }
}

extension NonComplianceAction {
    /// Whether it tells somebody, and does nothing else.
    public var isAlert: Bool { self == .noAction || self == .notification || self == .pushNotification }
}
