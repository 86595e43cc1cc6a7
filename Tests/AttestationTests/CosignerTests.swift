import Attestation
import Merkle
import Testing

@Suite struct CosignerTests {
    @Test("the published witness line is made and verified again, and bound to its time and text")
    func cosignature() throws {
        // The private key's text has the key id of type 1; the witness line is made with type 4.
        let payload = try #require(Base64.decode(Vectors.witnessPrivateKey.utf8.suffix(44)))
        let seed = Array(payload.dropFirst())
        let name = try #require(NoteName(text: "Wit1"))
        let cosigner = try Cosigner(name: name, seed: seed)
        #expect(cosigner.verifier.verifierKey == Vectors.witnessVerifierKey)
        let text = Array(Vectors.checkpointText.utf8)
        let signature = try cosigner.sign(text, seconds: Vectors.witnessSeconds)
        #expect(signature.line == Array(Vectors.witnessLine.utf8))
        #expect(cosigner.verifier.isValid(signature, over: text))
        #expect(!cosigner.verifier.isValid(signature, over: text + [0x0A]))

        var other = signature.line
        let place = try #require(other.firstIndex(of: UInt8(ascii: "V")))
        other[place] = UInt8(ascii: "W")
        let changed = try SignedNote(text + [0x0A] + other).signatures[0]
        #expect(cosigner.verifier.isClaimed(by: changed))
        #expect(!cosigner.verifier.isValid(changed, over: text), "another time is another signature")
    }

    @Test("a dump shows nothing of the seed")
    func seedStaysHidden() throws {
        let name = try #require(NoteName(text: "witness"))
        let cosigner = try Cosigner(name: name, seed: [UInt8](repeating: 0xAB, count: 32))
        var text = ""
        dump(cosigner, to: &text)
        #expect(text.contains("verifier"))
        #expect(!text.contains("seed"))
    }
}
