import LedgerModel
import StrictJSON

/// One entry of a target's `modifiedProperties`.
///
/// Its values are JSON inside strings: `"[true]"`, `"\"Windows\""`, `"[\"guid\"]"`. They may also be bare
/// text, empty, null or missing; the last three mean that the property was not set.
struct ModifiedProperty: Sendable {
    let name: [UInt8]
    let old: PropertyValue
    let new: PropertyValue

    /// Nil for an entry without a name.
    init?(_ entry: SourceMembers) throws(Rejection) {
        guard let name = try entry.text("displayName") else { return nil }
        self.name = ASCII.trimmed(name)
        old = PropertyValue(entry.member("oldValue"))
        new = PropertyValue(entry.member("newValue"))
    }

    func isNamed(_ name: StaticString) -> Bool { ASCII.equalIgnoringCase(self.name, name) }
}

/// The value of a modified property, opened as far as it is JSON.
struct PropertyValue: Sendable {
    /// The values in the list that the value is, or the one value; nulls and placeholders left out.
    let items: [Item]

    enum Item: Sendable {
        case json(JSONValue)
        /// Text that is no JSON.
        case bare([UInt8])
    }

    init(_ value: JSONValue?) {
        guard let value else {
            items = []
            return
        }
        if let text = value.stringBytes {
            if AbsentText.isAbsent(text) {
                items = []
            } else if let document = try? JSONDocument(text) {
                items = Self.items(of: document.root)
            } else {
                items = [.bare(text)]
            }
        } else {
            items = Self.items(of: value)
        }
    }

    /// The most values of a list that are read; the evidence has them all.
    private static let valuesRead = 4_096

    private static func items(of value: JSONValue) -> [Item] {
        let values = value.array.map { Array($0.prefix(valuesRead)) } ?? [value]
        return values.compactMap { value in
            if value.isNull { return nil }
            if value.withStringBytes({ AbsentText.isAbsent($0) }) == true { return nil }
            return .json(value)
        }
    }

    var isEmpty: Bool { items.isEmpty }

    /// The first value as text: a string's own, or a number's digits.
    var text: [UInt8]? {
        switch items.first {
        case .bare(let text): ASCII.trimmed(text)
        case .json(let value): value.withStringBytes { Array(ASCII.trimmed($0)) } ?? value.numberLexeme
        case nil: nil
        }
    }

    /// The values that are text.
    var texts: [[UInt8]] {
        items.compactMap { item in
            switch item {
            case .bare(let text): text
            case .json(let value): value.stringBytes
            }
        }
    }

    var guid: Bits128? {
        guard let text, let id = Bits128(guid: text), id != .zero else { return nil }
        return id
    }

    /// The one flag that the value is; nil where it is empty.
    func flag(_ field: StaticString) throws(Rejection) -> Bool? {
        guard let first = items.first else { return nil }
        if items.count == 1 {
            if case .json(let value) = first, let flag = value.bool { return flag }
            if let text, ASCII.equalIgnoringCase(text, "true") { return true }
            if let text, ASCII.equalIgnoringCase(text, "false") { return false }
        }
        let found =
            switch first {
            case .bare(let text): "text of \(text.count) bytes"
            case .json(let value): Rejection.description(of: value)
            }
        throw Rejection(.wrongShape, field: "modifiedProperties.\(field)", expected: "a flag", found: found)
    }

    /// The object that the value is, or that is written inside the string that it is; nil where it is
    /// neither.
    var object: JSONValue? {
        guard case .json(let value) = items.first else { return nil }
        if value.isObject { return value }
        guard let text = value.stringBytes, let document = try? JSONDocument(text), document.root.isObject
        else { return nil }
        return document.root
    }
}
