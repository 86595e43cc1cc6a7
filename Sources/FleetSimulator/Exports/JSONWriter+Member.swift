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
