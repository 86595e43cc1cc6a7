import Merkle
import Testing

@Suite struct KeyedHashTests {
    struct Vector: Sendable {
        let key: [UInt8]
        let message: [UInt8]
        let hex: String
    }

    static let vectors: [Vector] = [
        Vector(
            key: .init(repeating: 0x0b, count: 20), message: Array("Hi There".utf8),
            hex: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        Vector(
            key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8),
            hex: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        Vector(
            key: .init(repeating: 0xaa, count: 20), message: .init(repeating: 0xdd, count: 50),
            hex: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
        Vector(
            key: Array(1...25), message: .init(repeating: 0xcd, count: 50),
            hex: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
        Vector(
            key: .init(repeating: 0xaa, count: 131),
            message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            hex: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
        Vector(
            key: .init(repeating: 0xaa, count: 131),
            message: Array(
                ("This is a test using a larger than block-size key and a larger than block-size data. "
                    + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
            hex: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
    ]

    @Test("the vectors of RFC 4231 hold", arguments: vectors)
    func rfcVectors(vector: Vector) {
        let hash = KeyedHash(key: vector.key)
        #expect(hash.authentication(of: vector.message).hex == vector.hex)
        #expect(hash.authentication(of: vector.message).hex == vector.hex, "the key outlives its use")
    }

    @Test("every length of key and message agrees with the definition in RFC 2104")
    func definition() {
        for keyCount in [0, 1, 32, 63, 64, 65, 200] {
            let key = (0..<keyCount).map { UInt8(truncatingIfNeeded: $0 * 7) }
            var block = keyCount > 64 ? SHA256.hash(of: key).bytes : key
            while block.count < 64 { block.append(0) }
            for count in [0, 1, 48, 55, 56, 63, 64, 65, 119, 120, 500] {
                let message = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
                let inner = SHA256.hash(of: block.map { $0 ^ 0x36 } + message)
                let expected = SHA256.hash(of: block.map { $0 ^ 0x5c } + inner.bytes)
                #expect(KeyedHash(key: key).authentication(of: message) == expected)
            }
        }
    }

    @Test("a dump shows nothing of the key")
    func dumpIsEmpty() {
        let hash = KeyedHash(key: [1, 2, 3])
        var text = ""
        dump(hash, to: &text)
        #expect(text == "- KeyedHash\n")
        #expect(String(reflecting: hash) == "KeyedHash")
    }
}
