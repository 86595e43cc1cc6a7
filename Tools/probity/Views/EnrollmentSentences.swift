import ComplianceState
import EventCatalogue
import LedgerModel

extension EnrollmentView {
    /// What there is to say of the enrolment, one sentence a line, each with the position that proves it.
    var sentences: [String] {
        [outcome, telling]
            + [
                said("platform", session.platforms), said("product", session.products),
                said("the person's directory", session.userKinds),
                known("workflow", session.workflow),
                known("default authentication", session.defaultAuthentication),
                known("the device manager's factors", session.managerFactors),
                known("Entra's factors", session.entraFactors), passwords, fallback, factors, required,
            ].compactMap { $0 } + undetermined
    }

    private func proof(_ position: GlobalPosition) -> String { "@\(position.value)" }

    private var outcome: String {
        let began =
            session.hasKnownBeginning
            ? "begun \(session.began) \(proof(session.steps[0].position))"
            : "its beginning is not known, the first step that is \(session.began) "
                + proof(session.steps[0].position)
        let step = session.proof
        let place = "\(step.occurred) \(proof(step.position))"
        guard session.outcome != .open else {
            return "open: \(began), last \(step.kind.inWords) \(place); none of its steps is an ending"
        }
        var text = "\(session.outcome.rawValue): \(began), \(step.kind.inWords) \(place)"
        if let code = step.errorCode { text += ", code \(code)\(meaning(code, step.occurred))" }
        if let before = session.completionBefore {
            text += ", although it was completed \(before.occurred) \(proof(before.position))"
        }
        let again = session.endings.filter { $0.kind == .completed && step < $0 }
        if !again.isEmpty {
            text += ", and said to be again " + again.map { proof($0.position) }.joined(separator: " ")
        }
        if let stumble = session.stumble {
            text += ", after \(stumble.kind.inWords) \(proof(stumble.position))"
            if let code = stumble.errorCode { text += ", code \(code)\(meaning(code, stumble.occurred))" }
        }
        return text
    }

    private func meaning(_ code: Int64, _ instant: Timestamp) -> String {
        let row = ReferenceData.current.errorCode(code, at: instant).first
        return row.map { " (\($0.value.meaning))" } ?? ""
    }

    private var telling: String {
        let text =
            switch session.telling {
            case .byID: "its steps say its id"
            case .byDeviceAndTime:
                "no step says an id: told by what one source says of one device, from request to ending"
            }
        let others = session.steps.filter(session.isOfFlow).map { proof($0.position) }
        return others.isEmpty ? text : text + "; told by their flow: " + others.joined(separator: " ")
    }

    private func said<Value>(_ name: String, _ all: [EnrolmentStatement<Value>]) -> String? {
        guard !all.isEmpty else { return "\(name): not known" }
        let words = all.map { "\($0.value.word) \(proof($0.position))" }
        return "\(name): " + words.joined(separator: " and ") + (all.count > 1 ? ", which contradict" : "")
    }

    private func known<Value>(_ name: String, _ setting: EnrolmentSetting<Value>) -> String {
        if setting.isContradicted { return said(name, setting.said) ?? "" }
        guard let statement = setting.known(at: session.decisive) else { return "\(name): not known" }
        let basis =
            switch statement.basis {
            case .said: "as the enrolment says"
            case .set:
                setting.isChanged(after: session.began, through: session.decisive)
                    ? "as was set after it had begun" : "as was set"
            case .before: "as stood before it was changed"
            }
        return "\(name): \(statement.value.word), \(basis) \(proof(statement.position))"
    }

    private var passwords: String? {
        guard !session.passwords.isEmpty else { return nil }
        let words = session.passwords.map { step in
            let who = step.provider?.word ?? "a directory that is not named"
            let page = step.page.map { " on \($0.word)" } ?? ""
            let result = step.kind == .passwordPassed ? "passed" : "refused"
            return "\(who) \(result)\(page) \(proof(step.position))"
        }
        return "passwords: " + words.joined(separator: ", then ")
    }

    private var fallback: String? {
        session.fallback.map {
            "fallback: Entra refused \(proof($0.refused.position)), Active Directory let pass "
                + proof($0.passed.position)
        }
    }

    private var factors: String {
        let words = session.factors.map { factor in
            let who = factor.isPassword ? factor.step.provider?.word : factor.askedBy?.word
            // Many a method has one channel, and its name.
            let isSame = factor.method?.word == factor.channel?.word
            let channel = isSame ? "" : factor.channel.map { " by \($0.word)" } ?? ""
            return (who.map { "\($0)'s " } ?? "") + (factor.method?.word ?? "factor") + channel + " "
                + proof(factor.position)
        }
        var text = "factors given: " + (session.tellsAuthentication ? "\(words.count)" : "none told")
        if !words.isEmpty { text += " (\(words.joined(separator: ", ")))" }
        if let said = session.countSaid {
            text += "; the source says \(said.count) \(proof(said.position))"
        }
        if !session.claims.isEmpty {
            let places = session.claims.map { proof($0.position) }.joined(separator: " ")
            text += "; earlier ones accepted: \(session.claims.count) \(places)"
        }
        return text
    }

    private var required: String? {
        guard !assessment.required.isEmpty else { return nil }
        let words = assessment.required.map { row in
            "\(row.value.count) by the \(row.value.reading.rawValue) ("
                + row.sources.map(\.description).joined(separator: " ") + ")"
        }
        return "factors documented: " + words.joined(separator: ", or ")
    }

    private var undetermined: [String] {
        assessment.undetermined.map { open in
            "not judged by \(open.table.summary): "
                + open.missing.map { missing in
                    missing == .product && session.products.isEmpty
                        ? "the product is not known" : missing.inWords
                }.joined(separator: ", ")
        }
    }
}

extension EnrolmentUndetermined.Missing {
    var inWords: String {
        switch self {
        case .workflow: "the workflow is not known"
        case .defaultAuthentication: "the default setting is not known"
        case .userKind: "the person's directory is not known"
        case .managerFactors: "the device manager's factors are not known"
        case .entraFactors: "Entra's factors are not known"
        case .provider: "who checked the password is not known"
        case .page: "the password's page is not known"
        case .authentication: "no step of authentication was told"
        case .product: "the documents are not about this product"
        case .entraUser: "it is about people of Entra"
        case .documents: "no document was in force"
        }
    }
}
