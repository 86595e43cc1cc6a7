/// The name of a key in signed notes (c2sp.org/signed-note): compared by its bytes.
///
/// Not empty, UTF-8, without Unicode white space, control characters and plus signs. A URL without its scheme
/// is recommended.
public struct NoteName: Hashable, Sendable {
    /// UTF-8.
    public let bytes: [UInt8]

    /// Nil where the bytes are no key name.
    public init?(bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty, bytes.count <= SignedNote.maximumBytes,
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        for scalar in text.unicodeScalars {
            guard scalar.value >= 0x20, scalar != "+", !scalar.properties.isWhitespace else { return nil }
        }
        self.bytes = Array(bytes)
    }

    /// Nil where the text is no key name.
    public init?(text: String) { self.init(bytes: Array(text.utf8)) }
}

extension NoteName: CustomStringConvertible {
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
