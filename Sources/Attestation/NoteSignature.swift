import Merkle

/// One signature line of a note: who says to have signed, and the bytes. Claims until it was verified.
public struct NoteSignature: Hashable, Sendable {
    public let name: NoteName
    /// Tells the keys of one name apart; not a strong hash.
    public let keyID: UInt32
    /// The signature as its algorithm has it, without the key id; at least one byte.
    public let bytes: [UInt8]

    init(name: NoteName, keyID: UInt32, bytes: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }

    /// The em dash and the space that a signature line starts with.
    static let linePrefix: [UInt8] = [0xE2, 0x80, 0x94, 0x20]
    static let keyIDBytes = 4

    /// Reads a line without its newline.
    init(line: ArraySlice<UInt8>) throws(SignatureLineFault) {
        guard line.starts(with: Self.linePrefix) else { throw .prefix }
        let rest = line.dropFirst(Self.linePrefix.count)
        guard let space = rest.firstIndex(of: UInt8(ascii: " ")) else { throw .form }
        guard let name = NoteName(bytes: rest[..<space]) else { throw .name }
        guard let payload = Base64.decode(rest[(space + 1)...]) else { throw .base64 }
        guard payload.count > Self.keyIDBytes else { throw .tooShort }
        self.name = name
        keyID = payload.prefix(Self.keyIDBytes).reduce(0) { $0 << 8 | UInt32($1) }
        bytes = Array(payload.dropFirst(Self.keyIDBytes))
    }

    /// The whole line with its newline, as it stands in a note.
    public var line: [UInt8] {
        var out = Self.linePrefix
        out.append(contentsOf: name.bytes)
        out.append(UInt8(ascii: " "))
        var payload = [UInt8]()
        withUnsafeBytes(of: keyID.bigEndian) { payload.append(contentsOf: $0) }
        payload.append(contentsOf: bytes)
        Base64.append(payload, to: &out)
        out.append(UInt8(ascii: "\n"))
        return out
    }
}
