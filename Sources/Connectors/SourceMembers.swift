import LedgerModel
import StrictJSON

/// The members of one object of a source record, read strictly.
///
/// `null` and the texts of ``AbsentText`` are absent members. A member of another type than asked for is a
/// rejection that names it; ``freeText(_:)`` alone passes over it, for text that only evidence and private
/// fields hold.
struct SourceMembers: Sendable {
    let value: JSONValue
    /// Where the object stands, by names of the code; empty for the record itself.
    let path: String
    /// Whether names are compared without regard to ASCII case.
    let ignoresCase: Bool

    init(_ value: JSONValue, path: String = "", ignoresCase: Bool = false) {
        self.value = value
        self.path = path
        self.ignoresCase = ignoresCase
    }

    /// The name of a member in rejections.
    func name(_ member: StaticString) -> String { path.isEmpty ? "\(member)" : "\(path).\(member)" }

    /// The member, unless it is absent or null.
    func member(_ name: StaticString) -> JSONValue? {
        let found = ignoresCase ? value.member(ignoringCase: name) : value[name]
        guard let found, !found.isNull else { return nil }
        return found
    }

    func text(_ name: StaticString) throws(Rejection) -> [UInt8]? {
        guard let value = member(name) else { return nil }
        guard let text = value.stringBytes else { throw wrongShape(name, expected: "text", value) }
        return AbsentText.isAbsent(text) ? nil : text
    }

    /// Text that nothing depends on; nil where the member has another type.
    func freeText(_ name: StaticString) -> [UInt8]? {
        guard let text = member(name)?.stringBytes, !AbsentText.isAbsent(text) else { return nil }
        return text
    }

    /// A GUID; nil for other text, which the evidence keeps.
    func guid(_ name: StaticString) throws(Rejection) -> Bits128? {
        guard let text = try text(name), let id = Bits128(guid: ASCII.trimmed(text)), id != .zero else {
            return nil
        }
        return id
    }

    /// A flag, or its word as text.
    func flag(_ name: StaticString) throws(Rejection) -> Bool? {
        guard let value = member(name) else { return nil }
        if let flag = value.bool { return flag }
        guard let text = value.stringBytes else { throw wrongShape(name, expected: "a flag", value) }
        if AbsentText.isAbsent(text) { return nil }
        if ASCII.equalIgnoringCase(text, "true") { return true }
        if ASCII.equalIgnoringCase(text, "false") { return false }
        throw wrongShape(name, expected: "a flag", value)
    }

    /// An integer, or its digits as text.
    func integer(_ name: StaticString) throws(Rejection) -> Int64? {
        guard let value = member(name) else { return nil }
        if let text = value.stringBytes, AbsentText.isAbsent(text) { return nil }
        guard let number = Self.integer(value) else { throw wrongShape(name, expected: "an integer", value) }
        return number
    }

    static func integer(_ value: JSONValue) -> Int64? {
        if let text = value.stringBytes {
            guard text.count <= 20 else { return nil }
            return Int64(String(decoding: ASCII.trimmed(text), as: UTF8.self))
        }
        return value.int64
    }

    func time(_ name: StaticString, forms: SourceTime.Forms) throws(Rejection) -> SourceTime? {
        guard let text = try text(name) else { return nil }
        guard let time = SourceTime(text, forms: forms) else {
            throw Rejection(
                .invalidTime, field: self.name(name),
                expected: "an instant with a zone, or a form that is UTC here",
                found: "text of \(text.count) bytes")
        }
        return time
    }

    /// An object, or one that is written inside a string.
    func object(_ name: StaticString) throws(Rejection) -> SourceMembers? {
        guard let value = try opened(name, expected: "an object") else { return nil }
        guard value.isObject else { throw wrongShape(name, expected: "an object", value) }
        return SourceMembers(value, path: self.name(name))
    }

    /// The values of a list, or of one that is written inside a string; none where it is absent.
    func list(_ name: StaticString) throws(Rejection) -> [JSONValue] {
        guard let value = try opened(name, expected: "a list") else { return [] }
        guard let elements = value.array else { throw wrongShape(name, expected: "a list", value) }
        return Array(elements)
    }

    /// The objects of a list; none where it is absent.
    func objects(_ name: StaticString) throws(Rejection) -> [SourceMembers] {
        var out: [SourceMembers] = []
        for element in try list(name) {
            guard element.isObject else { throw wrongShape(name, expected: "a list of objects", element) }
            out.append(SourceMembers(element, path: self.name(name)))
        }
        return out
    }

    /// The texts of a list; none where it is absent.
    func texts(_ name: StaticString) throws(Rejection) -> [[UInt8]] {
        var out: [[UInt8]] = []
        for element in try list(name) where !element.isNull {
            guard let text = element.stringBytes else {
                throw wrongShape(name, expected: "a list of texts", element)
            }
            if !AbsentText.isAbsent(text) { out.append(text) }
        }
        return out
    }

    func wrongShape(_ name: StaticString, expected: String, _ value: JSONValue) -> Rejection {
        Rejection(
            .wrongShape, field: self.name(name), expected: expected, found: Rejection.description(of: value))
    }

    /// The member; where it is a string, the JSON in it.
    private func opened(_ name: StaticString, expected: String) throws(Rejection) -> JSONValue? {
        guard let value = member(name) else { return nil }
        guard let text = value.stringBytes else { return value }
        if AbsentText.isAbsent(text) { return nil }
        guard let document = try? JSONDocument(text) else {
            throw wrongShape(name, expected: expected, value)
        }
        return document.root.isNull ? nil : document.root
    }
}
