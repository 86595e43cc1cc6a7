import StrictJSON

/// The members of one row, each asked for once; what nobody asked for is a fault.
public struct ReferenceMembers {
    private let object: JSONValue
    /// The file and the row's id.
    let place: String
    private var asked: [String] = []

    init(_ object: JSONValue, place: String) {
        self.object = object
        self.place = place
    }

    private mutating func member(_ name: String) -> JSONValue? {
        asked.append(name)
        return object[keyBytes: Array(name.utf8)]
    }

    private func fault(_ member: String, expected: String, found value: JSONValue?) -> ReferenceDataFault {
        ReferenceDataFault(place, member, expected: expected, found: value.map { "\($0.kind)" } ?? "nothing")
    }

    /// Printable ASCII, at least one character and no blank at either end.
    private func text(_ value: JSONValue, _ name: String) throws(ReferenceDataFault) -> String {
        guard let bytes = value.stringBytes, let first = bytes.first, let last = bytes.last,
            bytes.allSatisfy({ (0x20...0x7E).contains($0) }), first != 0x20, last != 0x20
        else { throw fault(name, expected: "a text of printable ASCII", found: value) }
        return String(decoding: bytes, as: UTF8.self)
    }

    mutating func optionalText(_ name: String) throws(ReferenceDataFault) -> String? {
        guard let value = member(name) else { return nil }
        return try text(value, name)
    }

    mutating func text(_ name: String) throws(ReferenceDataFault) -> String {
        guard let text = try optionalText(name) else { throw fault(name, expected: "a text", found: nil) }
        return text
    }

    mutating func texts(_ name: String) throws(ReferenceDataFault) -> [String] {
        guard let list = member(name), let elements = list.array else {
            throw fault(name, expected: "a list", found: object[keyBytes: Array(name.utf8)])
        }
        var out: [String] = []
        for element in elements { out.append(try text(element, name)) }
        return out
    }

    mutating func optionalNumber(_ name: String) throws(ReferenceDataFault) -> Int64? {
        guard let value = member(name) else { return nil }
        guard let number = value.int64, number >= 0 else {
            throw fault(name, expected: "a whole number from 0 on", found: value)
        }
        return number
    }

    mutating func number(_ name: String) throws(ReferenceDataFault) -> Int64 {
        guard let number = try optionalNumber(name) else {
            throw fault(name, expected: "a number", found: nil)
        }
        return number
    }

    mutating func optionalFlag(_ name: String) throws(ReferenceDataFault) -> Bool? {
        guard let value = member(name) else { return nil }
        guard let flag = value.bool else { throw fault(name, expected: "true or false", found: value) }
        return flag
    }

    mutating func flag(_ name: String) throws(ReferenceDataFault) -> Bool {
        guard let flag = try optionalFlag(name) else {
            throw fault(name, expected: "true or false", found: nil)
        }
        return flag
    }

    private func word<Word: ReferenceWord>(_ text: String, _ name: String) throws(ReferenceDataFault) -> Word
    {
        guard let word = Word(rawValue: text) else {
            throw ReferenceDataFault(
                place, name, expected: Word.allCases.map(\.rawValue).joined(separator: ", "),
                found: "another word")
        }
        return word
    }

    mutating func optionalWord<Word: ReferenceWord>(_ name: String) throws(ReferenceDataFault) -> Word? {
        guard let text = try optionalText(name) else { return nil }
        return try word(text, name)
    }

    mutating func word<Word: ReferenceWord>(_ name: String) throws(ReferenceDataFault) -> Word {
        try word(text(name), name)
    }

    mutating func words<Word: ReferenceWord>(_ name: String) throws(ReferenceDataFault) -> [Word] {
        var out: [Word] = []
        for text in try texts(name) { out.append(try word(text, name)) }
        return out
    }

    /// A word of one of the catalogue's enumerations, as it is written out.
    mutating func optionalEnumeration<E: CatalogueEnumeration>(
        _ name: String
    ) throws(ReferenceDataFault) -> E? {
        guard let text = try optionalText(name) else { return nil }
        let value = E(word: Array(text.utf8))
        guard value != .unrecognised, value.word.utf8.elementsEqual(text.utf8) else {
            throw ReferenceDataFault(place, name, expected: "a word of \(E.name)", found: "another word")
        }
        return value
    }

    mutating func enumeration<E: CatalogueEnumeration>(_ name: String) throws(ReferenceDataFault) -> E {
        guard let value: E = try optionalEnumeration(name) else {
            throw fault(name, expected: "a word of \(E.name)", found: nil)
        }
        return value
    }

    mutating func version(_ name: String) throws(ReferenceDataFault) -> DottedVersion {
        let text = try text(name)
        do { return try DottedVersion(text) } catch {
            throw ReferenceDataFault(place, name, expected: "a dotted version", found: "\(error)")
        }
    }

    /// Refuses members that nobody asked for.
    func finish() throws(ReferenceDataFault) {
        for (key, _) in object.members {
            guard let name = key.string, asked.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else {
                throw ReferenceDataFault(
                    place, "members", expected: asked.joined(separator: ", "), found: "another name")
            }
        }
    }
}

/// A word of a fixed list that the reference data is written in.
public protocol ReferenceWord: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}
