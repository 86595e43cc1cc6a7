/// The canonical form of a value: the same bytes for every spelling of the same content.
///
/// - Members stand in the order of their unescaped names, byte by byte.
/// - There is no white space between tokens.
/// - Numbers stand as written: `1.0` and `1` differ.
/// - Strings are escaped only where they must be: `\"`, `\\`, and control characters as `\b \t \n \f \r` or
///   `\u00xx` in lower case. Everything else stands as UTF-8.
///
/// The order and the numbers differ from RFC 8785, which sorts by UTF-16 units and prints binary64. The form
/// is an input of content tags, so it never changes.
public func canonicalBytes(of value: JSONValue) -> [UInt8] {
    let node = value.node
    // No token's form is longer than the token: members change places, white space goes, and an escape is
    // written only where the token has one at least as long. So the form fits the bytes of the value.
    return [UInt8](unsafeUninitializedCapacity: Int(node.end - node.start)) { buffer, count in
        value.storage.withText { text in
            var form = CanonicalForm(value.storage, text, writingTo: UnsafeMutableRawBufferPointer(buffer))
            form.append(value.index)
            count = form.output.count
        }
    }
}

/// Appends the canonical form of a value; see ``canonicalBytes(of:)``.
public func append(canonical value: JSONValue, to out: inout [UInt8]) {
    out.append(contentsOf: canonicalBytes(of: value))
}

/// Writes canonical forms; recursion is bounded by the document's depth.
private struct CanonicalForm {
    private let storage: JSONStorage
    /// Where the text starts.
    private let text: UnsafeRawPointer
    private(set) var output: BoundedOutput

    // SAFETY: `text` is the storage's own, and `out` the memory of the array that is being made; both outlive
    // the form, which lives in the closures that lend them.
    init(_ storage: JSONStorage, _ text: UnsafeRawPointer, writingTo out: UnsafeMutableRawBufferPointer) {
        self.storage = storage
        self.text = text
        output = BoundedOutput(out)
    }

    mutating func append(_ index: Int) {
        let node = storage.tape[index]
        switch node.kind {
        case .null, .bool, .number: copy(node.start, node.end)
        case .string:
            if node.isFlagged, !JSONText.isMinimal(content(node)) {
                var unescaped: [UInt8] = []
                JSONText.appendUnescaped(content(node), to: &unescaped)
                unescaped.withUnsafeBytes { output.quote($0) }
            } else {
                copy(node.start, node.end)
            }
        case .array:
            output.put(UInt8(ascii: "["))
            var at = index + 1
            while at < Int(node.next) {
                if at != index + 1 { output.put(UInt8(ascii: ",")) }
                append(at)
                at = Int(storage.tape[at].next)
            }
            output.put(UInt8(ascii: "]"))
        case .object: appendObject(node)
        }
    }

    private mutating func appendObject(_ object: JSONNode) {
        output.put(UInt8(ascii: "{"))
        let index = object.membersEnd
        for place in 0..<object.count {
            if place != 0 { output.put(UInt8(ascii: ",")) }
            appendMember(Int(storage.tape.indexed(index, place)))
        }
        output.put(UInt8(ascii: "}"))
    }

    private mutating func appendMember(_ index: Int) {
        let key = storage.tape[index]
        let value = storage.tape[index + 1]
        if key.isFlagged {
            JSONNames.unescaped(key, text).withUnsafeBytes { output.quote($0) }
        } else if value.isVerbatim, value.start == key.end + 1 {
            // Name, colon and value stand in the text as they stand in the form.
            copy(key.start, value.end)
            return
        } else {
            copy(key.start, key.end)
        }
        output.put(UInt8(ascii: ":"))
        append(index + 1)
    }

    @inline(__always)
    private func content(_ node: JSONNode) -> UnsafeRawBufferPointer { node.content(in: text) }

    @inline(__always)
    private mutating func copy(_ start: UInt32, _ end: UInt32) {
        output.copy(UnsafeRawBufferPointer(start: text + Int(start), count: Int(end - start)))
    }
}

/// Memory that is written from its start; writing beyond its end stops the program.
private struct BoundedOutput {
    private let bytes: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(_ bytes: UnsafeMutableRawBufferPointer) { self.bytes = bytes }

    @inline(__always)
    mutating func put(_ byte: UInt8) {
        precondition(count < bytes.count, "the canonical form is no longer than the text")
        bytes.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    @inline(__always)
    mutating func copy(_ source: UnsafeRawBufferPointer) {
        precondition(bytes.count - count >= source.count, "the canonical form is no longer than the text")
        UnsafeMutableRawBufferPointer(rebasing: bytes[count...]).copyMemory(from: source)
        count += source.count
    }

    mutating func quote(_ content: UnsafeRawBufferPointer) {
        var quoted: [UInt8] = []
        JSONText.appendQuoted(content, to: &quoted)
        quoted.withUnsafeBytes { copy($0) }
    }
}
