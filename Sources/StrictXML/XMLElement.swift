/// One element of an ``XMLDocument``: a view of two words, cheap to copy, that keeps the document alive.
public struct XMLElement: Sendable {
    let storage: XMLStorage
    let index: Int

    private var node: XMLStorage.Node { storage.nodes[index] }

    /// The name without its prefix, as UTF-8.
    public var name: [UInt8] { storage.names[Int(node.name)] }
    /// The name of the namespace, as UTF-8; nil for none.
    public var namespace: [UInt8]? { storage.namespace(node.namespace) }
    /// Where the element stands in the buffer that was handed in, with its tags.
    public var range: Range<Int> { Int(node.start)..<Int(node.end) }

    /// Whether the name without its prefix is this one, byte by byte.
    public func isNamed(_ name: StaticString) -> Bool { Self.equal(self.name, name) }

    /// The characters that stand in the element itself, as UTF-8, with references resolved and line ends as
    /// LF. What stands in its children is not among them; what stands between them is, in one piece.
    public var text: [UInt8] {
        let end = Int(node.textEnd)
        return Array(storage.text[(end - Int(node.textCount))..<end])
    }

    /// Whether the text is nothing but white space of XML, or empty.
    public var isTextBlank: Bool {
        let end = Int(node.textEnd)
        return storage.text[(end - Int(node.textCount))..<end].allSatisfy {
            $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D
        }
    }

    public var hasChildren: Bool { Int(node.next) > index + 1 }

    /// The elements that stand in the element itself, in their order.
    public var children: XMLChildren { XMLChildren(parent: self) }

    /// The first child of this name; nil where there is none. Cost: linear in the children.
    public func child(_ name: StaticString) -> XMLElement? { children.first { $0.isNamed(name) } }

    /// The attributes, in the order of the tag.
    public var attributes: [XMLAttribute] {
        let start = Int(node.attribute)
        let isLast = index + 1 == storage.nodes.count
        let end = isLast ? storage.attributes.count : Int(storage.nodes[index + 1].attribute)
        return storage.attributes[start..<end].map { attribute in
            XMLAttribute(
                name: storage.names[Int(attribute.name)], namespace: storage.namespace(attribute.namespace),
                value: Array(storage.text[Int(attribute.valueStart)..<Int(attribute.valueEnd)]))
        }
    }

    /// Where the tape goes on behind the element.
    fileprivate var next: Int { Int(node.next) }

    static func equal(_ bytes: [UInt8], _ text: StaticString) -> Bool {
        bytes.count == text.utf8CodeUnitCount
            && bytes.indices.allSatisfy { bytes[$0] == text.utf8Start[$0] }
    }
}

/// One attribute; declarations of namespaces are none.
public struct XMLAttribute: Hashable, Sendable {
    /// Without its prefix, as UTF-8.
    public let name: [UInt8]
    /// The name of the namespace, as UTF-8; nil for an attribute without a prefix.
    public let namespace: [UInt8]?
    /// As UTF-8, with references resolved.
    public let value: [UInt8]

    /// Whether the name without its prefix is this one, byte by byte.
    public func isNamed(_ name: StaticString) -> Bool { XMLElement.equal(self.name, name) }
}

/// The children of an element; a sequence that can be walked any number of times.
public struct XMLChildren: Sequence, Sendable {
    let parent: XMLElement

    public func makeIterator() -> Iterator {
        Iterator(storage: parent.storage, at: parent.index + 1, end: parent.next)
    }

    public struct Iterator: IteratorProtocol {
        let storage: XMLStorage
        var at: Int
        let end: Int

        public mutating func next() -> XMLElement? {
            guard at < end else { return nil }
            let element = XMLElement(storage: storage, index: at)
            at = element.next
            return element
        }
    }
}
