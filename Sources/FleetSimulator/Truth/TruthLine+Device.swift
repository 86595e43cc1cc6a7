import EventCatalogue
import LedgerModel
import StrictJSON

extension TruthLine {
    /// How a device ended: by which ids it goes, what was really true of it, and what the exports tell.
    static func device(_ life: DeviceLife, _ fleet: Fleet, _ sheet: AnswerSheet) -> [UInt8] {
        let held = sheet.devices[life.device]
        let profile = fleet.profile(
            of: life.device, owner: fleet.owner(of: life.device), registration: life.registration)
        return line("device") { json in
            identify(life.device, life.registration, fleet, &json)
            json.member("isRegistered", life.isRegistered)
            json.key("isManaged")
            if let isManaged = life.isManaged { json.bool(isManaged) } else { json.null() }
            json.key("isCompliant")
            if let isCompliant = life.isCompliant { json.bool(isCompliant) } else { json.null() }
            json.member("isRetired", life.isRetired)
            json.member("managedBy", profile.product.word)
            json.member("source", source(profile.product, fleet.tenant(of: life.device)))
            json.member("serialNumber", profile.serialNumber)
            json.member("udid", profile.udid)
            json.key("number")
            if held.number > 0 { json.int(held.number) } else { json.null() }
            json.member("platform", profile.platform.word)
            json.member("ownership", profile.ownership.word)
            json.key("really")
            json.beginObject()
            really(held, life, &json)
            json.endObject()
            json.member("isJoined", !held.joins.isEmpty)
            json.key("told")
            json.beginObject()
            told(held, &json)
            json.endObject()
        }
    }

    private static func source(_ product: ManagingProduct, _ tenant: TenantProfile) -> String {
        product == .intune
            ? "intune:\(tenant.id.guidText)"
            : "\(product.word):\(tenant.domain.prefix { $0 != "." })"
    }

    private static func really(
        _ held: AnswerSheet.Device, _ life: DeviceLife, _ json: inout JSONWriter
    ) {
        json.member("enrolledAt", held.enrolled.map(text))
        json.member("lastContact", held.lastContact.map(text))
        since("enrolment", held.enrolment.map { ($0.value.rawValue, $0.since) }, &json)
        since("evaluated", held.verdict.map { (compliance($0.value), $0.since) }, &json)
        since(
            "reported",
            held.report.map { ("\($0.value.stage):\(compliance($0.value.isCompliant))", $0.since) }, &json)
        since("registration", held.registration.map { ($0.value.rawValue, $0.since) }, &json)
        since("management", held.isManaged.map { (management($0.value), $0.since) }, &json)
        since("observed", held.isCompliant.map { (compliance($0.value), $0.since) }, &json)
        var end: (String, Timestamp)?
        if let enrolment = held.enrolment, enrolment.value.isEnd {
            end = (enrolment.value.rawValue, enrolment.since)
        } else if life.isSilent, let last = held.lastFact {
            end = ("silent", last)
        }
        since("end", end, &json)
    }

    private static func told(_ held: AnswerSheet.Device, _ json: inout JSONWriter) {
        tell("enrolment", held.toldEnrolment, held.enrolment?.value, &json) { $0.rawValue }
        tell("evaluated", held.toldVerdict, held.verdict?.value, &json, compliance)
        tell("platform", held.toldPlatform, nil, &json) { $0.word }
        tell("ownership", held.toldOwnership, nil, &json) { $0.word }
        tell("lastContact", held.toldContact, nil, &json, text)
        // No export tells of a verdict on its way.
        json.key("reported")
        json.null()
        tell("registration", held.toldRegistration, held.registration?.value, &json) { $0.rawValue }
        tell("management", held.toldManaged, held.isManaged?.value, &json, management)
        tell("observed", held.toldCompliant, held.isCompliant?.value, &json, compliance)
        tell("directoryPlatform", held.directoryPlatform, nil, &json) { $0.word }
    }

    private static func tell<Value>(
        _ name: StaticString, _ told: Told<Value>?, _ real: Value?, _ json: inout JSONWriter,
        _ word: (Value) -> String
    ) {
        json.key(name)
        guard let told else { return json.null() }
        json.beginObject()
        json.member("value", word(told.value))
        json.member("since", text(told.since))
        json.member("last", text(told.last))
        if let real { json.member("isTrue", told.value == real) }
        json.texts("by", ExportFormats.names.filter { told.formats.contains($0.format) }.map(\.name))
        json.endObject()
    }

    private static func since(
        _ name: StaticString, _ held: (value: String, since: Timestamp)?, _ json: inout JSONWriter
    ) {
        json.key(name)
        guard let held else { return json.null() }
        json.beginObject()
        json.member("value", held.value)
        json.member("since", text(held.since))
        json.endObject()
    }

    private static func compliance(_ isCompliant: Bool) -> String {
        (isCompliant ? ComplianceVerdict.compliant : .nonCompliant).word
    }

    private static func management(_ isManaged: Bool) -> String { isManaged ? "managed" : "notManaged" }

    private static func text(_ time: Timestamp) -> String {
        String(decoding: time.rfc3339, as: UTF8.self)
    }
}
