/// Finds a name among those of a published table, by its bytes.
///
/// The names are known beforehand and few, so a look-up compares about one of them, whatever it is asked for.
struct NameTable: Sendable {
    /// What is compared of a name first: its length, its first eight bytes and its last eight, or all of them
    /// where there are fewer. A name of up to sixteen bytes is told by them alone.
    private struct Signature: Equatable, Sendable {
        var head: UInt64 = 0
        var tail: UInt64 = 0
        var count: Int

        static let wholeCount = 16

        @inline(__always)
        init(_ name: UnsafeRawBufferPointer) {
            count = name.count
            // SAFETY: each word is loaded from the first or the last bytes of a name that has as many.
            if count >= 8 {
                head = name.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
                tail = name.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            } else if count >= 4 {
                head = UInt64(name.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
                tail = UInt64(name.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
            } else {
                for byte in name { head = head << 8 | UInt64(byte) }
            }
        }

        @inline(__always)
        func place(in size: Int) -> Int {
            let mixed =
                (head &* 0x9E37_79B9_7F4A_7C15) ^ (tail &* 0xC2B2_AE3D_27D4_EB4F)
                ^ UInt64(truncatingIfNeeded: count)
            return Int(truncatingIfNeeded: mixed ^ mixed >> 32) & (size - 1)
        }
    }

    private struct Slot: Sendable {
        var signature: Signature
        /// Where the name begins in ``bytes``.
        var start: Int
        /// Place in the list of names; nil where the slot is free.
        var index: Int?

        static let free = Slot(signature: Signature(UnsafeRawBufferPointer(start: nil, count: 0)), start: 0)
    }

    /// At most half of them are taken, so every search ends.
    private let slots: [Slot]
    private let bytes: [UInt8]
    private let greatestCount: Int

    /// - Parameter names: where two are the same, the first is found.
    init(_ names: [[UInt8]]) {
        var size = 4
        while size < 2 * names.count { size *= 2 }
        var slots = [Slot](repeating: .free, count: size)
        var bytes: [UInt8] = []
        for (index, name) in names.enumerated() {
            let signature = name.withUnsafeBytes { Signature($0) }
            var place = signature.place(in: size)
            while slots[place].index != nil { place = (place + 1) & (size - 1) }
            slots[place] = Slot(signature: signature, start: bytes.count, index: index)
            bytes += name
        }
        self.slots = slots
        self.bytes = bytes
        greatestCount = names.map(\.count).max() ?? 0
    }

    /// The place of a name in the list; nil where it is not there.
    func index(of name: UnsafeRawBufferPointer) -> Int? {
        guard name.count <= greatestCount else { return nil }
        let signature = Signature(name)
        var place = signature.place(in: slots.count)
        while let index = slots[place].index {
            if slots[place].signature == signature, isWhole(name, at: slots[place].start) { return index }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Whether the name of a slot with the same signature is the same in between, too.
    @inline(__always)
    private func isWhole(_ name: UnsafeRawBufferPointer, at start: Int) -> Bool {
        name.count <= Signature.wholeCount || name.elementsEqual(bytes[start..<(start + name.count)])
    }

    /// The place of a name, taken without regard to ASCII case, in a list of lower-case names.
    func index(ofLowered name: UnsafeRawBufferPointer) -> Int? {
        guard name.count <= greatestCount else { return nil }
        return withUnsafeTemporaryAllocation(byteCount: name.count, alignment: 8) { lowered in
            for index in 0..<name.count { lowered[index] = name[index].loweredASCII }
            return self.index(of: UnsafeRawBufferPointer(lowered))
        }
    }
}

extension UInt8 {
    /// The byte, with an ASCII letter in lower case.
    @inline(__always)
    var loweredASCII: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }
}
