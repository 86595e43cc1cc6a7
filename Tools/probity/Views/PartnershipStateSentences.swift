import ComplianceState
import EventCatalogue
import LedgerModel

// How a partner stands, and what speaks against it.
extension PartnershipView {
    func proof(_ position: GlobalPosition) -> String { "@\(position.value)" }
    func place<Value>(_ dated: Dated<Value>) -> String { "\(dated.since) \(proof(dated.position))" }
    private func place(_ step: PartnershipLife.Step) -> String { "\(step.since) \(proof(step.position))" }

    var name: String { partnership.product?.value.word ?? "the partner" }

    private struct Told: Hashable {
        let standing: Dated<PartnershipState>
        let joined: GlobalPosition?
    }

    /// One for each state that operating systems share by the same events; of what ended as a whole first how
    /// that did.
    var states: [String] {
        var tracks = partnership.tracks
        if partnership.whole.state?.isEnd == true, tracks.first?.platform != nil {
            tracks.insert(partnership.whole, at: 0)
        }
        var platforms: [Told: [String]] = [:]
        var order: [(told: Told, life: PartnershipLife)] = []
        for track in tracks {
            guard let standing = track.standing, let life = track.lives.last else { continue }
            let told = Told(standing: standing, joined: life.joined?.position)
            if platforms[told] == nil { order.append((told, life)) }
            platforms[told, default: []] += track.platform.map { [$0.word] } ?? []
        }
        if order.isEmpty { return ["\(name): no event says how far it is set up"] }
        return order.map { told, life in
            let words = platforms[told] ?? []
            return sentence(life, words.isEmpty ? "" : " for " + words.joined(separator: " and "))
        }
    }

    private func sentence(_ life: PartnershipLife, _ platforms: String) -> String {
        let step = life.last
        let at = place(step)
        let teller = step.kind == .observed ? ", as Microsoft says" : ""
        // An operating system that came later is as far as the connection was before it.
        let since =
            life.joined.map { " since \(at),\(platforms) since it was assigned on \(place($0))" }
            ?? "\(platforms) since \(at)"
        let got =
            life.joined.map { " on \(at),\(platforms) since it was assigned on \(place($0))" }
            ?? "\(platforms) on \(at)"
        return switch step.state {
        case .created: "\(name) was added\(platforms) on \(at), and no event says that anybody is assigned"
        case .assigned: "\(name) was assigned\(platforms) on \(at), and no event says that it is configured"
        case .configured: "\(name) is configured\(since), and \(consentClause)"
        case .consentPending where step.kind == .consentGranted:
            "\(name) has consent to one of its two applications\(since), and waits for that to the other"
        case .consentPending: "\(name) waits for consent\(since)"
        case .provisioning where step.kind == .provisioned:
            "\(name) is provisioned\(since), and nothing confirms yet that it works"
        case .provisioning: "\(name) got consent\(got), and nothing confirms yet that it works"
        case .enabled: "\(name) is \(Self.enabled(by: step.kind))\(since)\(teller)"
        case .failed: "\(name) could not be set up\(platforms) on \(at)"
        case .suspended: "\(name) was suspended\(platforms) on \(at), and its configuration is kept"
        case .off: "\(name) was switched off\(platforms) on \(at), and its configuration is not kept"
        case .rejected where step.kind == .secretExpired:
            "\(name) is refused\(platforms) since \(at), as no secret was valid\(rejection)"
        case .rejected: "\(name) is refused\(platforms) since \(at)\(teller)"
        case .unresponsive: "\(name) does not respond\(platforms) since \(at)\(teller)"
        case .unavailable: "\(name) is unavailable\(platforms) since \(at)\(teller)"
        case .removed: "\(name) was removed\(platforms) on \(at)\(teller)"
        case .terminated: "\(name) was terminated\(platforms) on \(at)\(teller)"
        case .deprovisioned: "\(name) was deprovisioned\(platforms) on \(at)"
        }
    }

    /// That Microsoft refuses it as well.
    private var rejection: String {
        guard let observed = partnership.observed, observed.value == .rejected else { return "" }
        return "; Microsoft says rejected since \(place(observed))"
    }

    /// By what it is known to be enabled, which is no word on what it reports.
    private static func enabled(by kind: SetupEventKind) -> String {
        switch kind {
        case .tested: "set up, as a test showed,"
        case .registrationCompleted: "set up to the end"
        case .secretChanged: "enabled again by a new secret"
        case .resumed: "switched on again"
        case .assigned: "enabled, as the connection was before,"
        default: "enabled"
        }
    }

    /// What is known of consent, of a connection that is configured.
    private var consentClause: String {
        let present = partnership.presentConsents
        if let granted = present.last(where: { $0.state == .granted }) {
            return "consent was given on \(place(granted.last)); nothing confirms yet that it works"
        }
        if let consent = present.last {
            switch consent.state {
            case .asked: return "consent was asked for on \(place(consent.last)), without a known answer"
            case .declined: return "consent was declined on \(place(consent.last))"
            case .granted, .withdrawn: return "consent was withdrawn on \(place(consent.last))"
            }
        }
        return "no event says that consent was asked for"
    }

    /// What counts as working.
    var enabled: [Dated<PartnershipState>] {
        partnership.tracks.compactMap(\.standing).filter { $0.value == .enabled }
    }

    /// What speaks against it that what is enabled works; nil where nothing does.
    var doubts: String? {
        guard let first = enabled.min(by: { ($0.since, $0.position) < ($1.since, $1.position) })
        else { return nil }
        var out: [String] = []
        let secrets = partnership.secrets
        if secrets.allSatisfy({ $0.standing(at: partnership.instant) != .valid }) {
            let ends = secrets.compactMap { secret in
                (secret.ended?.since ?? secret.expires).map {
                    (since: $0, position: secret.ended?.position ?? secret.position)
                }
            }
            if let last = ends.max(by: { ($0.since, $0.position) < ($1.since, $1.position) }) {
                out.append("no secret is valid since \(last.since) \(proof(last.position))")
            }
        }
        for consent in partnership.consents where consent.state == .withdrawn {
            out.append(
                "consent to \(consent.role?.word ?? "an application") was withdrawn on "
                    + place(consent.last))
        }
        if let test = partnership.test, !test.value,
            (test.since, test.position) > (first.since, first.position)
        {
            out.append("its last test failed on \(place(test))")
        }
        return out.isEmpty ? nil : "against that: \(out.joined(separator: "; "))"
    }

    var lives: [String] {
        partnership.tracks.flatMap { track in
            track.earlierLives.map { life in
                let platform = track.platform.map { " for \($0.word)" } ?? ""
                return "an earlier life\(platform) went from \(life.began) to \(life.last.since), and was "
                    + "\(life.last.state.inWords) \(proof(life.last.position))"
            }
        }
    }

    /// Operating systems of which the same events say the same are told together.
    var disagreements: [String] {
        var platforms: [String: [String]] = [:]
        var order: [String] = []
        for disagreement in partnership.disagreements {
            let seen =
                switch disagreement.seen {
                case .state(let state): "Microsoft says \(state.word)"
                case .platform(let isSet): "Microsoft shows it as \(isSet ? "" : "not ")set up"
                }
            let text =
                "it is \(disagreement.setup.value.inWords) by what was done on \(place(disagreement.setup)), "
                + "and \(seen) \(proof(disagreement.position)), last seen \(disagreement.lastSeen)"
            if platforms[text] == nil { order.append(text) }
            platforms[text, default: []] += disagreement.platform.map { [$0.word] } ?? []
        }
        return order.map { text in
            let words = platforms[text] ?? []
            return
                "in disagreement\(words.isEmpty ? "" : " for " + words.joined(separator: " and ")): \(text)"
        }
    }

    var scopeDisagreements: [String] {
        partnership.scopeDisagreements.map { disagreement in
            let platform = disagreement.scope.platform.map { " for \($0.word)" } ?? ""
            var parts: [String] = []
            if disagreement.isOfAllUsers {
                parts.append(
                    disagreement.seen.value.allUsers
                        ? "all users, who had not been set" : "not all users, who had been set")
            }
            if !disagreement.missing.isEmpty {
                let missing = Self.groups(disagreement.missing.count)
                parts.append("\(missing) missing that had been set")
            }
            if !disagreement.further.isEmpty {
                let further = Self.groups(disagreement.further.count)
                parts.append("\(further) that had not been set")
            }
            return
                "in disagreement\(platform): beside what was set on \(place(disagreement.scope.last)) "
                + "Microsoft shows on \(place(disagreement.seen)) \(parts.joined(separator: ", and "))"
        }
    }
}
