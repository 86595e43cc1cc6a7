import EventCatalogue
import LedgerModel
import StrictJSON

/// The members of one object of a source record, read strictly.
///
/// `null` and the texts of ``AbsentText`` are absent members. A member of another type than asked for is a
/// rejection that names it; ``freeText(_:)`` alone passes over it, for text that only evidence and private
/// fields hold.
struct SourceMembers: Sendable {
    let value: JSONValue
    /// Where the object stands.
    let path: SourcePath
    let matching: NameMatching

    /// How names of members are compared.
    enum NameMatching: Sendable {
        case exact
        /// Without regard to the case of ASCII letters.
        case ignoringCase
        case ignoringCaseAndUnderscores
    }

    init(_ value: JSONValue, path: SourcePath = .record, matching: NameMatching = .exact) {
        self.value = value
        self.path = path
        self.matching = matching
    }

    /// The same object, with its names compared in another way.
    func matching(_ matching: NameMatching) -> SourceMembers {
        SourceMembers(value, path: path, matching: matching)
    }

    private static func bare(_ name: UnsafeRawBufferPointer) -> [UInt8] {
        name.filter { $0 != UInt8(ascii: "_") }
    }

    /// The name of a member in rejections.
    func name(_ member: StaticString) -> String { SourcePath.member(member, of: path).description }

    /// The member, unless it is absent or null.
    func member(_ name: StaticString) -> JSONValue? {
        switch matching {
        case .exact: return value[name].flatMap { $0.isNull ? nil : $0 }
        case .ignoringCase: break
        case .ignoringCaseAndUnderscores:
            return value.members.first { key, value in
                !value.isNull
                    && key.withStringBytes { ASCII.equalIgnoringCase(Self.bare($0), name) } ?? false
            }?.value
        }
        guard let found = value.member(ignoringCase: name) else { return nil }
        if !found.isNull { return found }
        // One that is null hides none.
        return value.members.first { $0.key.stringEquals(ignoringCase: name) && !$0.value.isNull }?.value
    }

    /// Refuses two members whose names are the same as they are compared here, and whose values differ. One
    /// that is null says nothing.
    func refuseAmbiguous() throws(Rejection) {
        guard matching != .exact, value.isObject else { return }
        guard value.count > 64 || mayRepeatNames() else { return }
        var known: [[UInt8]: JSONValue] = [:]
        for member in value.members where !member.value.isNull {
            guard let name = member.key.stringBytes else { continue }
            let plain = matching == .ignoringCase ? name : name.withUnsafeBytes { Self.bare($0) }
            guard let other = known.updateValue(member.value, forKey: plain.map(ASCII.lowered)) else {
                continue
            }
            guard canonicalBytes(of: other) == canonicalBytes(of: member.value) else {
                throw Rejection(
                    .wrongShape, field: String(decoding: name.prefix(64), as: UTF8.self),
                    expected: "names that differ by more than their spelling", found: "two values")
            }
        }
    }

    /// Whether two of few names have the same hash, without regard to case.
    private func mayRepeatNames() -> Bool {
        var hashes = InlineArray<64, UInt64>(repeating: 0)
        var count = 0
        for (key, _) in value.members where count < 64 {
            let hash = key.withStringBytes { name in
                matching == .ignoringCase
                    ? ASCII.hashIgnoringCase(name) : Self.bare(name).withUnsafeBytes(ASCII.hashIgnoringCase)
            }
            guard let hash else { continue }
            for earlier in 0..<count where hashes[earlier] == hash { return true }
            hashes[count] = hash
            count += 1
        }
        return false
    }

    func text(_ name: StaticString) throws(Rejection) -> [UInt8]? {
        try read(name) { AbsentText.isAbsent($0) ? nil : Array($0) }
    }

    /// The most bytes of an id of any service's.
    static let idBytes = 256

    /// Text by which a service tells one thing from another; what has control characters, is a path or is too
    /// long for an id is refused.
    func id(_ name: StaticString) throws(Rejection) -> [UInt8]? {
        guard let text = try text(name) else { return nil }
        let id = ASCII.trimmed(text)
        guard id.count <= Self.idBytes, !ASCII.isPath(id), id.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw Rejection(
                .wrongShape, field: self.name(name),
                expected: "an id of at most \(Self.idBytes) bytes, without control characters and no path",
                found: "text of \(text.count) bytes")
        }
        return text
    }

    /// Text that nothing depends on; nil where the member has another type.
    func freeText(_ name: StaticString) -> [UInt8]? {
        guard let value = member(name) else { return nil }
        return value.withStringBytes { AbsentText.isAbsent($0) ? nil : Array($0) } ?? nil
    }

    /// A GUID; nil for other text, which the evidence keeps.
    func guid(_ name: StaticString) throws(Rejection) -> Bits128? {
        // No absent text is a GUID but the zero one; and one of nothing but ones stands for none as well.
        guard let id = try read(name, { Bits128(guid: ASCII.trimmed($0)) }), id != .zero,
            id != Bits128(high: .max, low: .max)
        else { return nil }
        return id
    }

    /// The value of a word; one that the table does not have is noted under the member's name.
    func word<Value: CatalogueEnumeration>(
        _ name: StaticString, _ personal: inout PrivateText, as type: Value.Type = Value.self
    ) throws(Rejection) -> Value? {
        guard let value = member(name) else { return nil }
        guard let word = value.withStringBytes({ Self.word($0, name, &personal, as: type) }) else {
            throw wrongShape(name, expected: "text", value)
        }
        return word
    }

    /// The values of a list of words, each once, in their order; none where the list is absent.
    func words<Value: CatalogueEnumeration>(
        _ name: StaticString, _ personal: inout PrivateText, as type: Value.Type = Value.self
    ) throws(Rejection) -> [Value] {
        guard let list = try list(name) else { return [] }
        var out: [Value] = []
        for element in list where !element.isNull {
            guard let word = element.withStringBytes({ Self.word($0, name, &personal, as: type) }) else {
                throw wrongShape(name, expected: "a list of texts", element)
            }
            if let word, !out.contains(word) { out.append(word) }
        }
        return out
    }

    private static func word<Value: CatalogueEnumeration>(
        _ text: UnsafeRawBufferPointer, _ name: StaticString, _ personal: inout PrivateText,
        as type: Value.Type
    ) -> Value? {
        AbsentText.isAbsent(text) ? nil : personal.word(text, name, as: type)
    }

    /// A flag, or its word as text.
    func flag(_ name: StaticString) throws(Rejection) -> Bool? {
        guard let value = member(name) else { return nil }
        if let flag = value.bool { return flag }
        let said = value.withStringBytes { text -> Bool?? in
            if AbsentText.isAbsent(text) { return .some(nil) }
            if ASCII.equalIgnoringCase(text, "true") { return true }
            return ASCII.equalIgnoringCase(text, "false") ? false : nil
        }
        guard let said, let flag = said else { throw wrongShape(name, expected: "a flag", value) }
        return flag
    }

    /// An integer, or its digits as text.
    func integer(_ name: StaticString) throws(Rejection) -> Int64? {
        guard let value = member(name) else { return nil }
        if value.withStringBytes({ AbsentText.isAbsent($0) }) == true { return nil }
        guard let number = Self.integer(value) else { throw wrongShape(name, expected: "an integer", value) }
        return number
    }

    static func integer(_ value: JSONValue) -> Int64? {
        guard value.kind == .string else { return value.int64 }
        return value.withStringBytes { text in
            text.count <= 20 ? Int64(String(decoding: ASCII.trimmed(text), as: UTF8.self)) : nil
        } ?? nil
    }

    func time(_ name: StaticString, forms: SourceTime.Forms) throws(Rejection) -> SourceTime? {
        try read(name) { (text) throws(Rejection) in
            if AbsentText.isAbsent(text) { return nil }
            guard let time = SourceTime(text, forms: forms) else {
                throw Rejection(
                    .invalidTime, field: self.name(name),
                    expected: "an instant with a zone, or a form that is UTC here",
                    found: "text of \(text.count) bytes")
            }
            return time
        }
    }

    /// Reads a member that is text; nil where it is null or not there.
    @inline(__always)
    func read<Result>(
        _ name: StaticString, _ body: (UnsafeRawBufferPointer) throws(Rejection) -> Result?
    ) throws(Rejection) -> Result? {
        guard let value = member(name) else { return nil }
        guard let result = try value.withStringBytes(body) else {
            throw wrongShape(name, expected: "text", value)
        }
        return result
    }

    /// An object, or one that is written inside a string.
    func object(_ name: StaticString) throws(Rejection) -> SourceMembers? {
        guard let value = try opened(name, expected: "an object") else { return nil }
        guard value.isObject else { throw wrongShape(name, expected: "an object", value) }
        return SourceMembers(value, path: .member(name, of: path))
    }

    /// The values of a list, or of one that is written inside a string; nil where it is absent.
    func list(_ name: StaticString) throws(Rejection) -> JSONElements? {
        guard let value = try opened(name, expected: "a list") else { return nil }
        guard let elements = value.array else { throw wrongShape(name, expected: "a list", value) }
        return elements
    }

    /// The objects of a list; none where it is absent.
    func objects(_ name: StaticString) throws(Rejection) -> SourceObjects {
        let elements = try list(name)
        if let elements {
            for element in elements where !element.isObject {
                throw wrongShape(name, expected: "a list of objects", element)
            }
        }
        return SourceObjects(elements: elements, path: .member(name, of: path))
    }

    /// The texts of a list; none where it is absent.
    func texts(_ name: StaticString) throws(Rejection) -> [[UInt8]] {
        guard let list = try list(name) else { return [] }
        var out: [[UInt8]] = []
        for element in list where !element.isNull {
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
