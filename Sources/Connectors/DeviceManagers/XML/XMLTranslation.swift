import StrictJSON
import StrictXML

/// An XML body, made into the JSON body that says the same.
///
/// An element with elements is an object, one without is text, a number or a flag; elements of one name are a
/// list. `xsi:nil` is null. Other attributes, prefixes and comments say nothing that is read: the evidence
/// has them.
struct XMLTranslation: Sendable {
    let root: JSONValue
    /// Where in the XML each object stands, by where it begins in the JSON.
    private let places: [Int: Range<Int>]

    init(_ document: XMLDocument) throws(Rejection) {
        var draft = XMLDraft(vocabulary: .of(document.root))
        try draft.addBody(document.root)
        try self.init(draft)
    }

    /// The translation of an element that stood in a page of a vocabulary, and stands alone now.
    init(element document: XMLDocument, of vocabulary: XMLVocabulary) throws(Rejection) {
        var draft = XMLDraft(vocabulary: vocabulary)
        try draft.add(document.root)
        try self.init(draft)
    }

    private init(_ draft: XMLDraft) throws(Rejection) {
        places = draft.places
        do throws(JSONSyntaxError) {
            // The JSON is nested deeper than the XML by the root's own object and one for each list.
            self.root = try JSONDocument(draft.writer.bytes, limits: JSONLimits(depth: 512)).root
        } catch {
            throw Rejection(error)
        }
    }

    /// Where the element stands that an object was made of.
    func place(of value: JSONValue) -> Range<Int>? { places[value.range.lowerBound] }
}

/// The JSON that is being made.
private struct XMLDraft {
    let vocabulary: XMLVocabulary
    var writer = JSONWriter()
    var places: [Int: Range<Int>] = [:]

    init(vocabulary: XMLVocabulary) { self.vocabulary = vocabulary }

    mutating func addBody(_ root: XMLElement) throws(Rejection) {
        guard root.hasChildren else {
            throw Rejection(
                .notASourceRecord, expected: "an element with elements", found: "XML with one element")
        }
        if vocabulary.keepsRoot {
            begin(at: root)
            writer.key(bytes: root.name)
            try add(root)
            writer.endObject()
        } else if root.isNamed("webhook"), let event = root.child("event") {
            // An envelope that holds its event.
            begin(at: root)
            writer.key("webhook")
            try addObject(root) { !$0.isNamed("event") }
            writer.key("event")
            try add(event)
            writer.endObject()
        } else {
            try add(root)
        }
    }

    private mutating func begin(at element: XMLElement) {
        writer.beginObject()
        places[writer.bytes.count - 1] = element.range
    }

    mutating func add(_ element: XMLElement) throws(Rejection) {
        if Self.isNil(element) {
            writer.null()
        } else if element.hasChildren
            || element.isTextBlank && vocabulary.objects.contains(XMLVocabulary.plain(element.name))
        {
            try addObject(element) { _ in true }
        } else {
            add(text: element.text, of: XMLVocabulary.plain(element.name))
        }
    }

    private mutating func addObject(
        _ element: XMLElement, where isMember: (XMLElement) -> Bool
    ) throws(Rejection) {
        guard element.isTextBlank else {
            throw Self.wrongShape("elements or text in one element", "both", element)
        }
        begin(at: element)
        var order: [[UInt8]] = []
        var groups: [[UInt8]: [XMLElement]] = [:]
        for child in element.children where isMember(child) {
            if groups[child.name] == nil { order.append(child.name) }
            groups[child.name, default: []].append(child)
        }
        for name in order {
            guard let group = groups[name] else { continue }
            writer.key(bytes: name)
            let plain = XMLVocabulary.plain(name)
            if vocabulary.lists.contains(plain) {
                try addList(group, plain)
            } else if group.count == 1 {
                try add(group[0])
            } else if vocabulary.repeated?.contains(plain) ?? true {
                writer.beginArray()
                for item in group { try add(item) }
                writer.endArray()
            } else {
                throw Self.wrongShape("one element of a name", "\(group.count) of one name", group[1])
            }
        }
        writer.endObject()
    }

    /// Elements that are the values of a list, or hold an element for each.
    private mutating func addList(_ group: [XMLElement], _ name: [UInt8]) throws(Rejection) {
        writer.beginArray()
        for element in group {
            let isItem = element.hasChildren && !Self.isContainer(element)
            if isItem {
                try add(element)
            } else if element.hasChildren {
                guard element.isTextBlank else {
                    throw Self.wrongShape("elements or text in one element", "both", element)
                }
                for item in element.children {
                    if item.hasChildren { try add(item) } else { add(text: item.text, of: name) }
                }
            } else if !element.isTextBlank {
                add(text: element.text, of: name)
            }
        }
        writer.endArray()
    }

    /// Whether an element holds elements of one name only, as a list does.
    private static func isContainer(_ element: XMLElement) -> Bool {
        var first: [UInt8]?
        for child in element.children {
            if let first, child.name != first { return false }
            first = child.name
        }
        return true
    }

    private mutating func add(text: [UInt8], of name: [UInt8]) {
        if vocabulary.isNumber(name), Self.isNumber(text) {
            writer.raw(text)
        } else if vocabulary.flags.contains(name), ASCII.equalIgnoringCase(text, "true") {
            writer.bool(true)
        } else if vocabulary.flags.contains(name), ASCII.equalIgnoringCase(text, "false") {
            writer.bool(false)
        } else {
            writer.string(bytes: text)
        }
    }

    /// Whether text is a number as these services write them: without an exponent.
    private static func isNumber(_ text: [UInt8]) -> Bool {
        guard (1...32).contains(text.count),
            text.allSatisfy({ ASCII.isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") })
        else { return false }
        return (try? JSONDocument(text))?.root.kind == .number
    }

    /// Whether the element says that it has no value (XML Schema part 1, section 2.6.2).
    private static func isNil(_ element: XMLElement) -> Bool {
        element.attributes.contains {
            $0.isNamed("nil") && $0.namespace == Array("http://www.w3.org/2001/XMLSchema-instance".utf8)
                && ($0.value == Array("true".utf8) || $0.value == Array("1".utf8))
        }
    }

    private static func wrongShape(
        _ expected: String, _ found: String, _ element: XMLElement
    ) -> Rejection {
        Rejection(
            .wrongShape, expected: expected, found: "\(found), at byte \(element.range.lowerBound)")
    }
}
