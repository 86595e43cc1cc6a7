extension SHA256Digest {
    /// The digest in standard base64 with padding: 44 characters.
    public var base64: String { withBytes { Base64.encode($0) } }

    /// Reads the canonical base64 form; nil for anything else.
    public init?(base64 text: some Collection<UInt8>) {
        guard text.count == Base64.encodedCount(ofBytes: Self.byteCount), let bytes = Base64.decode(text)
        else { return nil }
        self.init(bytes: bytes)
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public var hex: String {
        withBytes { bytes in
            let digits: StaticString = "0123456789abcdef"
            return String(unsafeUninitializedCapacity: 2 * bytes.count) { out in
                for (index, byte) in bytes.enumerated() {
                    out[2 * index] = digits.utf8Start[Int(byte >> 4)]
                    out[2 * index + 1] = digits.utf8Start[Int(byte & 15)]
                }
                return 2 * bytes.count
            }
        }
    }

    /// Reads 64 hexadecimal digits of either case; nil for anything else.
    public init?(hex: some Collection<UInt8>) {
        guard hex.count == 2 * Self.byteCount else { return nil }
        var bytes = [UInt8]()
        bytes.reserveCapacity(Self.byteCount)
        var high: UInt8?
        for character in hex {
            let digit: UInt8
            switch character {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = character - UInt8(ascii: "A") + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        self.init(bytes: bytes)
    }
}

extension SHA256Digest: CustomStringConvertible {
    public var description: String { hex }
}
