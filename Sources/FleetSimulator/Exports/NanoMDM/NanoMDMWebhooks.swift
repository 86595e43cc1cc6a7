import EventCatalogue
import LedgerModel
import StrictJSON

/// Writes webhooks of NanoMDM: messages of Apple's protocol. It knows nothing of compliance, and a device
/// that goes away need not say so.
struct NanoMDMWebhooks {
    let subject: ProductSubject
    let fact: SimulatedFact

    private var instance: ProductInstance { subject.instance }

    static func notices(of fact: SimulatedFact, _ subject: ProductSubject) -> [ProductNotice] {
        let hooks = NanoMDMWebhooks(subject: subject, fact: fact)
        var random = fact.random(.record)
        switch fact.content {
        case .report(.enrollmentRequested): return [hooks.checkIn("mdm.Authenticate", .requested)]
        case .report(.enrolled): return [hooks.checkIn("mdm.TokenUpdate", .enrolled)]
        case .report(.unenrolled):
            // One that was erased says no more.
            guard subject.held.standing != .wiped, random.chance(600) else { return [] }
            return [hooks.checkIn("mdm.CheckOut", .unenrolled)]
        case .signIn(let row) where row.namesDevice && subject.held.standing == .enrolled:
            return [hooks.connect()]
        case .change(.versionChanged) where subject.held.standing == .enrolled: return [hooks.connect()]
        default: return []
        }
    }

    private func checkIn(_ topic: String, _ enrolment: Statement.Enrolment) -> ProductNotice {
        var statement = statement()
        statement.enrolment = enrolment
        return notice(topic, statement) { json in
            json.key("checkin_event")
            json.beginObject()
            json.member("udid", subject.device.udid)
            if enrolment == .enrolled { json.member("token_update_tally", 1) }
            json.member(
                "raw_payload",
                payload("MessageType", String(topic.dropFirst(4)), serial: enrolment == .requested))
            json.endObject()
        }
    }

    private func connect() -> ProductNotice {
        var statement = statement()
        statement.lastContact = statement.at
        return notice("mdm.Connect", statement) { json in
            json.key("acknowledge_event")
            json.beginObject()
            json.member("udid", subject.device.udid)
            json.member("status", "Idle")
            json.member("raw_payload", payload("Status", "Idle", serial: false))
            json.endObject()
        }
    }

    private func statement() -> Statement {
        var statement = subject.statement(instance.clock(fact.time))
        statement.values = [.udid]
        return statement
    }

    private func notice(
        _ topic: String, _ statement: Statement, _ fill: (inout JSONWriter) -> Void
    ) -> ProductNotice {
        var random = fact.random(.machine)
        var json = JSONWriter()
        json.beginObject()
        json.member("topic", topic)
        json.member("event_id", random.guid())
        json.member("created_at", SourceText.instant(statement.at, digits: 6))
        fill(&json)
        json.endObject()
        return ProductNotice(statement, json.bytes)
    }

    /// The property list that the device sent: a message has a type, the answer to a command a status.
    private func payload(_ key: String, _ word: String, serial: Bool) -> String {
        let number = serial ? "<key>SerialNumber</key><string>\(subject.device.serialNumber)</string>" : ""
        let list =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><plist version=\"1.0\"><dict>"
            + "<key>\(key)</key><string>\(word)</string>\(number)"
            + "<key>UDID</key><string>\(subject.device.udid ?? "")</string></dict></plist>"
        return Self.base64(Array(list.utf8))
    }

    /// RFC 4648 section 4.
    private static func base64(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var out: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for digit in 0...3 {
                let isPadding = digit > part.count
                out.append(isPadding ? UInt8(ascii: "=") : letters[bits >> (18 - 6 * digit) & 63])
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
