extension CRC32C {
    /// The one bit that, turned around, explains a checksum that is wrong; nil where no single bit does.
    ///
    /// A checksum is linear: a flipped bit with d bits behind it changes it by x^d modulo the polynomial,
    /// whatever the bytes are. These differ for all d below 2^31 - 1, so at most one bit explains a
    /// difference, and an even number of flipped bits never looks like one. Costs a step for each bit.
    /// - Parameter byteCount: how many bytes the checksum is over, at most 256 MiB less 4.
    /// - Returns: the byte from the first one on, and its bit, 0 being the lowest. The stored checksum, least
    ///   byte first, counts as the four bytes behind.
    public static func flippedBit(
        stored: UInt32, computed: UInt32, byteCount: Int
    ) -> (byte: Int, bit: Int)? {
        let difference = stored ^ computed
        guard difference != 0, (0...maximumBytes).contains(byteCount) else { return nil }
        if difference.nonzeroBitCount == 1 {
            let bit = difference.trailingZeroBitCount
            return (byteCount + bit / 8, bit % 8)
        }
        var syndrome = polynomial
        var behind = 0
        while behind < 8 * byteCount {
            if syndrome == difference {
                let bit = 8 * byteCount - 1 - behind
                return (bit / 8, bit % 8)
            }
            syndrome = (syndrome >> 1) ^ (syndrome & 1 == 0 ? 0 : polynomial)
            behind += 1
        }
        return nil
    }

    /// Castagnoli's polynomial, its bits mirrored.
    private static let polynomial: UInt32 = 0x82F6_3B78
    private static let maximumBytes = (1 << 28) - 4
}
