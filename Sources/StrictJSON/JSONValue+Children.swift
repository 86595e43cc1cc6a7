extension JSONValue {
    /// The elements, in order; nil for anything but an array.
    public var array: JSONElements? { isArray ? elements : nil }

    /// The members, in the order of the text; nil for anything but an object.
    public var object: JSONMembers? { isObject ? members : nil }

    /// The elements, in order; none for anything but an array.
    public var elements: JSONElements { JSONElements(parent: self) }

    /// The members, in the order of the text; none for anything but an object.
    public var members: JSONMembers { JSONMembers(parent: self) }

    /// The element at a 0-based index; nil where there is none. Cost: linear in `index`.
    public subscript(index: Int) -> JSONValue? {
        guard index >= 0, isArray, index < count else { return nil }
        return elements.dropFirst(index).first { _ in true }
    }

    /// The value of the member of this name, byte by byte after unescaping. Cost: linear in the members.
    public subscript(key: StaticString) -> JSONValue? { member { $0.stringEquals(key.bytes) } }

    /// The value of the member whose name has these UTF-8 bytes. Cost: linear in the members.
    public subscript(keyBytes key: [UInt8]) -> JSONValue? {
        key.withUnsafeBytes { bytes in member { $0.stringEquals(bytes) } }
    }

    /// The value of the first member of this name, but for the case of ASCII letters. Cost: linear in the
    /// members.
    public func member(ignoringCase key: StaticString) -> JSONValue? {
        member { $0.stringEquals(ignoringCase: key) }
    }

    @inline(__always)
    private func member(where matches: (JSONValue) -> Bool) -> JSONValue? {
        let node = node
        guard node.kind == .object else { return nil }
        var at = index + 1
        while at < Int(node.next) {
            if matches(JSONValue(storage: storage, index: at)) {
                return JSONValue(storage: storage, index: at + 1)
            }
            at = Int(storage.tape[at + 1].next)
        }
        return nil
    }
}

/// The elements of an array; a sequence that can be walked any number of times.
public struct JSONElements: Sequence, Sendable {
    let parent: JSONValue

    public var count: Int { parent.isArray ? parent.count : 0 }
    public var isEmpty: Bool { count == 0 }
    public var underestimatedCount: Int { count }

    public func makeIterator() -> Iterator {
        let first = parent.index + 1
        return Iterator(
            storage: parent.storage, at: first, end: parent.isArray ? Int(parent.node.next) : first)
    }

    public struct Iterator: IteratorProtocol {
        let storage: JSONStorage
        var at: Int
        let end: Int

        public mutating func next() -> JSONValue? {
            guard at < end else { return nil }
            defer { at = Int(storage.tape[at].next) }
            return JSONValue(storage: storage, index: at)
        }
    }
}

/// The members of an object; a sequence that can be walked any number of times.
public struct JSONMembers: Sequence, Sendable {
    let parent: JSONValue

    public var count: Int { parent.isObject ? parent.count : 0 }
    public var isEmpty: Bool { count == 0 }
    public var underestimatedCount: Int { count }

    public func makeIterator() -> Iterator {
        let first = parent.index + 1
        return Iterator(
            storage: parent.storage, at: first, end: parent.isObject ? Int(parent.node.next) : first)
    }

    public struct Iterator: IteratorProtocol {
        let storage: JSONStorage
        var at: Int
        let end: Int

        public mutating func next() -> (key: JSONValue, value: JSONValue)? {
            guard at < end else { return nil }
            defer { at = Int(storage.tape[at + 1].next) }
            return (JSONValue(storage: storage, index: at), JSONValue(storage: storage, index: at + 1))
        }
    }
}
