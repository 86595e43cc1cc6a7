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
            json.key("ids")
            json.beginObject()
            ids(life.device, profile.product, fleet, sheet, &json)
            json.endObject()
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
        json.key("end")
        if let enrolment = held.enrolment, enrolment.value.isEnd {
            let told = held.toldEnrolment.flatMap { $0.value == enrolment.value ? $0.formats : nil }
            end(enrolment.value.rawValue, enrolment.since, told ?? [], &json)
        } else if life.isSilent, let last = held.lastFact {
            // Nobody tells that he hears nothing.
            end("silent", last, [], &json)
        } else {
            json.null()
        }
    }

    private static func end(
        _ value: String, _ since: Timestamp, _ formats: ExportFormats, _ json: inout JSONWriter
    ) {
        json.beginObject()
        json.member("value", value)
        json.member("since", text(since))
        json.texts("by", names(formats))
        json.endObject()
    }

    private static func names(_ formats: ExportFormats) -> [String] {
        ExportFormats.names.filter { formats.contains($0.format) }.map(\.name)
    }

    /// What the product calls the device, as its records name the members.
    private static func ids(
        _ index: Int, _ product: ManagingProduct, _ fleet: Fleet, _ sheet: AnswerSheet,
        _ json: inout JSONWriter
    ) {
        guard product != .intune, let products = sheet.products, products.devices[index].number > 0 else {
            return
        }
        let instance = ProductInstance(fleet, product, tenant: fleet.tenant(of: index).index)
        let subject = ProductSubject(index, of: products, at: instance)
        let number = subject.held.number
        switch product {
        case .jamf:
            json.member("jssID", number)
            json.member("managementId", subject.id(0))
        case .workspaceOne:
            json.member("DeviceId", 10_000 + number)
            json.member("DeviceUUID", subject.id(0))
        case .maas360: json.member("maas360DeviceID", MaaS360Pages.id(subject))
        case .ivanti:
            json.member("identifier", "\(number)")
            json.member("deviceGuid", subject.id(0))
        case .fleet: json.member("host_id", number)
        case .nanoMDM, .intune: break
        }
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
        json.member("isDated", told.isDated)
        if let real { json.member("isTrue", told.value == real) }
        json.texts("by", names(told.formats))
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
