import ComplianceState
import EventCatalogue
import LedgerModel

extension PartnershipView {
    /// What there is to say of the partner, one sentence a line, each with the position that proves it.
    var sentences: [String] {
        states + [doubts].compactMap { $0 } + lives + disagreements + scopeDisagreements
            + [unnamed, ending, changed, locations, heartbeat, consent].compactMap { $0 }
            + secretSentences + scopeSentences
            + [suppressed, installationSentence].compactMap { $0 } + progress
            + [people, deviations].compactMap { $0 }
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
            ending.value.nonComplianceAt.map { ("marked as not compliant", $0) },
            ending.value.removalAt.map { ("removed", $0) },
        ].compactMap { $0 }.map { what, at in
            "\(at <= partnership.instant ? "were to be" : "are to be") \(what) at \(at)"
        }
        guard !parts.isEmpty else { return nil }
        let devices = ending.value.devices.map { "its \($0) devices" } ?? "its devices"
        return "\(devices) \(parts.joined(separator: ", and ")) \(proof(ending.position))"
    }

    // MARK: - What is open

    private var changed: String? {
        // What has ended waits for nothing.
        guard let open = partnership.sync.open, !partnership.isOver else { return nil }
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
        guard let open = partnership.namedLocations.open, !partnership.isOver else { return nil }
        return
            "an installation's addresses were changed on \(place(open)), and no named location was changed "
            + "since (S000.6)"
    }

    private var heartbeat: String? {
        guard let last = partnership.heartbeats.last else {
            return partnership.tracks.contains { $0.state == .enabled } ? "no heartbeat was seen" : nil
        }
        let age = DurationText(from: last.since, to: partnership.instant).text
        let life = partnership.isOfPresentLife(last.since, last.position) ? "" : ", in an earlier life"
        return "it was last in contact on \(place(last)), \(age) before this instant\(life); heartbeats in "
            + "all: \(partnership.heartbeats.count)"
    }

    private var consent: String? {
        let open = partnership.consents.filter {
            // What speaks against it is told first.
            $0.state != .granted && !($0.state == .withdrawn && !enabled.isEmpty)
        }
        guard !open.isEmpty else { return nil }
        return "consent: "
            + open.map { consent in
                let role = consent.role?.word ?? "an application"
                return "\(role) \(consent.state.rawValue) on \(place(consent.last))"
            }.joined(separator: ", ")
    }

    private var secretSentences: [String] {
        let secrets = partnership.secrets
        // What has ended comes by none.
        guard !secrets.isEmpty, !partnership.isOver else { return [] }
        let valid = secrets.filter { $0.standing(at: partnership.instant) == .valid }
        if valid.isEmpty {
            if !enabled.isEmpty { return [] }
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
            let by = scope.isOwn ? "by \(name)'s own setting" : "as assigned at Microsoft"
            let meant = scope.groups.count { $0.isMeant }
            let excluded = scope.groups.count { $0.excluded?.value == true }
            var parts: [String] = []
            if scope.isForAll == true { parts.append("all users") }
            if scope.allDevices?.value == true { parts.append("all devices") }
            // All users are meant, whichever groups are named beside.
            if scope.isForAll != true {
                if scope.isOwn, let count = scope.count?.value, count > Int64(meant) {
                    parts.append("\(count) groups, of which events name \(meant)")
                } else if meant > 0 {
                    parts.append(Self.groups(meant))
                }
            }
            if parts.isEmpty, scope.isForAll == nil, excluded == 0, scope.groups.isEmpty {
                return
                    "for whom it is meant\(platform) was set on \(place(scope.last)), \(by), in words that "
                    + "are not known"
            }
            if parts.isEmpty { parts.append("nobody that events name") }
            let end = partnership.end(of: scope.platform)
            var text = "\(by), it \(end == nil ? "is" : "was") meant\(platform) for "
            text += parts.joined(separator: " and ")
            if excluded > 0 { text += ", and not for \(Self.groups(excluded)) that it excludes" }
            let overridden = scope.groups.count { $0.isOverridden }
            if overridden > 0 { text += " (included as well: \(overridden), and the exclusion counts)" }
            text += ", as last set on \(place(scope.last))"
            return text + (end.map { ", until it was \($0.value.inWords) on \(place($0))" } ?? "")
        }
    }

    static func groups(_ count: Int) -> String { count == 1 ? "1 group" : "\(count) groups" }

    private var suppressed: String? {
        let on = partnership.suppression.filter(\.value.value)
        guard let first = on.first, !partnership.isOver else { return nil }
        return "people are not asked to set up the broker since \(place(first.value))"
    }

    private var installationSentence: String? {
        let all = partnership.installations
        guard !all.isEmpty else { return nil }
        let connected = Self.counted(all.map { $0.isConnected?.value }, "connected")
        let sending = Self.counted(all.map { $0.uploads }, "sending verdicts")
        let proofs = Set(
            all.flatMap {
                [$0.isConnected?.position ?? $0.events.first?.position, $0.policyIsEnabled?.position]
            }
        )
        .compactMap { $0 }.sorted().map(proof).joined(separator: " ")
        let end = partnership.end().map { ", as last told; it ended on \(place($0))" }
        return "installations: \(all.count) known, \(connected), \(sending) \(proofs)\(end ?? "")"
    }

    /// How many of some are so, and of how many that is not known.
    private static func counted(_ flags: [Bool?], _ what: String) -> String {
        let (yes, unknown) = (flags.count { $0 == true }, flags.count { $0 == nil })
        if unknown == flags.count { return "not known whether \(what)" }
        return "\(yes) \(what)" + (unknown == 0 ? "" : " (not known of \(unknown))")
    }

    private var progress: [String] {
        partnership.onboarding.map { progress in
            let needed = progress.steps.filter(\.row.value.isNeeded)
            let done = needed.count { $0.done != nil }
            var text =
                "onboarding by \(progress.procedure.rawValue): \(done) of \(needed.count) needed steps done"
            // What has ended goes on with none.
            if let next = progress.next, !partnership.isOver {
                text += "; next: \(next.row.value.step.rawValue)"
            }
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
        guard let licences, licences.licensed > 0, !partnership.isOver else { return nil }
        let last = licences.holdings.map(\.isHeld.position).max().map { " \(proof($0))" } ?? ""
        return "people of the tenant with a licence, as far as events tell: \(licences.licensed), of whom "
            + "\(licences.withIntune) with one that includes Intune\(last)"
    }

    private var deviations: String? {
        let count = partnership.allDeviations.count
        return count == 0 ? nil : "otherwise than documented: \(count), below"
    }
}
