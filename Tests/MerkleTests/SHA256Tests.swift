import Merkle
import Testing

@Suite struct SHA256Tests {
    @Test(
        "the FIPS 180 vectors hold",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                String(repeating: "a", count: 1_000_000),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
            ),
        ])
    func vectors(message: String, hex: String) {
        #expect(SHA256.hash(of: Array(message.utf8)).hex == hex)
    }

    @Test("however a message is cut, its hash is the same")
    func updatesJoin() {
        let message = Array(UInt8(0)...255)
        for cut in message.indices {
            var hash = SHA256()
            hash.update(Array(message[..<cut]))
            hash.update(Array(message[cut...]))
            #expect(hash.finalized() == SHA256.hash(of: message))
        }
    }

    @Test("finalizing and copying leave the state as it was")
    func copiesAreValues() {
        var hash = SHA256()
        hash.update([1])
        #expect(hash.finalized() == hash.finalized())
        var copy = hash
        copy.update([2])
        #expect(hash.finalized() == SHA256.hash(of: [1]))
        #expect(copy.finalized() == SHA256.hash(of: [1, 2]))
    }
}
