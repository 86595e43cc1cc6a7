import Attestation
import Merkle
import Testing

@Suite struct ProofBundleTests {
    @Test("the published proof verifies, and is written as it was read")
    func published() throws {
        let bundle = try ProofBundle(Array(Vectors.bundle.utf8))
        #expect(bundle.inclusion.index == 5)
        #expect(bundle.extra == nil)
        #expect(bundle.bytes == Array(Vectors.bundle.utf8))
        let leaf = MerkleHash.leaf(Array("six".utf8))
        let verified = try bundle.verified(
            leaf: leaf, log: Vectors.log(), witnesses: [Vectors.witness()], cosignatures: 1)
        #expect(verified.index == 5)
        #expect(verified.leaf == leaf)
        #expect(verified.checkpoint.head.size == 15)
    }

    @Test("another leaf, index or hash is refused")
    func refused() throws {
        let log = try Vectors.log()
        let leaf = MerkleHash.leaf(Array("six".utf8))
        let error = ProofBundleError.proof(.rootMismatch(size: 15))
        let bundle = try ProofBundle(Array(Vectors.bundle.utf8))
        #expect(throws: error) { try bundle.verified(leaf: MerkleHash.leaf(Array("sex".utf8)), log: log) }
        for (part, other) in [("index 5", "index 4"), ("zMKa", "zMKb"), ("5jLp", "5jLq")] {
            let changed = try ProofBundle(replacing(part, by: other, in: Vectors.bundle))
            #expect(throws: error) { try changed.verified(leaf: leaf, log: log) }
        }
        let outside = try ProofBundle(replacing("index 5", by: "index 15", in: Vectors.bundle))
        #expect(throws: ProofBundleError.proof(.indexOutsideTree(index: 15, size: 15))) {
            try outside.verified(leaf: leaf, log: log)
        }
        let resigned = try ProofBundle(replacing("\n15\n", by: "\n16\n", in: Vectors.bundle))
        #expect(
            throws: ProofBundleError.checkpoint(.note(.badSignature(name: log.name, keyID: log.keyID)))
        ) { try resigned.verified(leaf: leaf, log: log) }
    }

    @Test("one flipped bit anywhere in the proof is refused, or was in a signature nobody knows")
    func flippedBits() throws {
        let log = try Vectors.log()
        let witness = try Vectors.witness()
        let leaf = MerkleHash.leaf(Array("six".utf8))
        let bytes = Array(Vectors.bundle.utf8)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1 << UInt8(place % 8)
            #expect(throws: ProofBundleError.self, "byte \(place)") {
                try ProofBundle(changed).verified(
                    leaf: leaf, log: log, witnesses: [witness], cosignatures: 1)
            }
        }
    }

    @Test("extra data are kept, and empty ones are none")
    func extra() throws {
        let plain = try ProofBundle(Array(Vectors.bundle.utf8))
        let bundle = ProofBundle(
            inclusion: plain.inclusion, checkpoint: plain.checkpoint, extra: [1, 2, 3])
        #expect(bundle.bytes == replacing("index", by: "extra AQID\nindex", in: Vectors.bundle))
        #expect(try ProofBundle(bundle.bytes) == bundle)
        #expect(
            ProofBundle(inclusion: plain.inclusion, checkpoint: plain.checkpoint, extra: []) == plain)
    }

    @Test("a proof of the only entry has no hashes")
    func singleEntry() throws {
        let signer = try testSigner("log", 1)
        let leaf = MerkleHash.leaf([7])
        let checkpoint = try Checkpoint(
            origin: Origin(signer.name), head: TreeHead(size: 1, root: leaf)
        ).signed(by: signer)
        let bundle = ProofBundle(
            inclusion: InclusionProof(index: 0, path: []), checkpoint: checkpoint.unverified)
        #expect(try ProofBundle(bundle.bytes).verified(leaf: leaf, log: signer.verifier).index == 0)
    }

    @Test(
        "a malformed proof is refused with its reason",
        arguments: [
            ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2", .header), ("@v1\n", "@v1\r\n", .header),
            ("@v1\n", "@v1\n\n", .index), ("index 5\n", "", .index), ("index 5", "index 05", .index),
            ("index 5", "index  5", .index), ("index 5", "index -5", .index), ("index 5", "Index 5", .index),
            ("index 5", "index 18446744073709551616", .index), ("index 5", "extra \nindex 5", .extra),
            ("index 5", "extra A\nindex 5", .extra), ("index 5", "extra AQ==\nextra AQ==\nindex 5", .index),
            ("zMKa", "zMK", .hash(number: 1)), ("zMKa", " zMKa", .hash(number: 1)),
            ("5jLp", "5jL", .hash(number: 4)),
            ("\n\nexample", "\n\n\nexample", .checkpoint(.emptyLine(number: 1))),
            ("\n\nexample", "\nexample", .hash(number: 5)),
        ] as [(String, String, ProofBundleError)])
    func malformed(part: String, other: String, error: ProofBundleError) {
        #expect(throws: error) { try ProofBundle(replacing(part, by: other, in: Vectors.bundle)) }
    }

    @Test("no cut of a proof is read")
    func cuts() {
        let bytes = Array(Vectors.bundle.utf8)
        // The last line is a second signature, without which the proof is whole.
        let whole = bytes.count - Vectors.witnessLine.utf8.count
        for count in bytes.indices where count != whole {
            #expect(throws: ProofBundleError.self, "\(count) bytes") {
                try ProofBundle(Array(bytes[..<count]))
            }
        }
        #expect(throws: Never.self) { try ProofBundle(Array(bytes[..<whole])) }
    }

    @Test("a path longer than any tree is high, and a bundle longer than any is, are refused")
    func limits() {
        let hash = MerkleHash.emptyRoot.base64 + "\n"
        let long = replacing(
            "index 5\n", by: "index 5\n" + String(repeating: hash, count: 61), in: Vectors.bundle)
        #expect(throws: ProofBundleError.pathTooLong(limit: 64)) { try ProofBundle(long) }
        let size = ProofBundle.maximumBytes + 1
        #expect(throws: ProofBundleError.tooLong(found: size, limit: ProofBundle.maximumBytes)) {
            try ProofBundle([UInt8](repeating: 0x41, count: size))
        }
    }
}
