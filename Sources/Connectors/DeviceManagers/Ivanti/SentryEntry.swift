import EventCatalogue
import LedgerModel
import StrictJSON

/// An entry of the audit of a Sentry, Ivanti's gateway before mail.
///
/// What it lets through or blocks is no sign-in of the directory's: the entry is kept as evidence, with its
/// outcome, under the id that the device has there.
enum SentryEntry {
    static func isEntry(_ value: JSONValue) -> Bool {
        value["entryID"] != nil && value["publishTime"] != nil && value["entryType"] != nil
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let members = SourceMembers(value)
        guard let id = try members.text("entryID") else {
            throw Rejection(.missingID, field: "entryID", expected: "an id", found: "none")
        }
        let isNumber = members.member("publishTime")?.kind == .number
        let own = isNumber ? nil : try members.time("publishTime", forms: .zoned)
        let instant = isNumber ? try members.milliseconds("publishTime") : own?.instant
        var key: [UInt8] = []
        EntraRecord.append("sentryEntry", to: &key)
        EntraRecord.append(id, to: &key)
        // What was asked and what was answered may have one id.
        EntraRecord.append(members.freeText("entryType"), to: &key)
        var mapping = ManagerMapping(
            place, key: key, content: canonicalBytes(of: value), road: ManagerMapping.interface,
            occurred: place.occurred(instant), evidence: evidence)
        var personal = mapping.privateText()
        personal.add(.displayName, members, "userID")
        personal.add(.timeText, own?.text)
        var outcome: Outcome?
        if let text = members.freeText("action") {
            let word = ASCII.trimmed(text)
            if ASCII.equalIgnoringCase(word, "ALLOW") {
                outcome = .success
            } else if ASCII.equalIgnoringCase(word, "BLOCK") {
                outcome = .failure
            } else if !ASCII.equalIgnoringCase(word, "NONE") {
                personal.addUnrecognised("action", word)
            }
        }
        let device = DeviceReference.own("ivanti-sentry", members.freeText("deviceID"), at: place)
        mapping.observe(
            .deviceManagement, .evidenceOnly, personal, outcome: outcome, devices: device.map { [$0] } ?? [])
        return mapping.finished()
    }
}
