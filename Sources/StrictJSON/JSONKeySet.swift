/// Signs the names of an object's members, so that a member is found by its name, and finds a name that
/// stands twice.
///
/// Few members are compared pairwise by a 64-bit signature. Many go through a table over `Hasher`, whose seed
/// is the process's own, so that names cannot be chosen to collide; what is found does not depend on the
/// seed. Either way the time is linear in the object's size.
enum JSONKeySet {
    private static let pairwise = 64

    /// Signs an object's names, and returns the index of the first that repeats an earlier one.
    static func sign(_ tape: inout JSONTape, object: Int, _ base: UnsafeRawPointer) -> Int? {
        let last = Int(tape[object].next)
        return tape[object].count <= pairwise
            ? signFew(&tape, from: object + 1, to: last, base)
            : signMany(&tape, from: object + 1, to: last, count: tape[object].count, base)
    }

    /// What the tape holds of a name: equal names have equal marks.
    static func mark(of name: UnsafeRawBufferPointer) -> UInt32 { mark(signature(name)) }

    private static func mark(_ signature: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: signature >> 32 ^ signature)
    }

    private static func signature(
        of node: JSONNode, _ base: UnsafeRawPointer
    ) -> UInt64 {
        if node.isFlagged { return unescaped(node, base).withUnsafeBytes { signature($0) } }
        return signature(node.content(in: base))
    }

    private static func signFew(
        _ tape: inout JSONTape, from first: Int, to last: Int, _ base: UnsafeRawPointer
    ) -> Int? {
        var signatures = InlineArray<64, UInt64>(repeating: 0)
        var marks: UInt64 = 0
        var seen = 0
        var index = first
        while index < last {
            let node = tape[index]
            let signature = signature(of: node, base)
            tape[index].next = mark(signature)
            // Most names are the first to set their bit.
            let bit: UInt64 = 1 << (signature >> 58)
            var isSuspect = false
            if marks & bit != 0 {
                for earlier in 0..<seen { isSuspect = isSuspect || signatures[earlier] == signature }
            }
            marks |= bit
            if isSuspect, stands(node, before: index, in: tape, from: first, base) { return index }
            signatures[seen] = signature
            seen += 1
            index = Int(tape[index + 1].next)
        }
        return nil
    }

    /// Whether the name at `index` stands among the members before it.
    @inline(never)
    private static func stands(
        _ node: JSONNode, before index: Int, in tape: borrowing JSONTape, from first: Int,
        _ base: UnsafeRawPointer
    ) -> Bool {
        var earlier = first
        while earlier < index {
            if same(tape[earlier], node, base) { return true }
            earlier = Int(tape[earlier + 1].next)
        }
        return false
    }

    private static func signMany(
        _ tape: inout JSONTape, from first: Int, to last: Int, count: Int, _ base: UnsafeRawPointer
    ) -> Int? {
        // At most half full, so that a run of taken slots is short. 0 is a free slot: no name stands at index
        // 0.
        var slots = 64
        while slots < 2 * count { slots *= 2 }
        var table = [UInt32](repeating: 0, count: slots)
        var index = first
        while index < last {
            let node = tape[index]
            tape[index].next = mark(signature(of: node, base))
            var hasher = Hasher()
            if node.isFlagged {
                Self.unescaped(node, base).withUnsafeBytes { hasher.combine(bytes: $0) }
            } else {
                hasher.combine(bytes: node.content(in: base))
            }
            var slot = hasher.finalize() & (slots - 1)
            while table[slot] != 0 {
                if Self.same(tape[Int(table[slot])], node, base) { return index }
                slot = (slot + 1) & (slots - 1)
            }
            table[slot] = UInt32(truncatingIfNeeded: index)
            index = Int(tape[index + 1].next)
        }
        return nil
    }

    private static func unescaped(_ node: JSONNode, _ base: UnsafeRawPointer) -> [UInt8] {
        var out: [UInt8] = []
        JSONText.appendUnescaped(node.content(in: base), to: &out)
        return out
    }

    private static func same(_ left: JSONNode, _ right: JSONNode, _ base: UnsafeRawPointer) -> Bool {
        if !left.isFlagged && !right.isFlagged {
            return JSONText.equal(left.content(in: base), right.content(in: base))
        }
        return unescaped(left, base) == unescaped(right, base)
    }

    /// The length, the first eight bytes and the last eight, mixed. Equal names have equal signatures.
    private static func signature(_ name: UnsafeRawBufferPointer) -> UInt64 {
        let count = name.count
        var head: UInt64 = 0
        var tail: UInt64 = 0
        if count >= 8 {
            head = name.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
            tail = name.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        } else {
            for byte in name { head = head << 8 | UInt64(byte) }
        }
        return (head &* 0x9E37_79B9_7F4A_7C15) ^ (tail &* 0xC2B2_AE3D_27D4_EB4F) ^ UInt64(count)
    }
}
