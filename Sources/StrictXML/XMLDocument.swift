/// An XML document, read once: its elements, their attributes and their text.
///
/// XML 1.0 with namespaces, in UTF-8, UTF-16, ISO-8859-1 or US-ASCII, read by expat. Reading is strict, and
/// nothing is ever fetched: any declaration of a document type is refused as soon as it begins, so there are
/// no entities but the five of XML itself. The one exception is the document type of Apple's property lists,
/// with its public and its system identifier and without declarations of its own; it is not looked at.
///
/// Time is linear in the input. The whole buffer is handed over at once, so that no token is scanned twice.
/// Memory: expat's copy of the input while reading, then 32 bytes for each element, 20 for each attribute,
/// each name once, and all text as UTF-8. Comments, processing instructions and prefixes are passed over.
public struct XMLDocument: Sendable {
    let storage: XMLStorage

    /// Reads a whole buffer.
    public init(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws(XMLSyntaxError) {
        storage = try XMLTreeBuilder.storage(of: bytes, limits: limits)
    }

    /// The document's one outermost element.
    public var root: XMLElement { XMLElement(storage: storage, index: 0) }

    /// Where the XML declaration stands, with a byte order mark before it; nil where there is none.
    public var declaration: Range<Int>? { storage.declaration }
}

/// What all elements of a document share.
final class XMLStorage: Sendable {
    /// An element on the tape. Elements stand in the order in which they start; `next` is where the tape goes
    /// on behind the whole subtree, so an element is skipped in one step.
    struct Node: Sendable {
        var name: UInt32
        /// From 1; 0 for none.
        var namespace: UInt32
        /// Byte offsets in the input, behind the end tag.
        var start: UInt32
        var end: UInt32
        var next: UInt32
        /// Where the text ends in `text`; it is `textCount` bytes long.
        var textEnd: UInt32
        var textCount: UInt32
        /// The first of its attributes.
        var attribute: UInt32
    }

    struct Attribute: Sendable {
        var name: UInt32
        var namespace: UInt32
        var valueStart: UInt32
        var valueEnd: UInt32
    }

    let nodes: [Node]
    let attributes: [Attribute]
    /// Each name of an element, an attribute or a namespace once.
    let names: [[UInt8]]
    let text: [UInt8]
    let declaration: Range<Int>?

    init(
        nodes: [Node], attributes: [Attribute], names: [[UInt8]], text: [UInt8], declaration: Range<Int>?
    ) {
        self.nodes = nodes
        self.attributes = attributes
        self.names = names
        self.text = text
        self.declaration = declaration
    }

    func namespace(_ number: UInt32) -> [UInt8]? { number == 0 ? nil : names[Int(number) - 1] }
}
