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
    private struct Member {
        /// Orders names that differ in their first eight bytes.
        let prefix: UInt64
        /// Index of the name on the tape.
        let key: UInt32
        /// Where the unescaped name stands in `names`. Empty for a name without an escape: that stands in the
        /// text.
        let nameStart: UInt32
        let nameEnd: UInt32

        var hasEscape: Bool { nameEnd > nameStart }
    }

    private let storage: JSONStorage
    /// Where the text starts.
    private let text: UnsafeRawPointer
    private(set) var output: BoundedOutput
    /// Names and members of the objects that are being written, innermost last.
    private var names: [UInt8] = []
    private var members: [Member] = []

    // SAFETY: `text` is the storage's own, and `out` the memory of the array that is being made; both outlive
    // the form, which lives in the closures that lend them.
    init(_ storage: JSONStorage, _ text: UnsafeRawPointer, writingTo out: UnsafeMutableRawBufferPointer) {
        self.storage = storage
        self.text = text
        output = BoundedOutput(out)
        members.reserveCapacity(64)
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
        case .object: appendObject(index)
        }
    }

    private mutating func appendObject(_ index: Int) {
        let firstName = names.count
        let firstMember = members.count
        collectMembers(of: index)
        sortMembers(from: firstMember)
        output.put(UInt8(ascii: "{"))
        for position in firstMember..<members.count {
            if position != firstMember { output.put(UInt8(ascii: ",")) }
            appendMember(members[position])
        }
        output.put(UInt8(ascii: "}"))
        members.removeLast(members.count - firstMember)
        names.removeLast(names.count - firstName)
    }

    private mutating func appendMember(_ member: Member) {
        let index = Int(member.key)
        let key = storage.tape[index]
        let value = storage.tape[index + 1]
        if member.hasEscape {
            let name = Int(member.nameStart)..<Int(member.nameEnd)
            names.withUnsafeBytes { output.quote(UnsafeRawBufferPointer(rebasing: $0[name])) }
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

    private mutating func collectMembers(of index: Int) {
        let end = Int(storage.tape[index].next)
        var at = index + 1
        while at < end {
            let key = storage.tape[at]
            let start = names.count
            var prefix = JSONText.orderingPrefix(content(key))
            if key.isFlagged {
                JSONText.appendUnescaped(content(key), to: &names)
                prefix = names.withUnsafeBytes {
                    JSONText.orderingPrefix(UnsafeRawBufferPointer(rebasing: $0[start...]))
                }
            }
            // Names are shorter than the text, whose offsets have 32 bits.
            members.append(
                Member(
                    prefix: prefix, key: UInt32(truncatingIfNeeded: at),
                    nameStart: UInt32(truncatingIfNeeded: start),
                    nameEnd: UInt32(truncatingIfNeeded: names.count)))
            at = Int(storage.tape[at + 1].next)
        }
    }

    private mutating func sortMembers(from first: Int) {
        let storage = storage
        let text = text
        names.withUnsafeBytes { names in
            func name(_ member: Member) -> UnsafeRawBufferPointer {
                member.hasEscape
                    ? UnsafeRawBufferPointer(rebasing: names[Int(member.nameStart)..<Int(member.nameEnd)])
                    : storage.tape[Int(member.key)].content(in: text)
            }
            func precedes(_ left: Member, _ right: Member) -> Bool {
                left.prefix == right.prefix
                    ? JSONText.precedes(name(left), name(right)) : left.prefix < right.prefix
            }
            members.withUnsafeMutableBufferPointer { members in
                var own = UnsafeMutableBufferPointer(rebasing: members[first...])
                guard own.count <= 64 else {
                    own.sort(by: precedes)
                    return
                }
                // By insertion, at a place found by halving: few members, most told apart by their prefixes.
                for index in own.indices.dropFirst() {
                    let member = own[index]
                    guard precedes(member, own[index - 1]) else { continue }
                    var low = 0
                    var high = index - 1
                    while low < high {
                        let middle = (low + high) / 2
                        if precedes(member, own[middle]) { high = middle } else { low = middle + 1 }
                    }
                    for place in stride(from: index, to: low, by: -1) { own[place] = own[place - 1] }
                    own[low] = member
                }
            }
        }
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
