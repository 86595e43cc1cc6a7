/// The members around a page's list.
public enum PageMembers {
    /// The names of the members up to the list whose bracket ends the bytes, that of the list included; nil
    /// where something stands there that a page does not have.
    static func names(before list: [UInt8]) -> Set<[UInt8]>? {
        guard let root = try? JSONDocument(list + Array("]}".utf8)).root else { return nil }
        var names: Set<[UInt8]> = []
        var rest = root.count
        for (key, value) in root.members {
            rest -= 1
            guard rest == 0 || isAnnotation(key, value), let name = key.stringBytes else { return nil }
            names.insert(name)
        }
        return names
    }

    /// Where the members stand in what follows the list: its bracket, the members, the object's bracket.
    static func ranges(in rest: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var depth = 0
        var isInString = false
        var isEscaped = false
        var start = 1
        func add(_ end: Int) {
            var range = min(start, end)..<end
            while let last = range.last, SplitPending.isSpace(rest[last]) { range.removeLast() }
            while let first = range.first, SplitPending.isSpace(rest[first]) { range.removeFirst() }
            if !range.isEmpty { ranges.append(range) }
        }
        for index in 1..<max(rest.count - 1, 1) {
            let byte = rest[index]
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ",") where depth == 0:
                add(index)
                start = index + 1
            default: break
            }
        }
        add(max(rest.count - 1, 1))
        return ranges
    }

    /// Why a member may not stand there; nil where it may, and then its name is known from here on.
    static func reason(against member: [UInt8], behind names: inout Set<[UInt8]>) -> SplitReason? {
        let object = [UInt8(ascii: "{")] + member + [UInt8(ascii: "}")]
        guard let root = try? JSONDocument(object).root,
            let (key, value) = root.members.first(where: { _ in true }),
            let name = key.stringBytes
        else { return .unexpectedByte }
        guard names.insert(name).inserted else { return .duplicateMember }
        return isAnnotation(key, value) ? nil : .otherMembers
    }

    /// Whether a member says something of the page alone: one of OData's annotations (OData JSON format 4.01,
    /// section 4.6), or Graph's advice to who asked, with a plain value.
    public static func isAnnotation(_ key: JSONValue, _ value: JSONValue) -> Bool {
        guard !value.isObject, !value.isArray else { return false }
        let prefix: StaticString = "@odata."
        return key.withStringBytes { name in
            name.count > prefix.utf8CodeUnitCount
                && JSONText.equal(
                    UnsafeRawBufferPointer(rebasing: name[..<prefix.utf8CodeUnitCount]), prefix.bytes)
        } == true || key.stringEquals("@microsoft.graph.tips")
    }
}
