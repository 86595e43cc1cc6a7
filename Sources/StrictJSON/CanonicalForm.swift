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
    var out: [UInt8] = []
    out.reserveCapacity(value.range.count)
    append(canonical: value, to: &out)
    return out
}

/// Appends the canonical form of a value; see ``canonicalBytes(of:)``.
public func append(canonical value: JSONValue, to out: inout [UInt8]) {
    var form = CanonicalForm(storage: value.storage)
    form.append(value.index, to: &out)
}

/// Writes canonical forms; recursion is bounded by the document's depth.
private struct CanonicalForm {
    private struct Member {
        /// The unescaped name, in `names`.
        let name: Range<Int>
        /// Index of the value on the tape.
        let value: Int
    }

    let storage: JSONStorage
    /// Names and members of the objects that are being written, innermost last.
    private var names: [UInt8] = []
    private var members: [Member] = []

    init(storage: JSONStorage) { self.storage = storage }

    mutating func append(_ index: Int, to out: inout [UInt8]) {
        let node = storage.tape[index]
        switch node.kind {
        case .null, .bool, .number:
            storage.withBytes(Int(node.start)..<Int(node.end)) { out.append(contentsOf: $0) }
        case .string where node.isFlagged:
            var content: [UInt8] = []
            storage.withBytes(node.content) { JSONText.appendUnescaped($0, to: &content) }
            content.withUnsafeBytes { JSONText.appendQuoted($0, to: &out) }
        case .string:
            // Without an escape there is nothing in it that must be escaped.
            storage.withBytes(Int(node.start)..<Int(node.end)) { out.append(contentsOf: $0) }
        case .array:
            out.append(UInt8(ascii: "["))
            var at = index + 1
            while at < Int(node.next) {
                if at != index + 1 { out.append(UInt8(ascii: ",")) }
                append(at, to: &out)
                at = Int(storage.tape[at].next)
            }
            out.append(UInt8(ascii: "]"))
        case .object:
            appendObject(index, to: &out)
        }
    }

    private mutating func appendObject(_ index: Int, to out: inout [UInt8]) {
        let firstName = names.count
        let firstMember = members.count
        collectMembers(of: index)
        out.append(UInt8(ascii: "{"))
        for position in firstMember..<members.count {
            if position != firstMember { out.append(UInt8(ascii: ",")) }
            let member = members[position]
            names.withUnsafeBytes { JSONText.appendQuoted(.init(rebasing: $0[member.name]), to: &out) }
            out.append(UInt8(ascii: ":"))
            append(member.value, to: &out)
        }
        out.append(UInt8(ascii: "}"))
        members.removeLast(members.count - firstMember)
        names.removeLast(names.count - firstName)
    }

    private mutating func collectMembers(of index: Int) {
        let first = members.count
        let end = Int(storage.tape[index].next)
        var at = index + 1
        while at < end {
            let key = storage.tape[at]
            let start = names.count
            storage.withBytes(key.content) { content in
                if key.isFlagged {
                    JSONText.appendUnescaped(content, to: &names)
                } else {
                    names.append(contentsOf: content)
                }
            }
            members.append(Member(name: start..<names.count, value: at + 1))
            at = Int(storage.tape[at + 1].next)
        }
        names.withUnsafeBytes { names in
            members.withUnsafeMutableBufferPointer { members in
                var own = UnsafeMutableBufferPointer(rebasing: members[first...])
                own.sort {
                    JSONText.precedes(.init(rebasing: names[$0.name]), .init(rebasing: names[$1.name]))
                }
            }
        }
    }
}
