import StrictJSON

/// A JSON value that tests take apart and put together again.
indirect enum JSONTree {
    case scalar([UInt8])
    case array([JSONTree])
    case object([(name: [UInt8], value: JSONTree)])

    init(_ text: String) throws { self.init(try JSONDocument(Array(text.utf8)).root) }

    init(_ value: JSONValue) {
        if let members = value.object {
            self = .object(members.map { ($0.key.stringBytes ?? [], JSONTree($0.value)) })
        } else if let elements = value.array {
            self = .array(elements.map { JSONTree($0) })
        } else {
            self = .scalar(value.rawBytes)
        }
    }

    var bytes: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    private func write(to writer: inout JSONWriter) {
        switch self {
        case .scalar(let raw): writer.raw(raw)
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.key(bytes: member.name)
                member.value.write(to: &writer)
            }
            writer.endObject()
        }
    }

    /// All trees that differ from this one in one value, made by a function of that value; nil leaves the
    /// value out.
    func variants(_ change: (JSONTree) -> [JSONTree?]) -> [JSONTree] {
        var out = change(self).compactMap { $0 }
        switch self {
        case .scalar: break
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                for variant in element.variants({ change($0).compactMap { $0 } }) {
                    var copy = elements
                    copy[index] = variant
                    out.append(.array(copy))
                }
            }
        case .object(let members):
            for (index, member) in members.enumerated() {
                for variant in member.value.variants({ change($0).compactMap { $0 } }) {
                    var copy = members
                    copy[index].value = variant
                    out.append(.object(copy))
                }
                if change(member.value).contains(where: { $0 == nil }) {
                    var copy = members
                    copy.remove(at: index)
                    out.append(.object(copy))
                }
            }
        }
        return out
    }
}
