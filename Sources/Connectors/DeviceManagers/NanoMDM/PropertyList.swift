import StrictXML

/// A dictionary of one of Apple's property lists in XML, read as far as its keys and texts.
struct PropertyList: Sendable {
    private let values: [[UInt8]: XMLElement]

    /// Reads a whole list; nil where it is none in XML, as where it is a binary one, is no dictionary, or has
    /// a key without a value or one key twice.
    init?(_ bytes: [UInt8]) {
        guard let document = try? XMLDocument(bytes), document.root.isNamed("plist"),
            document.root.isTextBlank
        else { return nil }
        var children = document.root.children.makeIterator()
        guard let dictionary = children.next(), children.next() == nil else { return nil }
        self.init(dictionary)
    }

    private init?(_ dictionary: XMLElement) {
        guard dictionary.isNamed("dict"), dictionary.isTextBlank else { return nil }
        var values: [[UInt8]: XMLElement] = [:]
        var children = dictionary.children.makeIterator()
        while let key = children.next() {
            guard key.isNamed("key"), !key.hasChildren, let value = children.next(), !value.isNamed("key"),
                values.updateValue(value, forKey: key.text) == nil
            else { return nil }
        }
        self.values = values
    }

    func has(_ key: StaticString) -> Bool { values[Self.bytes(key)] != nil }

    /// The text of a key; nil where it has another value, or one that says nothing.
    func text(_ key: StaticString) -> [UInt8]? {
        guard let value = values[Self.bytes(key)], value.isNamed("string"), !value.hasChildren else {
            return nil
        }
        let text = value.text
        return AbsentText.isAbsent(text) ? nil : text
    }

    func dictionary(_ key: StaticString) -> PropertyList? {
        values[Self.bytes(key)].flatMap { PropertyList($0) }
    }

    private static func bytes(_ key: StaticString) -> [UInt8] { key.withUTF8Buffer { Array($0) } }
}
