import LogFormat
import LogStore

/// A small text file of `name value` lines that ends with its own checksum: readable by people, and no
/// flipped bit goes unseen.
struct LineFile {
    private(set) var lines: [(name: String, value: String)]

    init(_ lines: [(name: String, value: String)]) { self.lines = lines }

    /// The value of a line.
    subscript(name: String) -> String? { lines.first { $0.name.utf8.elementsEqual(name.utf8) }?.value }

    /// The file's bytes.
    var bytes: [UInt8] {
        var out: [UInt8] = []
        for line in lines { out += Array("\(line.name) \(line.value)\n".utf8) }
        return out + Array("crc32c \(Self.hex(CRC32C.checksum(out)))\n".utf8)
    }

    /// Reads a file; nil where the checksum or the form is wrong.
    ///
    /// Takes some hundred bytes of memory a line.
    /// - Parameter mostLines: a file with more is none.
    init?(_ bytes: [UInt8], mostLines: Int = .max) {
        guard bytes.last == UInt8(ascii: "\n"),
            let cut = bytes.dropLast().lastIndex(of: UInt8(ascii: "\n"))
        else { return nil }
        let body = Array(bytes[...cut])
        guard bytes[(cut + 1)...].elementsEqual("crc32c \(Self.hex(CRC32C.checksum(body)))\n".utf8) else {
            return nil
        }
        guard body.count(where: { $0 == UInt8(ascii: "\n") }) <= mostLines else { return nil }
        lines = []
        for line in body.split(separator: UInt8(ascii: "\n")) {
            guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { return nil }
            lines.append(
                (
                    String(decoding: line[..<space], as: UTF8.self),
                    String(decoding: line[(space + 1)...], as: UTF8.self)
                ))
        }
    }

    /// Reads a file that names no version, or the first.
    ///
    /// One that was changed is damaged; one of another version was written by a newer program.
    static func read(_ bytes: [UInt8], path: String) throws(LedgerError) -> LineFile {
        guard let file = LineFile(bytes) else {
            throw .damagedFile(path: path, reason: "its checksum is not that of its lines")
        }
        guard let format = file["format"] else { return file }
        guard let version = UInt16(format) else {
            throw .damagedFile(path: path, reason: "its format version is no number")
        }
        guard version == 1 else {
            throw .store(
                .unknownFile(path: path, .version(found: version, readableFrom: version, known: 1)))
        }
        return file
    }

    /// What a file looks like that is not what it must be: one flipped bit where a single one explains its
    /// checksum, and a file that was cut where its checksum is not there.
    static func shape(of bytes: [UInt8]) -> DamageShape {
        let body = bytes.dropLast(checksumBytes)
        if bytes.count > checksumBytes,
            let text = String(validating: bytes.suffix(9).dropLast(), as: UTF8.self),
            let stored = UInt32(text, radix: 16),
            let (byte, bit) = CRC32C.flippedBit(
                stored: stored, computed: CRC32C.checksum(body), byteCount: body.count), byte < body.count
        {
            return .flippedBit(byte: UInt64(byte), bit: bit)
        }
        if bytes.last != UInt8(ascii: "\n") { return .truncated }
        return .overwritten
    }

    /// Of the last line.
    private static let checksumBytes = "crc32c 00000000\n".utf8.count

    private static func hex(_ value: UInt32) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: 8 - text.count) + text
    }
}
