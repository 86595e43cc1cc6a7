import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

extension PartnershipView {
    func write(_ writer: inout JSONWriter, evidence: Bool) {
        writer.beginObject()
        writer.text("key", partnership.key.text)
        writer.dated("product", partnership.product) { $0.word }
        writer.dated("kind", partnership.kind) { $0.word }
        writer.texts("procedures", partnership.procedures.map(\.rawValue))
        writer.dated("state", partnership.state) { $0.rawValue }
        writer.flag("isOver", partnership.isOver)
        writer.list("tracks", [partnership.whole] + partnership.platforms) { track, writer in
            write(track, &writer)
        }
        writeSeen(&writer)
        writeSettings(&writer)
        writer.list("scopes", partnership.scopes) { scope, writer in write(scope, &writer) }
        write("sync", partnership.sync, &writer)
        write("namedLocations", partnership.namedLocations, &writer)
        writer.list("secrets", partnership.secrets) { secret, writer in
            writer.text("secret", secret.id?.guidText)
            writer.text("standing", secret.standing(at: partnership.instant).rawValue)
            writer.text("since", secret.since.description)
            writer.position("sincePosition", secret.first)
            writer.text("expires", secret.expires?.description)
            writer.text("fingerprint", secret.fingerprint.map { Self.hex($0.bytes) })
            writer.position("position", secret.position)
            writer.dated("ended", secret.ended) { $0.rawValue }
        }
        writer.list("consents", partnership.consents) { consent, writer in write(consent, &writer) }
        writer.list("permissions", partnership.permissions) { permission, writer in
            writer.text("application", permission.application?.guidText)
            writer.text("permission", permission.permission?.word)
            writer.text("scope", permission.scope?.word)
            writer.dated("state", permission.isGranted) { $0 ? "granted" : "withdrawn" }
        }
        writer.list("installations", partnership.installations) { installation, writer in
            write(installation, &writer)
        }
        writer.list("onboarding", partnership.onboarding) { progress, writer in write(progress, &writer) }
        writeLicences(&writer)
        writer.list("disagreements", partnership.disagreements) { disagreement, writer in
            writer.text("platform", disagreement.platform?.word)
            writer.dated("setup", disagreement.setup) { $0.rawValue }
            switch disagreement.seen {
            case .state(let state): writer.text("seen", state.word)
            case .platform(let isSet): writer.text("seen", isSet ? "setUp" : "notSetUp")
            }
            writer.position("position", disagreement.position)
            writer.text("lastSeen", disagreement.lastSeen.description)
        }
        writer.list("scopeDisagreements", partnership.scopeDisagreements) { disagreement, writer in
            writer.text("platform", disagreement.scope.platform?.word)
            writer.flag("isOfAllUsers", disagreement.isOfAllUsers)
            writer.texts("missing", disagreement.missing.map(\.guidText))
            writer.texts("further", disagreement.further.map(\.guidText))
            writer.dated("set", disagreement.scope.last) { $0.type?.description ?? $0.word }
            writer.dated("seen", disagreement.seen)
        }
        writer.list("deviations", partnership.allDeviations) { deviation, writer in
            writer.text("kind", deviation.kind.rawValue)
            writer.text("platform", deviation.platform?.word)
            writer.text("installation", deviation.installation?.guidText)
            writer.text("rule", deviation.kind.rule)
            writer.texts(
                "sources", deviation.sources(for: partnership.product?.value).map(\.description))
            writer.text("occurred", deviation.occurred.description)
            writer.number("count", Int64(deviation.count))
            writer.positions("positions", deviation.positions)
        }
        writer.key("history")
        writer.beginArray()
        for event in history {
            guard let recorded = try? reader.ledger.event(at: event.position) else { continue }
            RecordedChange(event: recorded).write(&writer, reader, evidence: evidence)
        }
        writer.endArray()
        writer.endObject()
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private func write(_ track: PartnershipTrack, _ writer: inout JSONWriter) {
        writer.text("platform", track.platform?.word)
        writer.dated("state", track.standing) { $0.rawValue }
        writer.dated("setup", track.setup) { $0.rawValue }
        writer.list("lives", track.lives) { life, writer in
            writer.list("steps", life.steps) { step, writer in
                writer.text("state", step.state.rawValue)
                writer.text("transition", step.transition.rawValue)
                writer.text("since", step.since.description)
                writer.text("type", step.kind.type?.description)
                writer.position("position", step.position)
            }
        }
    }

    /// What Microsoft says, as far as the states rest on it.
    private func writeSeen(_ writer: inout JSONWriter) {
        writer.dated("observed", partnership.observed) { $0.word }
        writer.text("lastObserved", partnership.lastObserved?.description)
        writer.list("observedPlatforms", partnership.observedPlatforms) { setting, writer in
            writer.text("platform", setting.platform?.word)
            writer.flag("isSetUp", setting.value.value)
            writer.place(setting.value)
        }
        let beats = partnership.heartbeats
        writer.key("contact")
        writer.beginObject()
        writer.number("count", Int64(beats.count))
        writer.dated("first", beats.first)
        writer.dated("last", beats.last)
        writer.number("ageSeconds", partnership.heartbeatAge.map { $0 / 1_000_000_000 })
        writer.endObject()
    }

    private func writeSettings(_ writer: inout JSONWriter) {
        writer.dated("connectionType", partnership.connectionType) { $0.word }
        writer.dated("cloud", partnership.cloud) { $0.word }
        writer.dated("directory", partnership.directory) { $0.guidText }
        writer.dated("application", partnership.application) { $0.guidText }
        writer.dated("applicationType", partnership.applicationType) { $0.word }
        writer.dated("landingPage", partnership.landingPage) { $0.word }
        writer.list("suppression", partnership.suppression) { setting, writer in
            writer.text("platform", setting.platform?.word)
            writer.flag("isSuppressed", setting.value.value)
            writer.place(setting.value)
        }
        writer.list("features", partnership.features) { feature, writer in
            writer.text("feature", feature.value.word)
            writer.place(feature)
        }
        writer.list("addresses", partnership.addresses) { address, writer in
            writer.text("purpose", address.value.word)
            writer.place(address)
        }
        for (name, result) in [("lastTest", partnership.test), ("lastUpdate", partnership.update)] {
            writer.dated(name, result) { $0 ? "success" : "failure" }
        }
        writer.key("ending")
        guard let ending = partnership.ending else { return writer.null() }
        writer.beginObject()
        writer.text("nonComplianceAt", ending.value.nonComplianceAt?.description)
        writer.text("removalAt", ending.value.removalAt?.description)
        writer.number("devices", ending.value.devices)
        writer.place(ending)
        writer.endObject()
    }

    private func write(_ scope: PartnershipScope, _ writer: inout JSONWriter) {
        writer.text("platform", scope.platform?.word)
        writer.flag("isOwn", scope.isOwn)
        writer.flag("isForAll", scope.isForAll)
        writer.dated("mode", scope.mode) { $0.word }
        writer.dated("allUsers", scope.allUsers) { $0 ? "yes" : "no" }
        writer.dated("allDevices", scope.allDevices) { $0 ? "yes" : "no" }
        writer.dated("count", scope.count) { "\($0)" }
        writer.dated("digest", scope.digest) { Self.hex($0.bytes) }
        writer.list("groups", scope.groups) { group, writer in
            writer.text("group", group.id.guidText)
            writer.flag("isMeant", group.isMeant)
            writer.dated("included", group.included) { $0 ? "yes" : "no" }
            writer.dated("excluded", group.excluded) { $0 ? "yes" : "no" }
        }
        writer.dated("last", scope.last) { $0.type?.description ?? $0.word }
    }

    private func write(_ name: String, _ debt: Partnership.Debt, _ writer: inout JSONWriter) {
        writer.key(name)
        writer.beginObject()
        writer.dated("open", debt.open) { $0.type?.description ?? $0.word }
        writer.dated("settled", debt.settled) { $0.type?.description ?? $0.word }
        writer.endObject()
    }

    private func write(_ consent: PartnershipConsent, _ writer: inout JSONWriter) {
        writer.text("application", consent.application?.guidText)
        writer.text("role", consent.role?.word)
        writer.text("state", consent.state.rawValue)
        writer.flag("publisherVerified", consent.publisherVerified)
        writer.flag("isAdministrator", consent.isAdministrator)
        writer.text("scope", consent.scope?.word)
        writer.texts("permissions", consent.permissions.map(\.word))
        writer.number("errorCode", consent.errorCode)
        writer.positions("grants", consent.grants)
        writer.list("steps", consent.steps) { step, writer in
            writer.text("state", step.value.rawValue)
            writer.place(step)
        }
    }

    private func write(_ installation: Installation, _ writer: inout JSONWriter) {
        func flag(_ name: String, _ value: Dated<Bool>?, _ writer: inout JSONWriter) {
            writer.dated(name, value) { $0 ? "yes" : "no" }
        }
        writer.text("instance", installation.id?.guidText)
        writer.text("product", installation.product?.word)
        writer.flag("sendsVerdicts", partnership.sendsVerdicts(installation))
        flag("isConnected", installation.isConnected, &writer)
        flag("policyIsEnabled", installation.policyIsEnabled, &writer)
        writer.dated("version", installation.version) { $0.dotted }
        writer.text("versionBefore", installation.versionBefore?.dotted)
        writer.number("addresses", installation.addresses)
        flag("addressChanged", installation.addressChanged, &writer)
        flag("sendsWindows", installation.sendsWindows, &writer)
        flag("identityService", installation.identityService, &writer)
        writer.dated("mapping", installation.mapping) { $0.word }
        writer.dated("managementScope", installation.scope) { $0.word }
        writer.texts("managementGroups", installation.scopeGroups.map(\.guidText))
        writer.dated("managementApp", installation.managementApp) { $0.guidText }
        writer.flag("managementAppIsCustom", installation.managementAppIsCustom)
        flag("intelligence", installation.intelligence, &writer)
    }

    private func write(_ progress: OnboardingProgress, _ writer: inout JSONWriter) {
        writer.text("procedure", progress.procedure.rawValue)
        writer.flag("isComplete", progress.isComplete)
        writer.text("next", progress.next?.row.value.step.rawValue)
        writer.list("steps", progress.steps) { step, writer in
            writer.text("step", step.row.value.step.rawValue)
            writer.number("order", step.row.value.order)
            writer.flag("isNeeded", step.row.value.isNeeded)
            writer.text("standing", step.standing.rawValue)
            writer.dated("done", step.done) { $0.type?.description ?? $0.word }
            writer.list("platforms", step.platforms) { platform, writer in
                writer.text("platform", platform.platform?.word)
                writer.place(platform.value)
            }
            writer.texts("beforeItsTurn", step.overtook.map(\.rawValue))
            writer.text("row", step.row.id)
            writer.texts("sources", step.row.sources.map(\.description))
        }
    }

    private func writeLicences(_ writer: inout JSONWriter) {
        writer.key("licences")
        guard let licences else { return writer.null() }
        writer.beginObject()
        writer.number("people", Int64(licences.licensed))
        writer.number("withIntune", Int64(licences.withIntune))
        writer.number("withPremium", Int64(licences.withPremium))
        writer.list("plans", licences.plans) { plan, writer in
            writer.text("sku", plan.sku?.guidText)
            writer.text("plan", plan.plan?.guidText)
            writer.number("enabled", plan.enabled)
            writer.number("consumed", plan.consumed)
            writer.flag("includesIntune", plan.includesIntune)
            writer.flag("includesPremium", plan.includesPremium)
            writer.text("change", plan.change?.word)
            writer.place(plan.last)
        }
        writer.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func text(_ name: String, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    fileprivate mutating func flag(_ name: String, _ value: Bool?) {
        key(name)
        if let value { bool(value) } else { null() }
    }

    fileprivate mutating func number(_ name: String, _ value: Int64?) {
        key(name)
        if let value { int64(value) } else { null() }
    }

    fileprivate mutating func position(_ name: String, _ value: GlobalPosition) {
        key(name)
        uint64(value.value)
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

    /// Since when, and which event proves it.
    fileprivate mutating func place<Value>(_ dated: Dated<Value>) {
        text("since", dated.since.description)
        position("position", dated.position)
    }

    /// An object of a value and its place; null where there is none.
    fileprivate mutating func dated<Value>(
        _ name: String, _ dated: Dated<Value>?, _ word: (Value) -> String? = { _ in nil }
    ) {
        key(name)
        guard let dated else { return null() }
        beginObject()
        if let word = word(dated.value) { text("value", word) }
        place(dated)
        endObject()
    }

    fileprivate mutating func list<Elements: Collection>(
        _ name: String, _ elements: Elements, _ write: (Elements.Element, inout JSONWriter) -> Void
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
