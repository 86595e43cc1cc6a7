import StrictXML
import Testing

@Suite("XML document")
struct XMLDocumentTests {
    private func root(_ text: String) throws -> XMLElement { try XMLDocument(Array(text.utf8)).root }

    private func text(_ element: XMLElement?) -> String? {
        element.map { String(decoding: $0.text, as: UTF8.self) }
    }

    @Test("elements, text and attributes are what the document says, in its order")
    func tree() throws {
        let root = try root(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <!-- before --><list kind="a&amp;b" n='&#x41;'>
              <one>1</one><?target data?><two/><one>x &lt; y<!-- in -->z</one>
            </list>
            <!-- behind -->
            """)
        #expect(root.isNamed("list") && root.namespace == nil && root.isTextBlank)
        #expect(root.children.map { String(decoding: $0.name, as: UTF8.self) } == ["one", "two", "one"])
        #expect(root.children.map { String(decoding: $0.text, as: UTF8.self) } == ["1", "", "x < yz"])
        #expect(root.attributes.map { String(decoding: $0.name, as: UTF8.self) } == ["kind", "n"])
        #expect(root.attributes.map { String(decoding: $0.value, as: UTF8.self) } == ["a&b", "A"])
        #expect(root.hasChildren && root.child("two")?.hasChildren == false)
        #expect(root.child("three") == nil && text(root.child("one")) == "1")
    }

    @Test("an element knows its bytes, with its tags, and the document those of its declaration")
    func ranges() throws {
        let bytes = Array("\u{FEFF}<?xml version='1.0'?>\n<a><b x='1'>ä</b><c/></a>\n".utf8)
        let document = try XMLDocument(bytes)
        func piece(_ range: Range<Int>?) -> String? {
            range.map { String(decoding: bytes[$0], as: UTF8.self) }
        }
        #expect(piece(document.declaration) == "\u{FEFF}<?xml version='1.0'?>")
        #expect(piece(document.root.range) == "<a><b x='1'>ä</b><c/></a>")
        #expect(document.root.children.map { piece($0.range) } == ["<b x='1'>ä</b>", "<c/>"])
        #expect(try XMLDocument(Array("<a/>".utf8)).declaration == nil)
    }

    @Test("a text is one text, whatever it is written as")
    func characters() throws {
        let root = try root("<a>1&#50;&#x33;<![CDATA[<4>&amp;]]>\r\n5\r6</a>")
        #expect(text(root) == "123<4>&amp;\n5\n6")
        #expect(text(try self.root("<a>one<b>in</b>two</a>")) == "onetwo")
    }

    @Test("names are told by their namespace, not by their prefix")
    func namespaces() throws {
        let root = try root(
            "<p:a xmlns:p='urn:x' xmlns='urn:d'><b p:k='1' k='2'/><q:b xmlns:q='urn:x'/><b xmlns=''/></p:a>")
        #expect(root.isNamed("a") && root.namespace == Array("urn:x".utf8) && root.attributes.isEmpty)
        #expect(
            root.children.map { $0.namespace.map { String(decoding: $0, as: UTF8.self) } } == [
                "urn:d", "urn:x", nil,
            ])
        let attributes = Array(root.children)[0].attributes
        #expect(attributes.map(\.namespace) == [Array("urn:x".utf8), nil])
        #expect(attributes.allSatisfy { $0.isNamed("k") })
    }

    @Test("the encodings that expat knows become UTF-8")
    func encodings() throws {
        let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE4] + Array("</a>".utf8)
        #expect(text(try XMLDocument(latin).root) == "ä")
        let wide = "<?xml version='1.0' encoding='UTF-16'?><a>ä€𝄞</a>"
        for isBig in [true, false] {
            let bytes = ("\u{FEFF}" + wide).utf16.flatMap { unit -> [UInt8] in
                let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
                return isBig ? pair : pair.reversed()
            }
            let document = try XMLDocument(bytes)
            #expect(text(document.root) == "ä€𝄞")
            #expect(document.root.range.upperBound == bytes.count)
        }
        let ascii = Array("<?xml version='1.0' encoding='us-ascii'?><a>b</a>".utf8)
        #expect(text(try XMLDocument(ascii).root) == "b")
    }

    @Test("Apple's document type is passed over, in all the ways it is published")
    func propertyList() throws {
        for name in ["-//Apple//DTD PLIST 1.0//EN", "-//Apple Computer//DTD PLIST 1.0//EN"] {
            let root = try root(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "\(name)" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0"><dict><key>UDID</key><string>x &amp; y</string></dict></plist>
                """)
            #expect(root.isNamed("plist"))
            #expect(text(root.child("dict")?.child("string")) == "x & y")
        }
    }

    @Test("ten million bytes of text are one text, and a hundred thousand elements are a list")
    func large() throws {
        let long = "<a>" + String(repeating: "0123456789\n", count: 1_000_000) + "</a>"
        #expect(try root(long).text.count == 11_000_000)
        let many = "<a>" + String(repeating: "<b c='d'>e</b>", count: 100_000) + "</a>"
        let root = try root(many)
        #expect(root.children.reduce(0) { count, _ in count + 1 } == 100_000)
        #expect(root.children.allSatisfy { $0.text == [0x65] && $0.attributes.count == 1 })
    }

    @Test("a document is read the same from any thread, and its elements keep it alive")
    func lifetime() async throws {
        let element = try root("<a><b>c</b></a>").child("b")
        let found = await Task.detached { element.map { $0.text } }.value
        #expect(found == [0x63])
    }
}
