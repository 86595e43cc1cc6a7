/// A stable 64-bit hash of a label's bytes: FNV-1a, mixed at the end. Only a finger post: whoever follows it
/// compares the label in the record.
public enum LabelHash {
    public static func hash(_ bytes: UnsafeRawBufferPointer, role: UInt8) -> UInt64 {
        var hash: UInt64 = (0xCBF2_9CE4_8422_2325 ^ UInt64(role)) &* 0x0000_0100_0000_01B3
        var index = 0
        while index + 8 <= bytes.count {
            hash =
                (hash ^ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
                &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            index += 8
        }
        while index < bytes.count {
            hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
            index += 1
        }
        hash ^= hash >> 32
        hash = hash &* 0xD6E8_FEB8_6659_FD93
        return hash ^ hash >> 32
    }

    public static func hash(_ bytes: [UInt8], role: UInt8) -> UInt64 {
        bytes.withUnsafeBytes { hash($0, role: role) }
    }
}
