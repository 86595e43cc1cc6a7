import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

extension EnrollmentView {
    func write(_ writer: inout JSONWriter, _ reader: EvidenceReader, evidence: Bool) {
        writer.beginObject()
        writer.text("enrollment", session.id.guidText)
        writer.text("tenant", session.tenant.text)
        writer.text("toldBy", session.telling.rawValue)
        writer.texts("devices", session.devices.map(\.text))
        writer.texts("users", session.users.map(\.description))
        writer.texts("instances", session.instances.map(\.description))
        writer.text("outcome", session.outcome.rawValue)
        writer.text("began", session.hasKnownBeginning ? session.began.description : nil)
        writer.text("ended", session.outcome == .open ? nil : session.proof.occurred.description)
        writer.number("errorCode", session.outcome == .open ? nil : session.proof.errorCode)
        writer.position("position", session.proof.position)
        writer.position("stumble", session.stumble?.position)
        write("platform", session.platforms, &writer)
        write("product", session.products, &writer)
        write("userKind", session.userKinds, &writer)
        write("reason", session.reasons, &writer)
        write("workflow", session.workflow, &writer)
        write("defaultAuthentication", session.defaultAuthentication, &writer)
        write("managerFactors", session.managerFactors, &writer)
        write("entraFactors", session.entraFactors, &writer)
        writer.list("passwords", session.passwords) { step, writer in
            writer.text("provider", step.provider?.word)
            writer.text("result", step.kind == .passwordPassed ? "passed" : "failed")
            writer.text("page", step.page?.word)
            writer.number("attempt", step.attempt)
            writer.position("position", step.position)
        }
        writer.key("fallback")
        if let fallback = session.fallback {
            writer.beginObject()
            writer.position("refused", fallback.refused.position)
            writer.position("passed", fallback.passed.position)
            writer.endObject()
        } else {
            writer.null()
        }
        writer.list("redirects", session.redirects) { step, writer in
            writer.text("target", step.target?.word)
            writer.text("occurred", step.occurred.description)
            writer.position("position", step.position)
        }
        writeFactors(&writer)
        writer.list("endings", session.endings) { step, writer in
            writer.text("outcome", step.kind.word)
            writer.text("occurred", step.occurred.description)
            writer.position("position", step.position)
        }
        writer.list("steps", session.steps) { step, writer in
            write(step, &writer)
            if evidence { reader.write(step.position, &writer) }
        }
        writeAssessment(&writer)
        writer.texts("sentences", sentences)
        writer.endObject()
    }

    private func writeFactors(_ writer: inout JSONWriter) {
        writer.list("factorsRequired", assessment.required) { row, writer in
            writer.number("count", row.value.count)
            writer.text("reading", row.value.reading.rawValue)
            writer.text("row", row.id)
            writer.texts("sources", row.sources.map(\.description))
            writer.text("conflict", row.conflict)
        }
        writer.number(
            "factorsObserved", session.tellsAuthentication ? Int64(assessment.observed) : nil)
        writer.number("factorsSaid", session.countSaid?.count)
        writer.list("factors", session.factors) { factor, writer in
            writer.text("method", factor.method?.word)
            writer.text("channel", factor.channel?.word)
            writer.text("askedBy", factor.isPassword ? nil : factor.askedBy?.word)
            writer.text("provider", factor.step.provider?.word)
            writer.text("occurred", factor.occurred.description)
            writer.position("position", factor.position)
            writer.positions("alsoToldBy", factor.others)
        }
        writer.list("claims", session.claims) { step, writer in
            writer.text("askedBy", step.askedBy?.word)
            writer.text("occurred", step.occurred.description)
            writer.position("position", step.position)
        }
    }

    private func writeAssessment(_ writer: inout JSONWriter) {
        writer.list("deviations", assessment.deviations) { deviation, writer in
            writer.text("kind", deviation.kind.rawValue)
            writer.key("isInformation")
            writer.bool(deviation.kind.isInformation)
            writer.text("expected", deviation.expected)
            writer.text("found", deviation.found)
            writer.positions("positions", deviation.positions)
            writer.list("reference", deviation.citations) { citation, writer in
                writer.text("row", citation.row)
                writer.texts("sources", citation.sources.map(\.description))
            }
        }
        writer.list("undetermined", assessment.undetermined) { open, writer in
            writer.text("table", open.table.rawValue)
            writer.texts("missing", open.missing.map(\.rawValue))
        }
    }

    /// A step, with the words that it says; null where it says none.
    private func write(_ step: EnrolmentStep, _ writer: inout JSONWriter) {
        writer.text("step", step.kind.word)
        writer.text("occurred", step.occurred.description)
        writer.position("position", step.position)
        writer.text("source", step.source.description)
        writer.text("page", step.page?.word)
        writer.text("provider", step.provider?.word)
        writer.text("target", step.target?.word)
        writer.text("domainSource", step.domainSource?.word)
        writer.text("browser", step.browser?.word)
        writer.text("lastStep", step.lastStep?.word)
        writer.text("method", step.method?.word)
        writer.text("channel", step.channel?.word)
        writer.text("askedBy", step.askedBy?.word)
        writer.texts("offered", step.offered.map(\.word))
        writer.number("attempts", step.kind.isOfFactor ? step.attempts : step.attempt)
        writer.number("errorCode", step.errorCode)
    }

    /// The one value that steps say; nothing where they contradict, and then all of them.
    private func write<Value>(
        _ name: String, _ all: [EnrolmentStatement<Value>], _ writer: inout JSONWriter
    ) {
        write(name, all.count == 1 ? all[0] : nil, said: all, &writer)
    }

    private func write<Value>(
        _ name: String, _ setting: EnrolmentSetting<Value>, _ writer: inout JSONWriter
    ) {
        write(name, setting.known(at: session.decisive), said: setting.said, &writer)
    }

    private func write<Value>(
        _ name: String, _ known: EnrolmentStatement<Value>?, said: [EnrolmentStatement<Value>],
        _ writer: inout JSONWriter
    ) {
        writer.key(name)
        writer.beginObject()
        writer.text("value", known?.value.word)
        writer.text("knownBy", known?.basis.rawValue)
        writer.position("position", known?.position)
        if said.count > 1 {
            writer.list("contradicted", said) { statement, writer in
                writer.text("value", statement.value.word)
                writer.position("position", statement.position)
            }
        }
        writer.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func text(_ name: String, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    fileprivate mutating func number(_ name: String, _ value: Int64?) {
        key(name)
        if let value { int64(value) } else { null() }
    }

    fileprivate mutating func position(_ name: String, _ value: GlobalPosition?) {
        key(name)
        if let value { uint64(value.value) } else { null() }
    }

    fileprivate mutating func positions(_ name: String, _ values: [GlobalPosition]) {
        key(name)
        beginArray()
        for value in values { uint64(value.value) }
        endArray()
    }

    fileprivate mutating func texts(_ name: String, _ values: [String]) {
        key(name)
        beginArray()
        for value in values { string(value) }
        endArray()
    }

    fileprivate mutating func list<Element>(
        _ name: String, _ elements: [Element], _ write: (Element, inout JSONWriter) -> Void
    ) {
        key(name)
        beginArray()
        for element in elements {
            beginObject()
            write(element, &self)
            endObject()
        }
        endArray()
    }
}
