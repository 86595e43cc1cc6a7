/// Decimal numbers in checkpoints and proofs: digits alone, no leading zeros, within 64 bits.
enum DecimalNumber {
    static func parse(_ text: ArraySlice<UInt8>) -> UInt64? {
        guard let first = text.first, first != UInt8(ascii: "0") || text.count == 1 else { return nil }
        var value: UInt64 = 0
        for character in text {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) else { return nil }
            let (tens, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = tens.addingReportingOverflow(UInt64(character - UInt8(ascii: "0")))
            guard !tooLarge, !carried else { return nil }
            value = sum
        }
        return value
    }
}
