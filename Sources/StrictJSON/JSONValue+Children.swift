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

    /// The value of the member of this name, byte by byte after unescaping.
    public subscript(key: StaticString) -> JSONValue? { member(named: key.bytes) }

    /// The value of the member whose name has these UTF-8 bytes.
    public subscript(keyBytes key: [UInt8]) -> JSONValue? {
        key.withUnsafeBytes { member(named: $0) }
    }

    /// Whether there is a member of one of these names, in one pass. Cost: linear in the members.
    public func hasMember(ofAny names: [StaticString]) -> Bool {
        let object = node
        guard object.kind == .object else { return false }
        let end = object.membersEnd
        return storage.withText { text in
            var at = index + 1
            while at < end {
                let key = storage.tape[at]
                if key.isFlagged {
                    let name = JSONValue(storage: storage, index: at)
                    if names.contains(where: { name.stringEquals($0) }) { return true }
                } else {
                    let length = Int(key.end - key.start) - 2
                    for name in names where name.utf8CodeUnitCount == length {
                        if JSONText.equal(key.content(in: text), name.bytes) { return true }
                    }
                }
                at = Int(storage.tape[at + 1].next)
            }
            return false
        }
    }

    /// The value of the first member of this name, but for the case of ASCII letters. Cost: linear in the
    /// members.
    public func member(ignoringCase key: StaticString) -> JSONValue? {
        member(key.bytes) { JSONText.equalIgnoringCase($0, $1) }
    }

    private func member(named name: UnsafeRawBufferPointer) -> JSONValue? {
        let object = node
        guard object.kind == .object else { return nil }
        let key = storage.withText { JSONNames.find(name, in: object, of: storage.tape, $0) }
        return key.map { JSONValue(storage: storage, index: $0 + 1) }
    }

    /// Only a name of the same length is handed to `matches`.
    @inline(__always)
    private func member(
        _ name: UnsafeRawBufferPointer,
        _ matches: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Bool
    ) -> JSONValue? {
        let object = node
        guard object.kind == .object else { return nil }
        let end = object.membersEnd
        let found = storage.withText { text in
            var at = index + 1
            while at < end {
                let key = storage.tape[at]
                if key.isFlagged {
                    var content: [UInt8] = []
                    JSONText.appendUnescaped(key.content(in: text), to: &content)
                    let isSame = content.withUnsafeBytes { $0.count == name.count && matches($0, name) }
                    if isSame { return at }
                } else if Int(key.end - key.start) == name.count + 2 {
                    if matches(key.content(in: text), name) { return at }
                }
                at = Int(storage.tape[at + 1].next)
            }
            return end
        }
        return found < end ? JSONValue(storage: storage, index: found + 1) : nil
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
            storage: parent.storage, at: first, end: parent.isObject ? parent.node.membersEnd : first)
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
