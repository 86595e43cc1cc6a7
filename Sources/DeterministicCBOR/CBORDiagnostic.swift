/// Diagnostic notation (RFC 8949 section 8): CBOR for people to read.
public enum CBORDiagnostic {
    /// One item in diagnostic notation, such as `[1, h'00ff', {1: "a"}]`.
    ///
    /// Control characters, quotes and backslashes in text are escaped as in JSON. Errors: whatever makes the
    /// bytes other than one deterministic item.
    public static func text(of item: [UInt8]) throws(CBORError) -> String {
        try CBORReader.read(item) { (reader) throws(CBORError) in
            var check = reader
            try check.validateItem()
            try check.expectEnd()
            var out = ""
            try print(&reader, to: &out)
            return out
        }
    }

    /// Prints the items of a valid buffer; the open containers are a list of what is left in them.
    private static func print(_ reader: inout CBORReader, to out: inout String) throws(CBORError) {
        var open: [(left: Int, isMap: Bool)] = []
        repeat {
            let head = try reader.peekHead()
            reader.pass(head)
            switch head.major {
            case .array, .map:
                let isMap = head.major == .map
                out += isMap ? "{" : "["
                open.append((Int(head.value) * (isMap ? 2 : 1), isMap))
            default: scalar(head, reader.bytes(head.end..<reader.offset), to: &out)
            }
            // An item that opened a container ends with the container.
            var itemEnded = head.major != .array && head.major != .map || head.value == 0
            if head.value == 0, let last = open.last, head.major == .array || head.major == .map {
                out += last.isMap ? "}" : "]"
                open.removeLast()
            }
            while itemEnded, let last = open.last {
                open[open.count - 1].left -= 1
                if last.left > 1 {
                    out += last.isMap && last.left & 1 == 0 ? ": " : ", "
                    itemEnded = false
                } else {
                    out += last.isMap ? "}" : "]"
                    open.removeLast()
                }
            }
        } while !open.isEmpty
    }

    private static func scalar(_ head: CBORHead, _ content: UnsafeRawBufferPointer, to out: inout String) {
        switch head.major {
        case .unsigned: out += String(head.value)
        case .negative:
            let (next, overflow) = head.value.addingReportingOverflow(1)
            out += overflow ? "-18446744073709551616" : "-" + String(next)
        case .bytes:
            out += "h'"
            for byte in content { out += (byte < 16 ? "0" : "") + String(byte, radix: 16) }
            out += "'"
        case .text: quote(String(decoding: content, as: UTF8.self), to: &out)
        default: out += head.value == 20 ? "false" : head.value == 21 ? "true" : "null"
        }
    }

    private static func quote(_ text: String, to out: inout String) {
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}
