extension JSONValue {
    /// The number as written; nil for any other kind.
    public var numberLexeme: [UInt8]? { kind == .number ? rawBytes : nil }

    /// The number, where it is written as an integer and fits; nil for `5.0`, `1e3` and any other kind.
    public var int64: Int64? {
        guard kind == .number else { return nil }
        return withRawBytes { Self.integer($0, as: Int64.self) }
    }

    /// The number, where it is written as an integer and fits; nil for `5.0`, `1e3` and any other kind.
    public var uint64: UInt64? {
        guard kind == .number else { return nil }
        return withRawBytes { Self.integer($0, as: UInt64.self) }
    }

    /// The nearest binary64 value; nil where that is infinite, and for any other kind.
    public var double: Double? {
        guard kind == .number else { return nil }
        let number = withRawBytes { Double(String(decoding: $0, as: UTF8.self)) }
        guard let number, number.isFinite else { return nil }
        return number
    }

    private static func integer<Integer: FixedWidthInteger>(
        _ lexeme: UnsafeRawBufferPointer, as type: Integer.Type
    ) -> Integer? {
        let isNegative = lexeme.first == UInt8(ascii: "-")
        var value: Integer = 0
        for byte in lexeme.dropFirst(isNegative ? 1 : 0) {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            let scaled = value.multipliedReportingOverflow(by: 10)
            let next =
                isNegative
                ? scaled.partialValue.subtractingReportingOverflow(Integer(digit))
                : scaled.partialValue.addingReportingOverflow(Integer(digit))
            if scaled.overflow || next.overflow { return nil }
            value = next.partialValue
        }
        return value
    }
}
