extension Label: CustomStringConvertible {
    /// The label as people write it; GUIDs in lower case, a slot as `?`.
    public var description: String { String(decoding: text, as: UTF8.self) }

    /// ``description`` as ASCII bytes.
    public var text: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(2 * encodedCount + 8)
        appendText(to: &out)
        return out
    }

    /// Appends ``description`` as ASCII bytes.
    public func appendText(to out: inout [UInt8]) {
        storage.appendText(to: &out, firstSeparator: Role.firstSeparator)
    }

    /// Reads the text form: components that have the form of a GUID become ids. Nil where a component is
    /// neither a token nor an id, the form is not this role's, or the label would be longer than
    /// ``Limits/labelBytes``.
    @inlinable
    public init?(text: some Collection<UInt8>) {
        let storage = text.withRawBytes { LabelStorage(text: $0, firstSeparator: Role.firstSeparator) }
        guard let storage else { return nil }
        self.init(storage: storage)
    }

    /// Reads the text form.
    public init?(text: String) { self.init(text: Array(text.utf8)) }
}

extension LabelStorage {
    private static let slash = UInt8(ascii: "/")

    func appendText(to out: inout [UInt8], firstSeparator: UInt8) {
        withBytes { bytes in
            guard var label = LabelBytes(bytes) else { return }
            var isFirst = true
            var separator = firstSeparator
            while let piece = label.next() {
                if !isFirst {
                    out.append(separator)
                    separator = Self.slash
                }
                isFirst = false
                switch piece {
                case .token(let range): out.append(contentsOf: bytes.part(range))
                case .id(let offset):
                    let id = label.id(at: offset)
                    if id == .zero { out.append(UInt8(ascii: "?")) } else { id.appendGUID(to: &out) }
                }
            }
        }
    }

    @usableFromInline
    init?(text: UnsafeRawBufferPointer, firstSeparator: UInt8) {
        let read = LabelWriter.storage(where: { writer in
            var separator = firstSeparator
            var start = 0
            for _ in 0..<LabelWriter.components {
                let end = text[start...].firstIndex(of: separator) ?? text.count
                let part = text.part(start..<end)
                if part.count == 36, let id = Bits128(guid: part) {
                    writer.append(id)
                } else if Token.isToken(part) {
                    writer.append(token: part)
                } else {
                    return false
                }
                if end == text.count { return true }
                separator = Self.slash
                start = end + 1
            }
            return false
        })
        guard let read, read.count <= Limits.labelBytes else { return nil }
        self = read
    }
}
