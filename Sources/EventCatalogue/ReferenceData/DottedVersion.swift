/// A version as vendors write it: numbers with dots between, compared number by number, so that 10.9 comes
/// before 10.10.
///
/// 1 to ``mostNumbers`` numbers of 32 bits, in ASCII digits; zeros in front of a number mean nothing. Numbers
/// that are missing at the end are zeros: 11 and 11.0.0.0 are the same version, and keep their texts.
public struct DottedVersion: Sendable {
    /// More numbers than any of the products has.
    public static let mostNumbers = 8

    /// At least one.
    public let numbers: [UInt32]
    private let text: String

    /// Reads a version. Cost: linear in the text, of which at most 100 bytes are looked at.
    /// - Throws: ``DottedVersionError`` for what is no version.
    public init(_ text: some Collection<UInt8>) throws(DottedVersionError) {
        guard !text.isEmpty else { throw .empty }
        var numbers: [UInt32] = []
        var number: UInt32?
        for (offset, byte) in text.enumerated() {
            guard offset < 100 else { throw .tooLong }
            if byte == UInt8(ascii: ".") {
                guard let whole = number else { throw .missingNumber(offset: offset) }
                numbers.append(whole)
                number = nil
                guard numbers.count < Self.mostNumbers else { throw .tooManyNumbers }
                continue
            }
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { throw .notADigit(offset: offset) }
            let (product, isTooLarge) = (number ?? 0).multipliedReportingOverflow(by: 10)
            let (sum, isTooFar) = product.addingReportingOverflow(UInt32(digit))
            guard !isTooLarge, !isTooFar else { throw .numberTooLarge(offset: offset) }
            number = sum
        }
        guard let last = number else { throw .missingNumber(offset: text.count) }
        self.numbers = numbers + [last]
        self.text = String(decoding: text, as: UTF8.self)
    }

    /// Reads a version.
    /// - Throws: ``DottedVersionError`` for what is no version.
    public init(_ text: String) throws(DottedVersionError) { try self.init(Array(text.utf8)) }

    /// The numbers without the zeros at the end, which say nothing.
    private var significant: ArraySlice<UInt32> {
        var rest = numbers[...]
        while rest.last == 0 { rest.removeLast() }
        return rest
    }
}

extension DottedVersion: Comparable, Hashable {
    public static func == (left: DottedVersion, right: DottedVersion) -> Bool {
        left.significant == right.significant
    }

    public static func < (left: DottedVersion, right: DottedVersion) -> Bool {
        left.significant.lexicographicallyPrecedes(right.significant)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(significant) }
}

extension DottedVersion: CustomStringConvertible {
    /// As it was written.
    public var description: String { text }
}

/// Why a text is no version; offsets count its bytes from 0.
public enum DottedVersionError: Error, Hashable, Sendable {
    case empty
    case tooLong
    /// Neither a digit nor a dot stands there.
    case notADigit(offset: Int)
    /// A number was expected there: a dot stands at the beginning, at the end or behind another.
    case missingNumber(offset: Int)
    case numberTooLarge(offset: Int)
    case tooManyNumbers
}
