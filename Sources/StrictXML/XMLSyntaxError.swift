/// Why bytes are not an XML document, or none that is read, and where.
///
/// Carries no byte of the input, so it may be logged and stored.
public struct XMLSyntaxError: Error, Hashable, Sendable {
    /// What was wrong. The raw value is stable: it stands in quarantine records.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// Nothing but white space, comments and processing instructions.
        case empty = "xml.empty"
        /// The input ends inside of the document.
        case truncated = "xml.truncated"
        /// The grammar does not allow what stands here.
        case syntax = "xml.syntax"
        /// A character that XML does not have: a control character, NUL among them, or a surrogate.
        case character = "xml.character"
        /// Bytes that are not of the document's encoding.
        case utf8 = "xml.utf8"
        /// An encoding that is not read, or another one than the bytes have.
        case encoding = "xml.encoding"
        /// An end tag that ends another element than the one that is open.
        case mismatchedTag = "xml.mismatched_tag"
        /// Something stands behind the root element.
        case trailing = "xml.trailing"
        /// One element has two attributes of one name.
        case duplicateAttribute = "xml.duplicate_attribute"
        /// A prefix without a namespace, or a reserved one that was given another.
        case namespace = "xml.namespace"
        /// An XML declaration that is none, or does not stand at the very start.
        case declaration = "xml.declaration"
        /// A declaration of a document type: any but the one of Apple's property lists, as it is published.
        case documentType = "xml.document_type"
        /// A reference to an entity that XML itself does not have.
        case entity = "xml.entity"
        /// A reference to a character that XML does not have.
        case characterReference = "xml.character_reference"
        /// Elements are nested deeper than the limit.
        case depth = "xml.depth"
        /// More elements and attributes than the limit.
        case tooManyNodes = "xml.too_many_nodes"
        /// One element has more attributes than the limit.
        case tooManyAttributes = "xml.too_many_attributes"
        /// A name, or the name of a namespace, is longer than the limit.
        case nameTooLong = "xml.name_too_long"
        /// An attribute's value is longer than the limit.
        case attributeTooLong = "xml.attribute_too_long"
        /// The text of an element is longer than the limit.
        case textTooLong = "xml.text_too_long"
        /// The input is longer than the limit.
        case tooLarge = "xml.too_large"
        /// There was no memory for the reader.
        case memory = "xml.memory"
    }

    public let code: Code
    /// 0-based offset into the buffer that was handed in.
    public let byteOffset: Int
    /// 1-based line of that byte; lines end with LF.
    public let line: Int

    public init(_ code: Code, at byteOffset: Int, line: Int) {
        self.code = code
        self.byteOffset = byteOffset
        self.line = line
    }

    /// What should have stood there, in words of the code.
    public var expected: String { code.words.expected }
    /// What stood there instead, in words of the code.
    public var found: String { code.words.found }
}

extension XMLSyntaxError: CustomStringConvertible {
    public var description: String {
        "\(code.rawValue) at byte \(byteOffset), line \(line): expected \(expected), found \(found)"
    }
}

extension XMLSyntaxError.Code {
    fileprivate var words: (expected: String, found: String) {
        switch self {
        case .empty: ("one root element", "none")
        case .truncated: ("the end of the document", "the end of the input")
        case .syntax: ("markup of XML 1.0", "something else")
        case .character: ("characters of XML 1.0", "a control character or a surrogate")
        case .utf8: ("bytes of the document's encoding", "others")
        case .encoding: ("UTF-8, UTF-16, ISO-8859-1 or US-ASCII, as declared", "another encoding")
        case .mismatchedTag: ("the end of the element that is open", "the end of another")
        case .trailing: ("nothing behind the root element", "more")
        case .duplicateAttribute: ("attributes of different names", "a name for the second time")
        case .namespace: ("a prefix with its namespace", "one without, or a reserved one")
        case .declaration:
            ("an XML declaration of version 1.0 at the very start", "another, or one elsewhere")
        case .documentType: ("no document type, or that of Apple's property lists", "another document type")
        case .entity: ("one of the five entities of XML", "a reference to another")
        case .characterReference: ("a reference to a character of XML 1.0", "a reference to none")
        case .depth: ("elements nested within the limit", "deeper ones")
        case .tooManyNodes: ("elements and attributes within the limit", "more")
        case .tooManyAttributes: ("attributes of one element within the limit", "more")
        case .nameTooLong: ("a name within the limit", "a longer one")
        case .attributeTooLong: ("an attribute's value within the limit", "a longer one")
        case .textTooLong: ("an element's text within the limit", "longer text")
        case .tooLarge: ("a document within the limit", "a longer one")
        case .memory: ("memory for the reader", "none")
        }
    }
}
