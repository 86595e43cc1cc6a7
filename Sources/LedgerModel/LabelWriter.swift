/// Writes the deterministic CBOR array of a label.
struct LabelWriter {
    /// The components of the longest label.
    static let components = 8
    /// A head, and as many components with a two-byte head and a token of the greatest length.
    private static let capacity = 1 + components * (2 + Token.greatestCount)

    // SAFETY: holds `capacity` bytes while `storage` runs, which is as long as the writer lives. No
    // component writes more than its part of them, and `begin` refuses a component too many.
    private let memory: UnsafeMutableRawBufferPointer
    private var used = 1
    private var begun = 0

    private init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory }

    /// The label of the components that `write` puts into the writer; nil where it says that there is none.
    /// - Precondition: `write` puts 1 to ``components`` of them, or returns false.
    @inline(__always)
    static func storage(where write: (inout LabelWriter) -> Bool) -> LabelStorage? {
        withUnsafeTemporaryAllocation(byteCount: capacity, alignment: 8) { memory in
            var writer = LabelWriter(memory)
            return write(&writer) ? writer.finished() : nil
        }
    }

    /// The label of the components that `write` puts into the writer.
    /// - Precondition: `write` puts 1 to ``components`` of them.
    @inline(__always)
    static func storage(_ write: (inout LabelWriter) -> Void) -> LabelStorage {
        withUnsafeTemporaryAllocation(byteCount: capacity, alignment: 8) { memory in
            var writer = LabelWriter(memory)
            write(&writer)
            return writer.finished()
        }
    }

    private func finished() -> LabelStorage {
        precondition(begun > 0, "a label has 1 to 8 components")
        memory[0] = 0x80 | UInt8(truncatingIfNeeded: begun)
        return LabelStorage(UnsafeRawBufferPointer(rebasing: memory[..<used]))
    }

    @inline(__always)
    private mutating func begin() {
        precondition(begun < Self.components, "a label has 1 to 8 components")
        begun += 1
    }

    mutating func append(_ component: LabelComponent) {
        switch component {
        case .token(let token): token.withBytes { append(token: $0) }
        case .id(let id): append(id)
        case .slot: append(.zero)
        }
    }

    mutating func append(_ id: Bits128) {
        begin()
        memory[used] = LabelBytes.idHead
        id.write(to: memory, at: used + 1)
        used += 17
    }

    /// - Precondition: the bytes are a token.
    mutating func append(token: UnsafeRawBufferPointer) {
        precondition(token.count <= Token.greatestCount, "not a token")
        begin()
        if token.count < 24 {
            memory[used] = 0x60 | UInt8(truncatingIfNeeded: token.count)
            used += 1
        } else {
            memory[used] = 0x78
            memory[used + 1] = UInt8(truncatingIfNeeded: token.count)
            used += 2
        }
        UnsafeMutableRawBufferPointer(rebasing: memory[used..<(used + token.count)]).copyMemory(from: token)
        used += token.count
    }
}
