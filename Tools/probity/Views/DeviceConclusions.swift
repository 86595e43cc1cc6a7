import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

/// What is concluded about a device's compliance, and what else is told of it, for people and as objects.
struct DeviceConclusions {
    let inferences: [ComplianceInference]
    let notes: [DeviceNote]
    private let instant: Timestamp

    init(_ device: DeviceTimeline, asOf instant: Timestamp, _ basis: ConclusionBasis) {
        self.instant = instant
        inferences = ComplianceInference.all(of: device, asOf: instant, basis)
        notes = DeviceNote.all(of: device, asOf: instant, basis)
    }

    /// One sentence for each conclusion; each says that it is one, since when, by which rule, and from what.
    var sentences: [String] { inferences.map { text($0) } }

    private func text(_ inference: ComplianceInference) -> String {
        let proof = "@\(inference.position.value)"
        let other = inference.other.map { " @\($0.value)" } ?? ""
        let since = inference.since.description
        let text: String
        switch inference.rule {
        case .noReportYet:
            text =
                "no report yet (inferred): it was registered \(since) \(proof), and nothing was evaluated, "
                + "reported or shown as compliant since; until the first report Entra shows it as not "
                + "compliant, or as not applicable"
        case .alertOnly:
            text =
                "stays compliant in Entra although it is out of policy (inferred) since \(since) \(proof): "
                + "all that the policies do which it does not meet is to alert\(other)"
        case .errorHeld:
            let kept = inference.verdict.map { "the verdict before it, \($0.word),\(other)" }
            text =
                "counts as before (inferred) until \(inference.until?.description ?? "then"): its "
                + "evaluation has failed since \(since) \(proof), and "
                + (kept.map { $0 + " is kept" } ?? "no verdict before it is known")
        case .errorLapsed:
            text =
                "not compliant, or in its grace period (inferred) since \(since): for so long the verdict "
                + "before an evaluation that fails is kept \(proof)"
        case .compliantByDefault:
            text =
                "compliant by default (inferred) since \(since) \(proof): no policy is assigned, and that "
                + "the tenant's setting is another one is not known"
        case .validityPassed:
            text =
                "not compliant (inferred) since \(since): what was told of it last \(proof) is valid no "
                + "longer" + (other.isEmpty ? "" : ", by the tenant's own setting\(other)")
        case .defaultPolicy:
            text =
                "not compliant by Intune's own policy (inferred) since \(since) \(proof)\(other): "
                + inference.reasons.map(Self.words).joined(separator: ", ")
        case .managementOff:
            text =
                "not compliant (inferred) since \(since) \(proof): its user turned management off, whatever "
                + "its policies say"
        case .partnerTerminated:
            text =
                "its partner's connection was ended \(proof): its devices \(verb(inference)) marked as not "
                + "compliant (inferred) from \(since) on"
        case .partnerRemoved:
            text =
                "its partner's connection was ended \(proof): its devices \(verb(inference)) removed "
                + "(inferred) from \(since) on"
        }
        let references = inference.references.map { ", by \($0)" }.joined()
        return text + "; rule \(inference.rule.name)\(references)"
    }

    private static func words(_ reason: ComplianceReason) -> String {
        switch reason {
        case .noPolicyAssigned: "no policy is assigned"
        case .outOfContact: "it is not active"
        case .userMissing: "no user with a licence"
        default: reason.word
        }
    }

    private func isDue(_ inference: ComplianceInference) -> Bool { inference.since <= instant }

    private func verb(_ inference: ComplianceInference) -> String {
        isDue(inference) ? "are" : "will be"
    }

    func tellNotes() {
        for note in notes { Terminal.line(Self.text(note)) }
    }

    static func text(_ note: DeviceNote) -> String {
        let proof = "\(note.occurred) @\(note.position.value)"
        let by = note.reference.map { "; by \($0)" } ?? ""
        switch note.kind {
        case .brokerMissing:
            return "enrolled \(proof), and no broker is known on it, which its registration needs\(by)"
        case .brokerGuided: return "its user was led to install the broker \(proof)"
        case .registrationFailed(let code):
            return
                "its registration failed \(proof)\(code.map { ", code \($0)" } ?? ""); how it stood before "
                + "stands still"
        case .registeringAgain:
            return "on its way into the directory again since \(proof), and not in it yet"
        case .notRegistered: return "its manager said that the directory does not know it \(proof)"
        case .anotherID(let before):
            return "it has got another id in the directory \(proof)"
                + (before.map { ", instead of \($0.guidText)" } ?? "")
        case .account(let account, let isSupported):
            let support =
                isSupported.map { $0 ? ", with which the integration works" : ", which is not supported" }
                ?? ""
            return "its user has an account of the kind \(account.word) on it \(proof)\(support)\(by)"
        case .redirected(let target):
            return "its user was sent to \(target.word) \(proof), as the directory did not know it"
        case .joinUnsupported(let join, let support):
            return
                "how it joined, \(join.rawValue), is not supported by its manager's own integration"
                + (support == .otherMeans ? ", only by other means" : "") + " \(proof)\(by)"
        case .deleteRequested:
            return "its manager was told to delete its record \(proof); whether it did is not said"
        case .certificateInstalled: return "the certificate of its registration was installed \(proof)"
        }
    }

    /// Writes `inferences` and `notes` as members.
    func write(_ writer: inout JSONWriter) {
        writer.key("inferences")
        writer.beginArray()
        for inference in inferences {
            writer.beginObject()
            for (name, text) in [
                ("rule", inference.rule.name as String?), ("since", inference.since.description),
                ("until", inference.until?.description), ("verdict", inference.verdict?.word),
            ] {
                writer.key(name)
                if let text { writer.string(text) } else { writer.null() }
            }
            writer.key("isInferred")
            writer.bool(true)
            writer.key("isDue")
            writer.bool(isDue(inference))
            writer.key("reasons")
            writer.beginArray()
            for reason in inference.reasons { writer.string(reason.word) }
            writer.endArray()
            writer.key("references")
            writer.beginArray()
            for reference in inference.references { writer.string(reference) }
            writer.endArray()
            writer.key("text")
            writer.string(text(inference))
            writer.key("position")
            writer.uint64(inference.position.value)
            writer.key("otherPosition")
            if let other = inference.other { writer.uint64(other.value) } else { writer.null() }
            writer.endObject()
        }
        writer.endArray()
        writer.key("notes")
        writer.beginArray()
        for note in notes {
            writer.beginObject()
            for (name, text) in [
                ("note", note.kind.name as String?), ("occurred", note.occurred.description),
                ("text", Self.text(note)), ("reference", note.reference),
            ] {
                writer.key(name)
                if let text { writer.string(text) } else { writer.null() }
            }
            writer.key("position")
            writer.uint64(note.position.value)
            writer.endObject()
        }
        writer.endArray()
    }
}
