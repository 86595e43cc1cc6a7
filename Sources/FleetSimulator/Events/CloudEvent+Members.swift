import EventCatalogue
import LedgerModel
import StrictJSON

extension CloudEvent {
    /// Who did it.
    mutating func actor(_ person: PersonProfile) {
        object("actor") { $0.member("objectId", person.objectID) }
    }

    mutating func set(_ field: PublicField<Timestamp>, _ value: Timestamp?) {
        guard let value else { return }
        write(field.definition.name) { $0.string(bytes: value.rfc3339) }
    }

    mutating func set(_ field: PublicField<DigestValue>, _ value: DigestValue?) {
        guard let value else { return }
        let digits = Array("0123456789abcdef".utf8)
        let text = value.bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        write(field.definition.name) { $0.string(bytes: text) }
    }

    mutating func set(_ field: PublicField<VersionNumber>, _ value: VersionNumber?) {
        guard let value else { return }
        write(field.definition.name) { json in
            json.beginObject()
            for (name, number) in [
                ("major", value.major), ("minor", value.minor), ("patch", value.patch),
                ("build", value.build),
            ] {
                guard let number else { continue }
                json.key(name)
                json.int64(number)
            }
            json.endObject()
        }
    }

    /// Ids that stand for a set, in their order.
    mutating func set(_ field: PublicField<[Bits128]>, _ values: [Bits128]) {
        write(field.definition.name) { json in
            json.beginArray()
            for value in IDList.ordered(values) { json.string(bytes: value.guidBytes) }
            json.endArray()
        }
    }

    mutating func set(_ field: PublicField<[ScheduledAction]>, _ values: [ScheduledAction]) {
        write(field.definition.name) { json in
            json.beginArray()
            for value in values.sorted() {
                json.beginObject()
                if let action = value.action { json.member("action", action.word) }
                if let hours = value.graceHours { json.member("graceHours", Int(hours)) }
                json.endObject()
            }
            json.endArray()
        }
    }

    mutating func set(_ field: PublicField<[PolicyVerdict]>, _ values: [PolicyVerdict]) {
        write(field.definition.name) { json in
            json.beginArray()
            for value in values {
                json.beginObject()
                if let policy = value.policy { json.member("policy", policy) }
                if let verdict = value.verdict { json.member("verdict", verdict.word) }
                if let version = value.version { json.member("version", Int(version)) }
                json.endObject()
            }
            json.endArray()
        }
    }

    /// To whom and to what an access policy applies, as far as the scenarios need it.
    mutating func set(_ field: PublicField<PolicyScope>, groups: [Bits128], allApplications: Bool) {
        write(field.definition.name) { json in
            json.beginObject()
            if allApplications { json.member("allApplications", true) }
            json.key("groups")
            json.beginArray()
            for group in IDList.ordered(groups) { json.string(bytes: group.guidBytes) }
            json.endArray()
            json.endObject()
        }
    }
}
