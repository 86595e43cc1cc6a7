/// Writes one JSON text, token by token; commas and colons are its own.
///
/// Output is UTF-8 whatever is handed in: bytes that are not are written as U+FFFD. Strings are escaped only
/// where they must be.
///
/// - Precondition: tokens come in an order that makes a text: a name before each value of an object, an end
///   for each
///   beginning of the same kind. Breaking that is a programming error and stops the program.
public struct JSONWriter: Sendable {
    private enum Frame: UInt8 { case array, object }

    /// What has been written so far; a whole text once ``isComplete``.
    public private(set) var bytes: [UInt8] = []
    private let pretty: Bool
    private var open: [Frame] = []
    private var isFirst = true
    private var hasKey = false

    /// - Parameter pretty: one token group per line, indented by two spaces a level; else no white space at
    ///   all.
    public init(pretty: Bool = false) { self.pretty = pretty }

    /// Whether exactly one value has been written and closed.
    public var isComplete: Bool { open.isEmpty && !bytes.isEmpty }

    public mutating func beginObject() { begin(.object, "{") }
    public mutating func endObject() { end(.object, "}") }
    public mutating func beginArray() { begin(.array, "[") }
    public mutating func endArray() { end(.array, "]") }

    /// Writes the name of the next member.
    public mutating func key(_ name: StaticString) { key(name.bytes) }
    public mutating func key(_ name: String) {
        var name = name
        name.withUTF8 { key(UnsafeRawBufferPointer($0)) }
    }
    public mutating func key(bytes name: [UInt8]) { name.withUnsafeBytes { key($0) } }

    public mutating func string(_ text: StaticString) {
        place()
        quoted(text.bytes)
    }
    public mutating func string(_ text: String) {
        place()
        var text = text
        text.withUTF8 { quoted(UnsafeRawBufferPointer($0)) }
    }
    public mutating func string(bytes text: [UInt8]) {
        place()
        text.withUnsafeBytes { quoted($0) }
    }

    public mutating func int(_ value: Int) { int64(Int64(value)) }
    public mutating func int64(_ value: Int64) {
        place()
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        digits(value.magnitude)
    }
    public mutating func uint64(_ value: UInt64) {
        place()
        digits(value)
    }
    public mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }
    public mutating func null() { literal("null") }

    /// Writes a value of another document, verbatim: its white space and its numbers stay.
    public mutating func value(_ value: JSONValue) {
        place()
        value.withRawBytes { bytes.append(contentsOf: $0) }
    }

    /// Writes bytes that the caller knows to be one JSON value.
    public mutating func raw(_ value: some Sequence<UInt8>) {
        place()
        bytes.append(contentsOf: value)
    }

    private mutating func begin(_ frame: Frame, _ bracket: Unicode.Scalar) {
        place()
        bytes.append(UInt8(ascii: bracket))
        open.append(frame)
        isFirst = true
    }

    private mutating func end(_ frame: Frame, _ bracket: Unicode.Scalar) {
        precondition(open.last == frame && !hasKey, "JSON containers close in the order in which they opened")
        open.removeLast()
        if !isFirst { newLine() }
        bytes.append(UInt8(ascii: bracket))
        isFirst = false
    }

    private mutating func key(_ name: UnsafeRawBufferPointer) {
        precondition(open.last == .object && !hasKey, "a JSON name stands in an object, before its value")
        separate()
        quoted(name)
        bytes.append(UInt8(ascii: ":"))
        if pretty { bytes.append(UInt8(ascii: " ")) }
        hasKey = true
    }

    /// Everything that stands before a value.
    private mutating func place() {
        switch open.last {
        case .object:
            precondition(hasKey, "a JSON member needs a name")
            hasKey = false
        case .array: separate()
        case nil: precondition(bytes.isEmpty, "a JSON text is one value")
        }
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        newLine()
    }

    private mutating func newLine() {
        guard pretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        for _ in open { bytes.append(contentsOf: [UInt8(ascii: " "), UInt8(ascii: " ")]) }
    }

    private mutating func quoted(_ text: UnsafeRawBufferPointer) {
        if UTF8Sequence.isValid(text) {
            JSONText.appendQuoted(text, to: &bytes)
        } else {
            var repaired = String(decoding: text, as: UTF8.self)
            repaired.withUTF8 { JSONText.appendQuoted(UnsafeRawBufferPointer($0), to: &bytes) }
        }
    }

    private mutating func literal(_ text: StaticString) {
        place()
        bytes.append(contentsOf: text.bytes)
    }

    private mutating func digits(_ value: UInt64) {
        let start = bytes.count
        var rest = value
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }
}
