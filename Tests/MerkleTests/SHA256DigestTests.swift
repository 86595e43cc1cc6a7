import Merkle
import Testing

@Suite struct SHA256DigestTests {
    let ascending = Array(UInt8(0)..<32)

    @Test("the bytes that went in come out")
    func bytesRoundTrip() throws {
        let digest = try #require(SHA256Digest(bytes: ascending))
        #expect(digest.bytes == ascending)
        #expect(ascending.withUnsafeBytes { SHA256Digest($0) } == digest)
        var out: [UInt8] = [7]
        digest.append(to: &out)
        #expect(out == [7] + ascending)
    }

    @Test("another count than 32 is refused", arguments: [0, 31, 33, 64])
    func otherCountsRefused(count: Int) {
        #expect(SHA256Digest(bytes: [UInt8](repeating: 0, count: count)) == nil)
    }

    @Test("digests are ordered as their bytes are")
    func orderedByBytes() throws {
        for place in 0..<32 {
            var larger = ascending
            larger[place] += 1
            let left = try #require(SHA256Digest(bytes: ascending))
            let right = try #require(SHA256Digest(bytes: larger))
            #expect(left < right)
            #expect(!(right < left))
            #expect(left != right)
        }
    }

    @Test("hexadecimal text is read in either case and written in lower case")
    func hexRoundTrip() throws {
        let digest = SHA256.hash(of: Array("abc".utf8))
        let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(digest.hex == hex)
        #expect(digest.description == hex)
        #expect(SHA256Digest(hex: hex.utf8) == digest)
        #expect(SHA256Digest(hex: hex.uppercased().utf8) == digest)
        #expect(SHA256Digest(hex: hex.dropLast().utf8) == nil)
        #expect(SHA256Digest(hex: (hex.dropLast() + "g").utf8) == nil)
    }

    @Test("base64 text is read in its one canonical form")
    func base64RoundTrip() throws {
        let digest = SHA256.hash(of: [])
        #expect(digest.base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        #expect(SHA256Digest(base64: digest.base64.utf8) == digest)
        #expect(SHA256Digest(base64: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=".utf8) == nil)
        #expect(SHA256Digest(base64: digest.base64.dropLast().utf8) == nil)
        #expect(SHA256Digest(base64: Base64.encode([UInt8](repeating: 0, count: 31)).utf8) == nil)
        #expect(SHA256Digest(base64: Base64.encode([UInt8](repeating: 0, count: 33)).utf8) == nil)
    }
}
