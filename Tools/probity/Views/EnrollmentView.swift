import ComplianceState
import EventCatalogue
import LedgerModel

/// An enrolment as an administrator reads it.
struct EnrollmentView {
    let session: EnrolmentSession
    let assessment: EnrolmentAssessment

    init(_ session: EnrolmentSession) {
        self.session = session
        assessment = EnrolmentAssessment(session)
    }

    func tell(_ reader: EvidenceReader, evidence: Bool) {
        Terminal.line("enrollment \(session.id.guidText)  tenant \(session.tenant.text)")
        if session.devices.isEmpty { Terminal.line("device not said") }
        for device in session.devices { Terminal.line("device \(device.text)") }
        for user in session.users { Terminal.line("user \(user)") }
        for instance in session.instances { Terminal.line("told by \(instance.description)") }
        Terminal.line("")
        for sentence in sentences { Terminal.line(sentence) }
        Terminal.line("")
        Terminal.table(
            ["occurred", "step", "what", "by", "code", "proof"],
            session.steps.map { step in
                [
                    step.occurred.description, step.kind.inWords, step.what, step.who,
                    step.errorCode.map { "\($0)" } ?? "", "@\(step.position.value)",
                ]
            })
        if !assessment.deviations.isEmpty {
            Terminal.line("")
            Terminal.line("otherwise than documented")
            Terminal.table(
                ["what", "expected", "found", "weight", "stated in", "proof"],
                assessment.deviations.map { deviation in
                    [
                        deviation.kind.inWords, deviation.expected, deviation.found,
                        deviation.kind.isInformation ? "information" : "deviation", deviation.statedIn,
                        deviation.positions.map { "@\($0.value)" }.joined(separator: " "),
                    ]
                })
        }
        guard evidence else { return }
        for step in session.steps { reader.tell(step.position, of: step.kind.inWords) }
    }
}

extension EnrolmentDeviation {
    /// The statements of documents that say how it ought to be, each once.
    var statedIn: String {
        var seen: [String] = []
        for source in citations.flatMap(\.sources).map(\.description) where !seen.contains(source) {
            seen.append(source)
        }
        return seen.joined(separator: " ")
    }
}

extension EnrolmentStep {
    /// What the step is about, in the catalogue's words.
    var what: String {
        let parts: [String?] =
            switch kind {
            case .requested: [platform?.word, reason?.word, browser.map { "in \($0.word)" }]
            case .identifierSubmitted:
                [page.map { "on \($0.word)" }, domainSource.map { "domain \($0.word)" }]
            case .redirected: [target.map { "to \($0.word)" }]
            case .passwordPassed, .passwordFailed:
                [page.map { "on \($0.word)" }, attempt.map { "try \($0)" }]
            case .completed, .failed:
                [factorCount.map { "\($0) factor\($0 == 1 ? "" : "s"), as the source says" }]
            case .abandoned: [lastStep.map { "at \($0.word)" }]
            default:
                [
                    method?.word, method?.word == channel?.word ? nil : channel.map { "by \($0.word)" },
                    attempts.map { $0 == 0 ? "no answer" : "answer \($0)" },
                ]
            }
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    /// Who checked the password, or asked for the factor.
    var who: String { (kind.isOfFactor ? askedBy?.word : provider?.word) ?? "" }
}

extension EnrolmentStepKind {
    var inWords: String {
        switch self {
        case .requested: "requested"
        case .identifierSubmitted: "said who they are"
        case .redirected: "redirected"
        case .passwordPassed: "password passed"
        case .passwordFailed: "password failed"
        case .completed: "completed"
        case .failed: "failed"
        case .abandoned: "abandoned"
        case .challenged: "factor asked for"
        case .satisfied: "factor given"
        case .satisfiedByClaim: "earlier factor accepted"
        case .denied: "factor refused"
        case .timedOut: "factor not answered"
        case .codeVerified: "code verified"
        case .codeRefused: "code refused"
        }
    }
}

extension EnrolmentDeviation.Kind {
    var inWords: String {
        switch self {
        case .successUnderNone: "success under the setting none"
        case .forbiddenFallback: "fallback that the workflow does not have"
        case .otherProvider: "password checked by another directory"
        case .passwordPage: "password on another page"
        case .tooFewFactors: "too few factors"
        case .fewerThanOtherReading: "fewer factors than another reading has"
        case .moreFactors: "more factors"
        case .factorsOutOfOrder: "factors out of order"
        case .otherWorkflow: "another workflow"
        }
    }
}
