/// A date and time as RFC 3339 writes it, read from its bytes.
@usableFromInline
struct RFC3339Text {
    private let text: UnsafeRawBufferPointer
    private var at = 0

    @usableFromInline
    init(_ text: UnsafeRawBufferPointer) { self.text = text }

    /// The instant; nil where the text is none.
    @usableFromInline
    func timestamp() -> Timestamp? {
        var text = self
        return text.read()
    }

    private mutating func read() -> Timestamp? {
        guard let year = digits(4), takes(Self.dash), let month = digits(2), takes(Self.dash),
            let day = digits(2), takes(UInt8(ascii: "T")) || takes(UInt8(ascii: "t")) || takes(0x20),
            let hour = digits(2), takes(Self.colon), let minute = digits(2), takes(Self.colon),
            let second = digits(2), let nanosecond = fraction(), let offset = zone(), at == text.count
        else { return nil }
        return Timestamp(
            Timestamp.Civil(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second,
                nanosecond: nanosecond),
            offsetSeconds: offset)
    }

    private static let dash = UInt8(ascii: "-")
    private static let colon = UInt8(ascii: ":")

    @inline(__always)
    private mutating func takes(_ byte: UInt8) -> Bool {
        guard at < text.count, text[at] == byte else { return false }
        at += 1
        return true
    }

    @inline(__always)
    private mutating func digits(_ count: Int) -> Int? {
        guard text.count - at >= count else { return nil }
        var value = 0
        for _ in 0..<count {
            let digit = text[at] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
            at += 1
        }
        return value
    }

    /// Nanoseconds; 0 where no fraction stands here, nil where it is not one to eighteen digits, or more than
    /// nanoseconds.
    private mutating func fraction() -> Int? {
        guard takes(UInt8(ascii: ".")) else { return 0 }
        var nanosecond = 0
        var count = 0
        while let digit = digits(1) {
            count += 1
            guard count <= 18 else { return nil }
            if count <= 9 { nanosecond = nanosecond * 10 + digit } else if digit != 0 { return nil }
        }
        guard count > 0 else { return nil }
        while count < 9 {
            nanosecond *= 10
            count += 1
        }
        return nanosecond
    }

    /// Seconds east of UTC.
    private mutating func zone() -> Int? {
        if takes(UInt8(ascii: "Z")) || takes(UInt8(ascii: "z")) { return 0 }
        let isWest = takes(Self.dash)
        guard isWest || takes(UInt8(ascii: "+")), let hours = digits(2), takes(Self.colon),
            let minutes = digits(2), hours <= 23, minutes <= 59
        else { return nil }
        return (hours * 60 + minutes) * 60 * (isWest ? -1 : 1)
    }
}
