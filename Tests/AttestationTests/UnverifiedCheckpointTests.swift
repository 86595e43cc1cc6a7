import Attestation
import Merkle
import Testing

@Suite struct UnverifiedCheckpointTests {
    @Test("the published checkpoint verifies with its log's key, and with its witness's")
    func published() throws {
        let log = try Vectors.log()
        let witness = try Vectors.witness()
        let checkpoint = try UnverifiedCheckpoint(Array((Vectors.checkpoint + Vectors.witnessLine).utf8))
        #expect(try checkpoint.verified(log: log).note.signers == [log])
        let verified = try checkpoint.verified(log: log, witnesses: [witness], cosignatures: 1)
        #expect(verified.note.signers == [log, witness])
        #expect(verified.checkpoint == checkpoint.claim)
        #expect(verified.bytes == checkpoint.note.bytes)
    }

    @Test("a checkpoint of another log is refused, though the key has signed it")
    func otherOrigin() throws {
        let checkpoint = try UnverifiedCheckpoint(Array(Vectors.checkpoint.utf8))
        let other = try #require(Origin(bytes: Array("example.com/other".utf8)))
        #expect(
            throws: CheckpointError.otherOrigin(found: checkpoint.claim.origin, expected: other)
        ) { try checkpoint.verified(log: Vectors.log(), origin: other) }

        let signer = try testSigner("log", 1)
        let forged = try Checkpoint(origin: other, head: .empty).signed(by: signer).unverified
        #expect(throws: CheckpointError.otherOrigin(found: other, expected: Origin(signer.name))) {
            try forged.verified(log: signer.verifier)
        }
        #expect(try forged.verified(log: signer.verifier, origin: other).origin == other)
    }

    @Test("a witness's signature does not stand for the log's")
    func witnessAlone() throws {
        let log = try Vectors.log()
        let text = Vectors.checkpointText + "\n" + Vectors.witnessLine
        let checkpoint = try UnverifiedCheckpoint(Array(text.utf8))
        #expect(throws: CheckpointError.notSignedByLog(log.name)) {
            try checkpoint.verified(log: log, witnesses: [Vectors.witness()])
        }
    }

    @Test("fewer witnesses than asked for are refused, and the log is not one of them")
    func tooFewWitnesses() throws {
        let log = try Vectors.log()
        let bare = try UnverifiedCheckpoint(Array(Vectors.checkpoint.utf8))
        #expect(throws: CheckpointError.tooFewCosignatures(found: 0, expected: 1)) {
            try bare.verified(log: log, witnesses: [Vectors.witness()], cosignatures: 1)
        }
        #expect(throws: CheckpointError.tooFewCosignatures(found: 0, expected: 1)) {
            try bare.verified(log: log, witnesses: [log], cosignatures: 1)
        }
        let twice = try UnverifiedCheckpoint(
            Array((Vectors.checkpoint + Vectors.witnessLine + Vectors.witnessLine).utf8))
        #expect(throws: CheckpointError.tooFewCosignatures(found: 1, expected: 2)) {
            try twice.verified(log: log, witnesses: [Vectors.witness()], cosignatures: 2)
        }
    }

    @Test("a checkpoint changed after it was signed is refused")
    func changed() throws {
        let log = try Vectors.log()
        let checkpoint = try UnverifiedCheckpoint(
            replacing("\n15\n", by: "\n16\n", in: Vectors.checkpoint))
        #expect(checkpoint.claim.head.size == 16)
        #expect(
            throws: CheckpointError.note(.badSignature(name: log.name, keyID: log.keyID))
        ) { try checkpoint.verified(log: log) }
    }

    @Test("a signed note that is no checkpoint is refused")
    func noCheckpoint() {
        #expect(throws: CheckpointError.tooFewLines(found: 1, expected: 3)) {
            try UnverifiedCheckpoint(Array(Vectors.fooNote.utf8))
        }
        #expect(throws: CheckpointError.note(.noSignatures)) {
            try UnverifiedCheckpoint(Array(Vectors.checkpointText.utf8))
        }
    }

    @Test("each epoch of a log has an origin of its own, which says the epoch to whoever knows the name")
    func epochs() throws {
        let name = try #require(NoteName(text: "log.example/a"))
        for (epoch, text) in [
            (0, "log.example/a"), (1, "log.example/a/epoch/1"), (.max, "log.example/a/epoch/4294967295"),
        ]
            as [(UInt32, String)]
        {
            let origin = Origin(name, epoch: epoch)
            #expect(origin.description == text)
            #expect(origin.epoch(of: name) == epoch)
        }
        for text in [
            "log.example/b", "log.example/a/", "log.example/a/epoch/", "log.example/a/epoch/0",
            "log.example/a/epoch/01", "log.example/a/epoch/4294967296", "log.example/a/epoch/1x",
            "log.example/a/epoch/1/epoch/1", "log.example/",
        ] { #expect(Origin(bytes: Array(text.utf8))?.epoch(of: name) == nil, "\(text)") }
    }

    @Test(
        "a name is told that another log's epoch has",
        arguments: [
            ("log.example/a/epoch/1", true), ("log.example/a/epoch/1/epoch/22", true), ("a/epoch/0", true),
            ("/epoch/3", true), ("log.example/epoch", false), ("log.example/epoch/", false),
            ("log.example/a/epoch/x1", false), ("log.example/a/epochs/1", false), ("1", false),
            ("log.example/epoch/1/a", false),
        ])
    func namesOfEpochs(_ text: String, _ isEpoch: Bool) throws {
        #expect(Origin.namesEpoch(try #require(NoteName(text: text))) == isEpoch)
    }
}
