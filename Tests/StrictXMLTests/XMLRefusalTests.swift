import StrictXML
import Testing

@Suite("What is no XML document")
struct XMLRefusalTests {
    private func refusal(_ bytes: [UInt8], _ limits: XMLLimits = XMLLimits()) -> XMLSyntaxError? {
        do throws(XMLSyntaxError) {
            _ = try XMLDocument(bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    private func code(_ text: String, _ limits: XMLLimits = XMLLimits()) -> XMLSyntaxError.Code? {
        refusal(Array(text.utf8), limits)?.code
    }

    static let broken: [(String, XMLSyntaxError.Code)] = [
        ("", .empty), (" \n", .empty), ("<!-- only -->", .empty), ("<a>", .truncated), ("<a", .truncated),
        ("<a><![CDATA[x", .truncated), ("<a><!-- x", .truncated), ("<?xml version='1.0'?>", .empty),
        ("<a><b></a></b>", .mismatchedTag), ("<a></a ></a>", .syntax), ("<a/><b/>", .trailing),
        ("<a/>x", .trailing), ("x", .syntax), ("{\"a\":1}", .syntax), ("<a b=c/>", .syntax),
        ("<a b='1' b='2'/>", .duplicateAttribute), ("<p:a/>", .namespace), ("<a p:b='1'/>", .namespace),
        ("<a xmlns:p=''/>", .namespace), ("<a xmlns:xml='urn:x'/>", .namespace),
        (" <?xml version='1.0'?><a/>", .declaration), ("<?xml version='1.1'?><a/>", .declaration),
        ("<?xml encoding='UTF-8'?><a/>", .declaration), ("<a><?xml version='1.0'?></a>", .declaration),
        ("<?xml version='1.0' encoding='EBCDIC'?><a/>", .encoding),
        ("<?xml version='1.0' encoding='UTF-16'?><a/>", .encoding),
        ("<a>&x;</a>", .entity), ("<a b='&x;'/>", .entity), ("<a>&#0;</a>", .characterReference),
        ("<a>&#xD800;</a>", .characterReference), ("<a>\u{0}</a>", .character), ("<a>\u{1}</a>", .character),
        ("<a b='<'/>", .syntax), ("<a>]]></a>", .syntax), ("<a>b & c</a>", .syntax), ("< a/>", .syntax),
        ("<a><!-- x -- y --></a>", .syntax), ("<1/>", .syntax),
    ]

    @Test("each fault has its code", arguments: broken)
    func codes(text: String, wanted: XMLSyntaxError.Code) {
        #expect(code(text) == wanted, "\(text)")
    }

    static let documentTypes = [
        "<!DOCTYPE a><a/>", "<!DOCTYPE a []><a/>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://example.org/p'> %p;]><a/>",
        "<!DOCTYPE a [<!ENTITY a0 'ha'><!ENTITY a1 '&a0;&a0;'><!ENTITY a2 '&a1;&a1;'>]><a>&a2;</a>",
        "<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>", "<!DOCTYPE html><html/>",
        // Apple's, but with declarations of its own, of another element, or from elsewhere.
        "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
            + "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\" [<!ENTITY x 'y'>]><plist/>",
        "<!DOCTYPE dict PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
            + "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\"><dict/>",
        "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://example.org/x.dtd\"><plist/>",
        "<!DOCTYPE plist SYSTEM \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\"><plist/>",
    ]

    @Test("a document type is refused where it begins, whatever it declares", arguments: documentTypes)
    func documentType(_ text: String) {
        let found = refusal(Array(text.utf8))
        #expect(found?.code == .documentType, "\(text)")
        #expect(found?.byteOffset ?? .max < text.utf8.count)
    }

    @Test(
        "behind Apple's document type no entity is passed over",
        arguments: ["<plist>&x;</plist>", "<plist v='&x;'/>"])
    func skippedEntities(_ rest: String) {
        let type =
            "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
            + "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">"
        #expect(code(type + rest) == .entity)
    }

    @Test("an entity bomb and a quadratic blow-up end where their document type begins")
    func bombs() {
        var bomb = "<!DOCTYPE a [<!ENTITY e0 \"ha\">"
        for level in 1..<30 { bomb += "<!ENTITY e\(level) \"&e\(level - 1);&e\(level - 1);\">" }
        bomb += "]><a>&e29;</a>"
        let long = String(repeating: "x", count: 100_000)
        let quadratic =
            "<!DOCTYPE a [<!ENTITY e \"\(long)\">]><a>" + String(repeating: "&e;", count: 10_000) + "</a>"
        #expect(code(bomb) == .documentType && code(quadratic) == .documentType)
    }

    @Test("limits hold at their edge")
    func limits() {
        func nested(_ depth: Int) -> String {
            String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        }
        #expect(code(nested(64)) == nil && code(nested(65)) == .depth && code(nested(100_000)) == .depth)
        #expect(refusal(Array(nested(65).utf8))?.byteOffset == 64 * 3)
        let few = XMLLimits(nodes: 3, attributes: 2)
        #expect(code("<a><b/><c/></a>", few) == nil && code("<a><b/><c/><d/></a>", few) == .tooManyNodes)
        #expect(code("<a b='' c=''/>", few) == nil && code("<a b='' c='' d=''/>", few) == .tooManyAttributes)
        #expect(code("<a b='' c=''><d/></a>", few) == .tooManyNodes)
        #expect(code("<a xmlns:b='1' xmlns:c='2'/>", few) == nil)
        #expect(code("<a xmlns:b='1' xmlns:c='2' xmlns:d='3'/>", few) == .tooManyAttributes)
        #expect(code("<a xmlns:b='1' xmlns:c='2'><d xmlns:e='3' xmlns:f='4'/></a>", few) == .tooManyNodes)
        let short = XMLLimits(attributeBytes: 3, textBytes: 3, nameBytes: 3)
        #expect(code("<abc d='efg'>hij</abc>", short) == nil)
        #expect(code("<abcd/>", short) == .nameTooLong && code("<a bcde=''/>", short) == .nameTooLong)
        #expect(code("<a b='cdef'/>", short) == .attributeTooLong)
        #expect(code("<a>bcd<e/>f</a>", short) == .textTooLong)
        #expect(code("<a xmlns='urn:'/>", short) == .nameTooLong)
        #expect(code("<abc xmlns='abc'/>", short) == nil)
        let small = XMLLimits(bytes: 4)
        #expect(code("<a/>", small) == nil && code("<ab/>", small) == .tooLarge)
    }

    @Test("a long namespace's name does not grow with the elements that have it")
    func namespaceIsKeptOnce() throws {
        let uri = "urn:" + String(repeating: "x", count: 500)
        let text = "<p:a xmlns:p='\(uri)'>" + String(repeating: "<p:b/>", count: 100_000) + "</p:a>"
        let root = try XMLDocument(Array(text.utf8)).root
        #expect(root.children.allSatisfy { $0.namespace?.count == uri.utf8.count })
    }

    @Test("what is not of the encoding is refused where it stands")
    func encoding() {
        for wrong: [UInt8] in [
            [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xC3],
        ] {
            let bytes = Array("<a>\n<b>x".utf8) + wrong + Array("</b></a>".utf8)
            let found = refusal(bytes)
            #expect(found?.code == .utf8, "\(wrong)")
            #expect(found?.byteOffset == 8 && found?.line == 2)
        }
        // UTF-16 whose declaration says UTF-8, and half a character at its end.
        func wide(_ text: String) -> [UInt8] {
            text.utf16.reduce(into: []) { $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)] }
        }
        #expect(refusal(wide("\u{FEFF}<?xml version='1.0' encoding='UTF-8'?><a/>"))?.code == .encoding)
        #expect(refusal(wide("\u{FEFF}<a/>")) == nil)
        #expect(refusal(wide("\u{FEFF}<a/>") + [0x20]) != nil)
    }

    @Test("a document cut at any byte is refused, and never another one")
    func cutAnywhere() {
        let whole = Array(
            "<?xml version='1.0'?><!-- c --><a xmlns:p='urn:x' b='&amp;'><p:c><![CDATA[ä]]></p:c>é</a>".utf8)
        #expect(refusal(whole) == nil)
        for count in 0..<whole.count {
            let found = refusal(Array(whole[..<count]))
            #expect(found != nil, "cut at \(count)")
            #expect(found.map { $0.byteOffset <= count && $0.line == 1 } ?? false)
        }
    }

    @Test("bytes that were changed at random are read or refused, at a place in the input")
    func mutations() {
        let whole = Array("<?xml version='1.0'?><a b='c'><d>text &lt; more</d><e/><![CDATA[x]]></a>".utf8)
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var refused = 0
        for _ in 0..<5_000 {
            var bytes = whole
            for _ in 0...next(3) { bytes[next(bytes.count)] = UInt8(next(256)) }
            guard let found = refusal(bytes) else { continue }
            refused += 1
            #expect((0...bytes.count).contains(found.byteOffset) && found.line >= 1)
        }
        #expect(refused > 1_000)
    }

    @Test("a refusal says code, place, what was expected and what was found, and no byte of the input")
    func description() {
        let found = refusal(Array("<a>\n<secret></a>".utf8))
        #expect(
            found.map { "\($0)" }
                == "xml.mismatched_tag at byte 14, line 2: expected the end of the element that is open, "
                + "found the end of another")
        for code in XMLSyntaxError.Code.allCases {
            let error = XMLSyntaxError(code, at: 0, line: 1)
            #expect(!error.expected.isEmpty && !error.found.isEmpty && code.rawValue.hasPrefix("xml."))
        }
    }
}
