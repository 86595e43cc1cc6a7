import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

extension DeviceView {
    /// What a witness says of a device's compliance, in a word that the others' can be compared with.
    private struct Testimony {
        let witness: String
        let state: RegionState
        /// Nil where it says neither that the device is compliant nor that it is not.
        let isCompliant: Bool?
        let word: String

        var text: String {
            let last = state.confirmed.map { ", last said \($0)" } ?? ""
            return "\(witness) \(word) since \(state.since)\(last) @\(state.position.value)"
        }
    }

    /// A device in its grace period counts as compliant until that ends.
    private static func isCompliant(_ verdict: ComplianceVerdict?) -> Bool? {
        switch verdict {
        case .compliant, .inGracePeriod: true
        case .nonCompliant: false
        default: nil
        }
    }

    /// The three witnesses that say something, in the order in which a verdict travels.
    private var testimonies: [Testimony] {
        let verdicts: [(String, Region, Bool?)] = [
            ("evaluated", .complianceEvaluated, Self.isCompliant(state.evaluated)),
            ("reported", .complianceReported, Self.isCompliant(state.reported?.verdict)),
            ("observed", .complianceObserved, state.isCompliantObserved),
        ]
        return verdicts.compactMap { witness, region, isCompliant in
            state[region].map {
                Testimony(
                    witness: witness, state: $0, isCompliant: isCompliant,
                    word: $0.value.word(in: region))
            }
        }
    }

    /// Whether the witnesses that can be compared say one thing; nil where fewer than two can.
    private var agree: Bool? {
        let said = testimonies.compactMap(\.isCompliant)
        guard said.count > 1 else { return nil }
        return said.allSatisfy { $0 == said[0] }
    }

    /// A sentence where the witnesses disagree: what each says, since when, and when it said so last.
    func tellDisagreement() {
        guard agree == false else { return }
        let said = testimonies.filter { $0.isCompliant != nil }
        Terminal.line("the witnesses of compliance disagree: " + said.map(\.text).joined(separator: "; "))
    }

    /// Writes `witnessesAgree`: null where fewer than two can be compared.
    func writeAgreement(_ writer: inout JSONWriter) {
        writer.key("witnessesAgree")
        if let agree { writer.bool(agree) } else { writer.null() }
    }
}
