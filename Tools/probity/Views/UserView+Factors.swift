import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

extension UserView {
    /// The last sign-ins and enrolments that are shown for people.
    private static let shown = 20

    /// The further factors of the last sign-ins and enrolments: what was asked for, and what came of it.
    func tellFactors() {
        guard !factors.isEmpty else { return }
        Terminal.line("")
        Terminal.line("further factors, the last \(min(Self.shown, factors.count)) of \(factors.count)")
        Terminal.table(
            ["first step", "last step", "factor", "given", "session", "proof"],
            factors.suffix(Self.shown).map { standing in
                [
                    standing.steps.first?.occurred.description ?? "",
                    standing.steps.last?.occurred.description ?? "", standing.text,
                    standing.given.map(\.text).joined(separator: ", then "),
                    standing.session?.guidText ?? "",
                    standing.steps.map { "@\($0.position.value)" }.joined(separator: " "),
                ]
            })
        for standing in factors.suffix(Self.shown) where standing.isEntraFirst == false {
            let proof = standing.given.map { "@\($0.position.value)" }.joined(separator: " ")
            Terminal.line("the device manager's factor was given before Entra's: \(proof)")
        }
    }
}

extension FactorStep {
    /// What was asked for, or given, and by whom.
    var text: String {
        let channel = channel?.word ?? method?.word ?? "a factor that is not named"
        return channel + (askedBy.map { " for \($0.word)" } ?? "")
    }
}

extension FactorStanding {
    /// The factors of sign-ins that a fold holds, by the records that tell of them.
    static func byRecord(_ fold: LedgerFold, asOf instant: Timestamp) -> [RecordKey: FactorStanding] {
        var out: [RecordKey: FactorStanding] = [:]
        for user in fold.users().values {
            for standing in user.factors(asOf: instant) { out[standing.recordKey] = standing }
        }
        return out
    }

    /// How it stands, in a few words: an earlier factor that was accepted is no fresh one. What was given or
    /// left unanswered before the last step stands behind it.
    var text: String {
        let last = steps.last?.text ?? ""
        let whom = steps.last?.askedBy.map { " for \($0.word)" } ?? ""
        var parts: [String] =
            switch state {
            case .asked: ["asked for: \(last)"]
            case .given: ["given: \(last)"]
            case .claimed: ["an earlier one accepted\(whom)"]
            case .refused: ["refused: \(last)"]
            case .notAnswered: ["not answered: \(last)"]
            }
        if state != .given, !given.isEmpty {
            parts.append("given before: " + given.map(\.text).joined(separator: ", "))
        }
        if !unanswered.isEmpty {
            parts.append("never answered: " + unanswered.map(\.text).joined(separator: ", "))
        }
        return parts.joined(separator: "; ")
    }

    func write(_ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("state")
        writer.string(state.rawValue)
        writer.key("session")
        if let session { writer.string(session.guidText) } else { writer.null() }
        writer.key("given")
        writer.int64(Int64(given.count))
        writer.key("isEntraFirst")
        if let isEntraFirst { writer.bool(isEntraFirst) } else { writer.null() }
        writer.key("steps")
        writer.beginArray()
        for step in steps {
            writer.beginObject()
            writer.key("occurred")
            writer.string(step.occurred.description)
            writer.key("outcome")
            writer.string(String(describing: step.outcome))
            for (name, word) in [
                ("method", step.method?.word), ("channel", step.channel?.word),
                ("askedBy", step.askedBy?.word),
            ] {
                writer.key(name)
                if let word { writer.string(word) } else { writer.null() }
            }
            writer.key("position")
            writer.uint64(step.position.value)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
