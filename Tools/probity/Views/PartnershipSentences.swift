import ComplianceState
import EventCatalogue
import LedgerModel

extension PartnershipView {
    /// What there is to say of the partner, one sentence a line, each with the position that proves it.
    var sentences: [String] {
        states + lives + disagreements + scopeDisagreements
            + [unnamed, ending, changed, locations, heartbeat, consent].compactMap { $0 }
            + secretSentences + scopeSentences
            + [suppressed, installationSentence].compactMap { $0 } + progress
            + [people, deviations].compactMap { $0 }
    }

    private func proof(_ position: GlobalPosition) -> String { "@\(position.value)" }
    private func place<Value>(_ dated: Dated<Value>) -> String { "\(dated.since) \(proof(dated.position))" }

    private var name: String {
        partnership.product?.value.word ?? "the partner"
    }

    // MARK: - How it stands

    private var states: [String] {
        var out: [String] = []
        var told: [Dated<PartnershipState>] = []
        for track in partnership.tracks {
            guard let standing = track.standing, !told.contains(standing) else { continue }
            told.append(standing)
            let platforms = partnership.tracks.filter { $0.standing == standing }
                .compactMap { $0.platform?.word }
            out.append(
                sentence(
                    standing, platforms.isEmpty ? "" : " for " + platforms.joined(separator: " and "), track))
        }
        if out.isEmpty { out.append("\(name): no event says how far it is set up") }
        return out
    }

    private func sentence(
        _ standing: Dated<PartnershipState>, _ platforms: String, _ track: PartnershipTrack
    ) -> String {
        let at = place(standing)
        let isSeen = track.lives.last?.last.kind == .observed
        let teller = isSeen ? ", as Microsoft says" : ""
        return switch standing.value {
        case .created: "\(name) was added\(platforms) on \(at), and nobody is assigned yet"
        case .assigned: "\(name) was assigned\(platforms) on \(at), and is not configured yet"
        case .configured: "\(name) is configured\(platforms) since \(at), and consent was not asked for yet"
        case .consentPending: "\(name) waits for consent\(platforms) since \(at)"
        case .provisioning: "\(name) has consent\(platforms) since \(at), and is not confirmed yet"
        case .enabled: "\(name) reports\(platforms) since \(at)\(teller)"
        case .failed: "\(name) could not be set up\(platforms) on \(at)"
        case .suspended: "\(name) was suspended\(platforms) on \(at), and its configuration is kept"
        case .off: "\(name) was switched off\(platforms) on \(at), and its configuration is not kept"
        case .rejected: "\(name) is refused\(platforms) since \(at)\(teller)"
        case .unresponsive: "\(name) does not respond\(platforms) since \(at)\(teller)"
        case .unavailable: "\(name) is unavailable\(platforms) since \(at)\(teller)"
        case .removed: "\(name) was removed\(platforms) on \(at)\(teller)"
        case .terminated: "\(name) was terminated\(platforms) on \(at)\(teller)"
        case .deprovisioned: "\(name) was deprovisioned\(platforms) on \(at)"
        }
    }

    private var lives: [String] {
        partnership.tracks.flatMap { track in
            track.earlierLives.map { life in
                let platform = track.platform.map { " for \($0.word)" } ?? ""
                return "an earlier life\(platform) went from \(life.began) to \(life.last.since), and was "
                    + "\(life.last.state.inWords) \(proof(life.last.position))"
            }
        }
    }

    private var disagreements: [String] {
        partnership.disagreements.map { disagreement in
            let platform = disagreement.platform.map { " for \($0.word)" } ?? ""
            let seen =
                switch disagreement.seen {
                case .state(let state): "Microsoft says \(state.word)"
                case .platform(let isSet): "Microsoft shows it as \(isSet ? "" : "not ")set up"
                }
            return
                "in disagreement\(platform): it is \(disagreement.setup.value.inWords) by what was done on "
                + "\(place(disagreement.setup)), and \(seen) \(proof(disagreement.position)), last seen "
                + "\(disagreement.lastSeen)"
        }
    }

    private var scopeDisagreements: [String] {
        partnership.scopeDisagreements.map { disagreement in
            let platform = disagreement.scope.platform.map { " for \($0.word)" } ?? ""
            var parts: [String] = []
            if disagreement.isOfAllUsers {
                parts.append(
                    disagreement.seen.value.allUsers
                        ? "all users, which were not" : "not all users, which were")
            }
            if !disagreement.missing.isEmpty {
                parts.append("not \(Self.groups(disagreement.missing.count)) that were")
            }
            if !disagreement.further.isEmpty {
                parts.append("\(Self.groups(disagreement.further.count)) that were not")
            }
            return
                "in disagreement\(platform): of those set on \(place(disagreement.scope.last)) Microsoft "
                + "shows on \(place(disagreement.seen)) \(parts.joined(separator: ", and "))"
        }
    }

    private var unnamed: String? {
        guard partnership.key.connection == nil else { return nil }
        return
            "no event gives its id at the tenant's device manager, so it is joined to no partner that has one"
    }

    private var ending: String? {
        guard let ending = partnership.ending, partnership.tracks.contains(where: { $0.state?.isEnd == true })
        else { return nil }
        let parts = [
            ending.value.nonComplianceAt.map { "marked as not compliant at \($0)" },
            ending.value.removalAt.map { "removed at \($0)" },
        ].compactMap { $0 }
        guard !parts.isEmpty else { return nil }
        let devices = ending.value.devices.map { "its \($0) devices" } ?? "its devices"
        return "\(devices) are to be \(parts.joined(separator: " and ")) \(proof(ending.position))"
    }

    // MARK: - What is open

    private var changed: String? {
        // What has ended waits for nothing.
        guard let open = partnership.sync.open,
            !partnership.tracks.allSatisfy({ $0.state?.isEnd == true })
        else { return nil }
        let what =
            switch open.value {
            case .added: partnership.platforms.isEmpty ? "it was added" : "an operating system was added"
            case .removed: "an operating system was removed"
            default: "groups or people were changed"
            }
        let rule =
            partnership.product?.value == .workspaceOne ? ", which its document asks for (S003.28)" : ""
        return "\(what) on \(place(open)), and no directory sync has followed since\(rule)"
    }

    private var locations: String? {
        guard let open = partnership.namedLocations.open else { return nil }
        return
            "an installation's addresses were changed on \(place(open)), and no named location was changed "
            + "since (S000.6)"
    }

    private var heartbeat: String? {
        guard let last = partnership.heartbeats.last else {
            return partnership.tracks.contains { $0.state == .enabled } ? "no heartbeat was seen" : nil
        }
        let age = DurationText(from: last.since, to: partnership.instant).text
        return "it was last in contact on \(place(last)), \(age) before this instant; heartbeats in all: "
            + "\(partnership.heartbeats.count)"
    }

    private var consent: String? {
        let open = partnership.consents.filter { $0.state != .granted }
        guard !open.isEmpty else { return nil }
        return "consent: "
            + open.map { consent in
                let role = consent.role?.word ?? "an application"
                return "\(role) \(consent.state.rawValue) on \(place(consent.last))"
            }.joined(separator: ", ")
    }

    private var secretSentences: [String] {
        let secrets = partnership.secrets
        guard !secrets.isEmpty else { return [] }
        let valid = secrets.filter { $0.standing(at: partnership.instant) == .valid }
        if valid.isEmpty {
            let last = secrets[secrets.count - 1]
            return [
                "no secret is valid: the last one \(last.standing(at: partnership.instant).rawValue) "
                    + proof(last.ended?.position ?? last.position)
            ]
        }
        let texts = valid.map { secret in
            (secret.expires.map { "until \($0)" } ?? "without a known end") + " \(proof(secret.position))"
        }
        let count = valid.count == 1 ? "a secret is valid" : "\(valid.count) secrets are valid at once"
        return ["\(count): " + texts.joined(separator: ", ")]
    }

    // MARK: - For whom

    private var scopeSentences: [String] {
        partnership.scopes.map { scope in
            let platform = scope.platform.map { " on \($0.word)" } ?? ""
            var parts: [String] = []
            if scope.isForAll == true { parts.append("all users") }
            if scope.allDevices?.value == true { parts.append("all devices") }
            let meant = scope.groups.count { $0.isMeant }
            let excluded = scope.groups.count { $0.excluded?.value == true }
            if meant > 0 { parts.append(Self.groups(meant)) }
            if parts.isEmpty, scope.isForAll == nil, excluded == 0, scope.groups.isEmpty {
                return
                    "for whom it works\(platform) was set on \(place(scope.last)), in words that are not known"
            }
            if parts.isEmpty { parts.append("nobody that events name") }
            var text = "it works\(platform) for \(parts.joined(separator: " and "))"
            if excluded > 0 { text += ", and not for \(Self.groups(excluded)) that it excludes" }
            let overridden = scope.groups.count { $0.isOverridden }
            if overridden > 0 { text += " (included as well: \(overridden), and the exclusion counts)" }
            return text + ", as last set on \(place(scope.last))"
        }
    }

    private static func groups(_ count: Int) -> String { count == 1 ? "1 group" : "\(count) groups" }

    private var suppressed: String? {
        let on = partnership.suppression.filter(\.value.value)
        guard let first = on.first else { return nil }
        return "people are not asked to set up the broker since \(place(first.value))"
    }

    private var installationSentence: String? {
        let all = partnership.installations
        guard !all.isEmpty else { return nil }
        let connected = all.count { $0.isConnected?.value == true }
        let sending = all.count { $0.uploads == true }
        return "installations: \(all.count) known, \(connected) connected, \(sending) sending verdicts"
    }

    private var progress: [String] {
        partnership.onboarding.map { progress in
            let needed = progress.steps.filter(\.row.value.isNeeded)
            let done = needed.count { $0.done != nil }
            var text =
                "onboarding by \(progress.procedure.rawValue): \(done) of \(needed.count) needed steps done"
            if let next = progress.next { text += "; next: \(next.row.value.step.rawValue)" }
            let skipped = progress.skipped.map(\.row.value.step.rawValue)
            if !skipped.isEmpty { text += "; skipped: \(skipped.joined(separator: ", "))" }
            let early = progress.outOfOrder.map { step in
                "\(step.row.value.step.rawValue) before "
                    + step.overtook.map(\.rawValue).joined(separator: " and ")
            }
            if !early.isEmpty { text += "; out of order: \(early.joined(separator: ", "))" }
            return text
        }
    }

    private var people: String? {
        guard let licences, licences.licensed > 0 else { return nil }
        return "people of the tenant with a licence, as far as events tell: \(licences.licensed), of whom "
            + "\(licences.withIntune) may have devices managed by it"
    }

    private var deviations: String? {
        let count = partnership.allDeviations.count
        return count == 0 ? nil : "otherwise than documented: \(count), below"
    }
}
