import Attestation
import Testing

@Suite struct NoteVerifierTests {
    @Test(
        "published keys are read and written unchanged",
        arguments: [Vectors.fooVerifierKey, Vectors.logVerifierKey, Vectors.witnessVerifierKey])
    func roundTrip(text: String) throws {
        #expect(try NoteVerifier(verifierKey: Array(text.utf8)).verifierKey == text)
    }

    @Test("a malformed public key is refused with its reason")
    func malformed() {
        func refused(_ part: String, by other: String, _ error: KeyTextError) {
            #expect(throws: error) {
                try NoteVerifier(verifierKey: replacing(part, by: other, in: Vectors.fooVerifierKey))
            }
        }
        refused("530d903a", by: "530d903b", .keyID(found: 0x530d_903b, expected: 0x530d_903a))
        refused("example.com", by: "example.org", .keyID(found: 0x530d_903a, expected: 0x6d5b_9406))
        refused("example.com/foo", by: "", .name)
        refused("530d903a", by: "0x0d903a", .keyIDForm)
        refused("3U2k", by: "", .length(found: 29, expected: 32))
        refused("3U2k", by: "3U2kAAAA", .length(found: 35, expected: 32))
        refused("3U2k", by: "3U2k\n", .base64)
        refused("AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", by: "", .length(found: 0, expected: 32))
        refused("+Aeky", by: "+Beky", .algorithm(found: 5))
        #expect(throws: KeyTextError.form) { try NoteVerifier(verifierKey: []) }
    }
}
