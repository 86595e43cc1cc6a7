import LedgerModel
import StrictJSON

extension JSONWriter {
    /// Writes a member whose value is text; null where there is none.
    mutating func member(_ name: StaticString, _ text: String?) {
        key(name)
        if let text { string(text) } else { null() }
    }

    mutating func member(_ name: StaticString, _ value: Bool) {
        key(name)
        bool(value)
    }

    mutating func member(_ name: StaticString, _ value: Int) {
        key(name)
        int(value)
    }

    mutating func member(_ name: StaticString, _ id: Bits128) {
        key(name)
        string(bytes: id.guidBytes)
    }
}

extension JSONWriter {
    /// Writes a value anew, with this writer's white space.
    mutating func copy(_ value: JSONValue) {
        if value.isObject {
            beginObject()
            for member in value.members {
                key(bytes: member.key.stringBytes ?? [])
                copy(member.value)
            }
            endObject()
        } else if value.isArray {
            beginArray()
            for element in value.elements { copy(element) }
            endArray()
        } else {
            self.value(value)
        }
    }
}

extension JSONWriter {
    /// Writes a member whose value is a list of texts.
    mutating func texts(_ name: StaticString, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { string(text) }
        endArray()
    }
}
