import CExpat

/// Makes the tape of a document out of what expat tells of it.
///
/// Expat calls back on the stack of ``storage(of:limits:)`` and nowhere else. After something was refused it
/// may still call a few times; such calls are passed over.
final class XMLTreeBuilder {
    let limits: XMLLimits
    private let parser: XML_Parser
    private(set) var failure: XMLSyntaxError.Code?
    private var failureOffset = 0
    private let bytes: UnsafeRawBufferPointer

    private(set) var nodes: [XMLStorage.Node] = []
    private(set) var attributes: [XMLStorage.Attribute] = []
    private(set) var names: [[UInt8]] = []
    private(set) var text: [UInt8] = []
    private(set) var declaration: Range<Int>?
    private var numbers: [[UInt8]: UInt32] = [:]
    /// The elements that are open, the root first, and the text of each.
    private var open: [(node: Int, text: [UInt8])] = []
    private var hasDocumentType = false
    /// Declarations of namespaces of the element that begins, and of the whole document.
    private var declared = 0
    private var allDeclared = 0

    /// Stands between the parts of an expanded name. It is no character of a URI, so expat refuses a
    /// namespace that has it.
    static let separator: UInt8 = 0x0A

    init(_ bytes: UnsafeRawBufferPointer, limits: XMLLimits, parser: XML_Parser) {
        self.bytes = bytes
        self.parser = parser
        self.limits = limits
    }

    static func storage(of bytes: [UInt8], limits: XMLLimits) throws(XMLSyntaxError) -> XMLStorage {
        let outcome: Result<XMLStorage, XMLSyntaxError> = bytes.withUnsafeBytes { buffer in
            func refused(_ code: XMLSyntaxError.Code, at offset: Int) -> Result<XMLStorage, XMLSyntaxError> {
                let place = Swift.min(Swift.max(offset, 0), buffer.count)
                let line = buffer[..<place].count { $0 == 0x0A } + 1
                return .failure(XMLSyntaxError(code, at: place, line: line))
            }
            guard buffer.count <= limits.bytes else { return refused(.tooLarge, at: limits.bytes) }
            guard let parser = XML_ParserCreateNS(nil, XML_Char(bitPattern: separator)) else {
                return refused(.memory, at: 0)
            }
            defer { XML_ParserFree(parser) }
            let builder = XMLTreeBuilder(buffer, limits: limits, parser: parser)
            builder.listen(to: parser)
            let status = withExtendedLifetime(builder) {
                XML_Parse(
                    parser, buffer.baseAddress?.assumingMemoryBound(to: XML_Char.self),
                    Int32(buffer.count), 1)
            }
            if let code = builder.failure {
                return refused(code, at: builder.failureOffset)
            }
            guard status == XML_STATUS_OK else {
                let offset = Int(XML_GetCurrentByteIndex(parser))
                return refused(builder.code(of: XML_GetErrorCode(parser), at: offset), at: offset)
            }
            return .success(
                XMLStorage(
                    nodes: builder.nodes, attributes: builder.attributes, names: builder.names,
                    text: builder.text, declaration: builder.declaration))
        }
        return try outcome.get()
    }

    func refuse(_ code: XMLSyntaxError.Code, at offset: Int? = nil) {
        guard failure == nil else { return }
        failure = code
        failureOffset = offset ?? Int(XML_GetCurrentByteIndex(parser))
        // False: it cannot be resumed.
        _ = XML_StopParser(parser, 0)
    }

    // MARK: What expat tells

    func begin(
        _ name: UnsafePointer<XML_Char>, _ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>,
    ) {
        guard failure == nil else { return }
        declared = 0
        guard open.count < limits.depth else { return refuse(.depth) }
        guard nodes.count + attributes.count < limits.nodes else { return refuse(.tooManyNodes) }
        let start = Int(XML_GetCurrentByteIndex(parser))
        let tag = start..<(start + Int(XML_GetCurrentByteCount(parser)))
        guard let expanded = expandedName(name) else { return refuse(.nameTooLong) }
        nodes.append(
            XMLStorage.Node(
                name: expanded.name, namespace: expanded.namespace, start: UInt32(clamping: start), end: 0,
                next: 0, textEnd: 0, textCount: 0, attribute: UInt32(clamping: attributes.count)))
        open.append((nodes.count - 1, []))
        var at = 0
        while let attribute = list[at], let value = list[at + 1] {
            guard at / 2 < limits.attributes else { return refuse(.tooManyAttributes) }
            guard nodes.count + attributes.count < limits.nodes else { return refuse(.tooManyNodes) }
            guard let expanded = expandedName(attribute) else { return refuse(.nameTooLong) }
            guard let bytes = Self.bytes(of: value, most: limits.attributeBytes) else {
                return refuse(.attributeTooLong)
            }
            let valueStart = UInt32(clamping: text.count)
            text.append(contentsOf: bytes)
            attributes.append(
                XMLStorage.Attribute(
                    name: expanded.name, namespace: expanded.namespace, valueStart: valueStart,
                    valueEnd: UInt32(clamping: text.count)))
            at += 2
        }
        // Behind a document type that is not read, expat passes over unknown entities in attributes.
        if hasDocumentType, tag.upperBound <= bytes.count, let reference = bytes[tag].firstIndex(of: 0x26) {
            refuse(.entity, at: reference)
        }
    }

    func end() {
        guard failure == nil, let element = open.popLast() else { return }
        text.append(contentsOf: element.text)
        let end = XML_GetCurrentByteIndex(parser) + XML_Index(XML_GetCurrentByteCount(parser))
        nodes[element.node].end = UInt32(clamping: end)
        nodes[element.node].next = UInt32(clamping: nodes.count)
        nodes[element.node].textEnd = UInt32(clamping: text.count)
        nodes[element.node].textCount = UInt32(clamping: element.text.count)
    }

    func take(_ characters: UnsafePointer<XML_Char>, _ count: Int) {
        guard failure == nil, !open.isEmpty else { return }
        guard open[open.count - 1].text.count + count <= limits.textBytes else {
            return refuse(.textTooLong)
        }
        open[open.count - 1].text.append(
            contentsOf: UnsafeRawBufferPointer(start: characters, count: count))
    }

    func declare(version: UnsafePointer<XML_Char>?) {
        guard failure == nil else { return }
        // Expat takes any version; the rules of another one differ.
        guard let version, Self.bytes(of: version, most: 3).map({ XMLElement.equal($0, "1.0") }) ?? false
        else { return refuse(.declaration) }
        let end = XML_GetCurrentByteIndex(parser) + XML_Index(XML_GetCurrentByteCount(parser))
        declaration = 0..<Int(end)
    }

    func beginDocumentType(
        _ name: UnsafePointer<XML_Char>?, system: UnsafePointer<XML_Char>?,
        publicID: UnsafePointer<XML_Char>?, hasSubset: Bool
    ) {
        guard failure == nil else { return }
        func says(_ text: UnsafePointer<XML_Char>?, _ word: StaticString) -> Bool {
            guard let text else { return false }
            return Self.bytes(of: text, most: 128).map { XMLElement.equal($0, word) } ?? false
        }
        guard !hasSubset, says(name, "plist"),
            says(publicID, "-//Apple//DTD PLIST 1.0//EN")
                || says(publicID, "-//Apple Computer//DTD PLIST 1.0//EN"),
            says(system, "http://www.apple.com/DTDs/PropertyList-1.0.dtd")
                || says(system, "https://www.apple.com/DTDs/PropertyList-1.0.dtd")
        else { return refuse(.documentType) }
        hasDocumentType = true
    }

    func beginNamespace(_ uri: UnsafePointer<XML_Char>?) {
        guard failure == nil else { return }
        declared += 1
        allDeclared += 1
        guard declared <= limits.attributes else { return refuse(.tooManyAttributes) }
        guard allDeclared <= limits.nodes else { return refuse(.tooManyNodes) }
        // Nil takes back the namespace of names without a prefix.
        guard let uri else { return }
        if Self.bytes(of: uri, most: limits.nameBytes) == nil { refuse(.nameTooLong) }
    }

    // MARK: Reading what it hands over

    /// The bytes of a C string; nil where there are more than `most`.
    private static func bytes(of text: UnsafePointer<XML_Char>, most: Int) -> [UInt8]? {
        var count = 0
        while text[count] != 0 {
            count += 1
            if count > most { return nil }
        }
        return Array(UnsafeRawBufferPointer(start: text, count: count))
    }

    /// The numbers of a name and its namespace; nil where either is too long.
    private func expandedName(
        _ text: UnsafePointer<XML_Char>
    ) -> (name: UInt32, namespace: UInt32)? {
        guard let all = Self.bytes(of: text, most: 2 * limits.nameBytes + 1) else { return nil }
        guard let split = all.firstIndex(of: Self.separator) else {
            return all.count <= limits.nameBytes ? (number(of: all), 0) : nil
        }
        let local = Array(all[(split + 1)...])
        guard split <= limits.nameBytes, local.count <= limits.nameBytes else { return nil }
        return (number(of: local), number(of: Array(all[..<split])) + 1)
    }

    private func number(of name: [UInt8]) -> UInt32 {
        if let number = numbers[name] { return number }
        let number = UInt32(clamping: names.count)
        names.append(name)
        numbers[name] = number
        return number
    }

    private func code(of error: XML_Error, at offset: Int) -> XMLSyntaxError.Code {
        switch error {
        case XML_ERROR_NO_MEMORY: return .memory
        case XML_ERROR_NO_ELEMENTS: return nodes.isEmpty && open.isEmpty ? .empty : .truncated
        case XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR, XML_ERROR_UNCLOSED_CDATA_SECTION:
            return .truncated
        case XML_ERROR_INVALID_TOKEN:
            guard bytes.indices.contains(offset) else { return .truncated }
            return bytes[offset] < 0x20 ? .character : bytes[offset] >= 0x80 ? .utf8 : .syntax
        case XML_ERROR_TAG_MISMATCH: return .mismatchedTag
        case XML_ERROR_DUPLICATE_ATTRIBUTE: return .duplicateAttribute
        case XML_ERROR_JUNK_AFTER_DOC_ELEMENT: return .trailing
        case XML_ERROR_UNDEFINED_ENTITY, XML_ERROR_RECURSIVE_ENTITY_REF, XML_ERROR_PARAM_ENTITY_REF,
            XML_ERROR_ASYNC_ENTITY, XML_ERROR_BINARY_ENTITY_REF, XML_ERROR_ATTRIBUTE_EXTERNAL_ENTITY_REF,
            XML_ERROR_AMPLIFICATION_LIMIT_BREACH:
            return .entity
        case XML_ERROR_BAD_CHAR_REF: return .characterReference
        case XML_ERROR_MISPLACED_XML_PI, XML_ERROR_XML_DECL, XML_ERROR_TEXT_DECL: return .declaration
        case XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING: return .encoding
        case XML_ERROR_UNBOUND_PREFIX, XML_ERROR_UNDECLARING_PREFIX, XML_ERROR_RESERVED_PREFIX_XML,
            XML_ERROR_RESERVED_PREFIX_XMLNS, XML_ERROR_RESERVED_NAMESPACE_URI:
            return .namespace
        case XML_ERROR_PUBLICID: return .documentType
        default: return .syntax
        }
    }
}
