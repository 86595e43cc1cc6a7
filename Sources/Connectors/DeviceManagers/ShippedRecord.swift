import LedgerModel
import StrictJSON

/// A device manager's record inside of what shipped it: JSON, XML or a line, as text in a member `message`,
/// `event.original` or `payload`.
struct ShippedRecord {
    /// The bytes of the record.
    let bytes: [UInt8]
    private let field: String
    /// The whole, which is the evidence of a record that is alone in it.
    private let whole: [UInt8]
    private let root: JSONValue

    /// Nil for a value that ships none.
    init?(_ whole: [UInt8]) {
        guard let root = try? JSONDocument(whole).root, root.isObject else { return nil }
        let members: [(name: String, value: JSONValue?)] = [
            ("message", root["message"]), ("payload", root["payload"]),
            ("event.original", root["event.original"]), ("event.original", root["event"]?["original"]),
        ]
        let texts = members.compactMap { member in
            member.value?.stringBytes.map { (name: member.name, bytes: ASCII.trimmed($0)) }
        }
        guard
            let found = texts.first(where: { text in
                let first = text.bytes.first
                return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
                    || SyslogLine.begins(text.bytes) == true || ManagerBody.isXML(text.bytes)
            })
        else { return nil }
        bytes = found.bytes
        field = found.name
        self.whole = whole
        self.root = root
    }

    /// What the operator knows of the record, and what ships it says of the listener that took it in.
    func context(_ context: ConnectorContext) -> ConnectorContext {
        var context = context
        context.shippedMarks = Self.listeners(of: root).compactMap { found in
            found.text.flatMap { FoundMark(InstanceMark(.listener, $0), found.field) }
        }
        return context
    }

    private static func listeners(of root: JSONValue) -> [(field: String, text: [UInt8]?)] {
        [
            ("listener", root["listener"]?.stringBytes), ("host", root["host"]?.stringBytes),
            ("host.name", (root["host"]?["name"] ?? root["host.name"])?.stringBytes),
            ("url.domain", (root["url"]?["domain"] ?? root["url.domain"])?.stringBytes),
            ("url.path", (root["url"]?["path"] ?? root["url.path"])?.stringBytes),
        ]
    }

    /// What reading the record gave, with its evidence: the whole, as that of one record; a record of several
    /// has its own bytes, so nothing stands beside them that only the whole keeps.
    func completed(_ result: ReadingResult) -> ReadingResult {
        guard case .submissions(var found) = result else { return result }
        for (key, value) in root.members {
            if ManagementVendor.recognised(value) != nil {
                return rejected(.secondRecord, expected: "one record", found: "another record beside it")
            }
            let isOwn = key.stringEquals("event") || key.stringBytes == Array(field.utf8)
            guard found.count == 1 || isOwn || Unwrapping.isShipperWord(key, value) else {
                return rejected(
                    .otherMembers, expected: "one record, or no members beside the list",
                    found: "\(found.count) records")
            }
        }
        if found.count == 1 { found[0].evidence = whole }
        return .submissions(found)
    }

    private func rejected(_ code: Rejection.Code, expected: String, found: String) -> ReadingResult {
        .rejected(Rejection(code, field: field, expected: expected, found: found))
    }
}
