import StrictJSON

/// A value of a row, as the Azure Monitor record would have it.
enum LogAnalyticsValue: Sendable {
    case absent
    /// JSON text.
    case json([UInt8])
    /// What stood there: text that should be JSON and is not, as when an export cut a long cell.
    case unreadable([UInt8])

    init(_ value: JSONValue, form: LogAnalyticsColumn.Form, zone: LogAnalyticsName.Zone) {
        if value.isNull {
            self = .absent
        } else if let text = value.stringBytes {
            self.init(text: text, form: form, zone: zone)
        } else if form == .object && !value.isObject || form == .list && !value.isArray {
            self =
                value.count == 0 && (value.isObject || value.isArray) ? .absent : .unreadable(value.rawBytes)
        } else {
            self = .json(value.rawBytes)
        }
    }

    init(text: [UInt8], form: LogAnalyticsColumn.Form, zone: LogAnalyticsName.Zone) {
        let trimmed = ASCII.trimmed(text)
        guard !trimmed.isEmpty else {
            self = .absent
            return
        }
        switch form {
        case .text: self = Self.quoted(text)
        case .flag:
            if ASCII.equalIgnoringCase(trimmed, "true") {
                self = .json(Array("true".utf8))
            } else if ASCII.equalIgnoringCase(trimmed, "false") {
                self = .json(Array("false".utf8))
            } else {
                self = Self.quoted(text)
            }
        case .integer:
            let number = trimmed.count <= 20 ? Int64(String(decoding: trimmed, as: UTF8.self)) : nil
            self = number.map { .json(Array(String($0).utf8)) } ?? Self.quoted(text)
        case .time: self = Self.quoted(LogAnalyticsTime.text(of: trimmed, zone: zone))
        case .object, .list:
            guard !AbsentText.isAbsent(trimmed) else {
                self = .absent
                return
            }
            guard let root = try? JSONDocument(trimmed).root, root.kind != .string else {
                self = .unreadable(text)
                return
            }
            self.init(root, form: form, zone: zone)
        case .open:
            if let root = try? JSONDocument(trimmed).root, root.isObject || root.isArray {
                self = .json(root.rawBytes)
            } else {
                self = Self.quoted(text)
            }
        }
    }

    private static func quoted(_ text: [UInt8]) -> LogAnalyticsValue {
        var writer = JSONWriter()
        writer.string(bytes: text)
        return .json(writer.bytes)
    }
}
