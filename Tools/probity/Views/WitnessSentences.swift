import ComplianceState
import EventCatalogue
import LedgerModel

/// Says in sentences whether the witnesses of a device's compliance agree, and where they do not, which of
/// them lags behind which, or which step of a report is missing.
struct WitnessSentences {
    private let witnesses: ComplianceWitnesses
    private let sources: SourceNote

    init(_ witnesses: ComplianceWitnesses, _ sources: SourceNote) {
        self.witnesses = witnesses
        self.sources = sources
    }

    var all: [String] {
        switch witnesses.agree {
        case nil: [nothingToCompare] + missing
        case true?: [agreement] + missing
        case false?: [disagreement] + managers + lags + reports + missing
        }
    }

    private static func word(_ isCompliant: Bool?) -> String {
        switch isCompliant {
        case true?: "compliant"
        case false?: "nonCompliant"
        case nil: "not known"
        }
    }

    private static func name(_ account: ComplianceWitnesses.Evaluated) -> String {
        account.source?.description ?? "the device manager"
    }

    /// Where it was seen, in words that stand behind an instant.
    private static func place(_ account: ComplianceWitnesses.Observed) -> String {
        switch account.witness {
        case .deviceObject: "on its object"
        case .auditLog: "in its audit log"
        case .signIn: "at a sign-in"
        case .intune: "in Intune's inventory"
        case let other?: "by \(other.word)"
        case nil: "in a place that is not said"
        }
    }

    private var nothingToCompare: String {
        // An error, or that no policy is assigned, is said as well, and says neither.
        let evaluated =
            witnesses.managers.first.map { Self.word($0.isCompliant) }
            ?? witnesses.evaluated.first?.verdict.word
        let reported = witnesses.report.map { Self.word(ComplianceWitnesses.isCompliant($0.verdict)) }
        let observed = witnesses.seenLast.map { Self.word($0.isCompliant) }
        return
            "of evaluated, reported and observed fewer than two say whether the device is compliant, so none "
            + "can be compared: evaluated \(evaluated ?? "not known"), "
            + "reported \(reported ?? "not known"), observed \(observed ?? "not known")" + earlier
    }

    /// On what they agree, when each said so last, and where the directory had shown otherwise before.
    private var agreement: String {
        "as each said last, the witnesses of compliance agree on \(Self.word(witnesses.comparable.first)): "
            + said.joined(separator: "; ") + earlier
    }

    /// Places where the directory was seen before, and showed something else than where it was seen last.
    private var earlier: String {
        guard let last = witnesses.seenLast, let shown = last.isCompliant else { return "" }
        return witnesses.observed.filter { $0.isCompliant == !shown }.map { account in
            "; before that Entra showed \(Self.word(!shown)) at \(account.lastSaid) \(Self.place(account)) "
                + "@\(account.lastPosition.value)"
        }.joined()
    }

    private var disagreement: String {
        "as each said last, the witnesses of compliance disagree: " + said.joined(separator: "; ")
    }

    /// What each says, since when, and when it said so last.
    private var said: [String] {
        var said = witnesses.managers.map { account in
            text("evaluated", account.verdict.word, account.state)
        }
        if let report = witnesses.report, ComplianceWitnesses.isCompliant(report.verdict) != nil,
            let step = report.last, let verdict = report.verdict
        {
            said.append(
                "reported \(step.stage):\(verdict.word) since \(step.occurred) @\(step.position.value)")
        }
        if let seen = witnesses.seenLast, seen.isCompliant != nil {
            let word = "\(seen.state.value.word(in: .complianceObserved)) \(Self.place(seen))"
            said.append(text("observed", word, seen.state))
        }
        return said
    }

    private func text(_ witness: String, _ word: String, _ state: RegionState) -> String {
        var text =
            "\(witness) \(word) since \(state.since)\(sources.dating(of: state.position).suffix) "
            + "@\(state.position.value)"
        if let last = state.confirmed, let position = state.confirmedPosition, position != state.position {
            text += ", last said \(last) @\(position.value)"
        }
        return text
    }

    /// Where device managers disagree with one another.
    private var managers: [String] {
        let accounts = witnesses.managers
        guard Set(accounts.map(\.isCompliant)).count > 1 else { return [] }
        let said = accounts.map {
            "\(Self.name($0)) says \($0.verdict.word) since \($0.state.since) @\($0.state.position.value)"
        }
        return ["the device managers disagree: " + said.joined(separator: "; ")]
    }

    /// Where the directory does not show what a manager says.
    private var lags: [String] {
        witnesses.lags.map { lag in
            let account = lag.evaluated
            let seen = lag.observed
            let shown = Self.word(seen.isCompliant)
            let position = "@\(seen.lastPosition.value)"
            let said =
                "\(Self.name(account)) says \(account.verdict.word) since \(account.state.since) "
                + "@\(account.state.position.value); "
            let directory: String
            if let followed = lag.followed {
                directory =
                    "Entra had followed, and showed \(Self.word(account.isCompliant)) from "
                    + "\(followed.since) @\(followed.position.value), and showed \(shown) again at "
                    + "\(seen.lastSaid) \(Self.place(seen)) \(position)"
                return said + directory
            }
            if lag.isSeenSince {
                let later = DurationText(from: account.state.since, to: seen.lastSaid).text
                directory =
                    "Entra still showed \(shown) at \(seen.lastSaid) \(Self.place(seen)) \(position), "
                    + "\(later) later"
            } else {
                directory =
                    "Entra was last seen before that, and showed \(shown) at \(seen.lastSaid) "
                    + "\(Self.place(seen)) \(position)"
            }
            return said + directory + "; " + report(lag)
        }
    }

    /// What became of the report of a manager's verdict.
    private func report(_ lag: ComplianceWitnesses.Lag) -> String {
        let seen = lag.observed.lastSaid
        guard let step = lag.reported else {
            return lag.isSeenSince
                ? "no report of it is recorded in between" : "no report of it is recorded since"
        }
        let when = "\(step.occurred) @\(step.position.value)"
        let told = "a report of \(lag.evaluated.verdict.word) "
        switch step.stage {
        case .failed: return told + "failed at \(when)"
        case .sent: return told + "was sent at \(when), and is not known to be accepted or completed"
        case .accepted: return told + "was accepted at \(when), and is not known to be completed"
        case .completed: break
        }
        guard step.occurred <= seen else {
            return told + "was completed at \(when), after Entra was last seen"
        }
        return told + "was completed at \(when), \(DurationText(from: step.occurred, to: seen).text) before "
            + "Entra was seen"
    }

    /// Where the last report is not of what a manager says.
    private var reports: [String] {
        guard let report = witnesses.report, let step = report.last, let verdict = report.verdict,
            let told = ComplianceWitnesses.isCompliant(verdict)
        else { return [] }
        return witnesses.managers.filter { $0.isCompliant != told }.map { account in
            let since = account.state.since
            let order =
                step.occurred < since
                ? "\(DurationText(from: step.occurred, to: since).text) before that; "
                    + "nothing was reported since"
                : "\(DurationText(from: since, to: step.occurred).text) after that"
            return "\(Self.name(account)) says \(account.verdict.word) since \(since) "
                + "@\(account.state.position.value); the last report said \(verdict.word), \(step.stage) "
                + "\(step.occurred) @\(step.position.value), \(order)"
        }
    }

    /// Which steps of the last report nothing is recorded of.
    private var missing: [String] {
        guard let report = witnesses.report, !report.missing.isEmpty, let step = report.last else {
            return []
        }
        return [
            "of the last report, \(step.stage) \(step.occurred) @\(step.position.value), "
                + "\(report.missing.map { "\($0)" }.joined(separator: " and ")) is not recorded"
        ]
    }
}
