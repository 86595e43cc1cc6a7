import Attestation
import Merkle
import Testing

@Suite struct CheckpointTests {
    static let root = "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs="

    @Test("the published checkpoint is read, and is written as it was read")
    func published() throws {
        let checkpoint = try Checkpoint(text: Array(Vectors.checkpointText.utf8))
        var range = CompactRange()
        for entry in Vectors.entries { range.append(leaf: MerkleHash.leaf(entry)) }
        #expect(checkpoint.head == range.head)
        #expect(checkpoint.origin.description == "example.com/log/testdata")
        #expect(checkpoint.extensions.isEmpty)
        #expect(checkpoint.text == Array(Vectors.checkpointText.utf8))
    }

    @Test("signing gives the published note")
    func signing() throws {
        let checkpoint = try Checkpoint(text: Array(Vectors.checkpointText.utf8))
        let signed = try checkpoint.signed(by: Vectors.signer())
        #expect(signed.bytes == Array(Vectors.checkpoint.utf8))
        #expect(signed.unverified == (try UnverifiedCheckpoint(Array(Vectors.checkpoint.utf8))))
    }

    @Test("extension lines are kept")
    func extensionLines() throws {
        let text = Array("log\n1\n\(Self.root)\nfirst\nsecond line\n".utf8)
        let checkpoint = try Checkpoint(text: text)
        #expect(checkpoint.extensions == [Array("first".utf8), Array("second line".utf8)])
        #expect(checkpoint.text == text)
    }

    @Test("sizes up to the largest are read", arguments: [1, 10, UInt64.max])
    func sizes(size: UInt64) throws {
        #expect(try Checkpoint(text: Array("log\n\(size)\n\(Self.root)\n".utf8)).head.size == size)
    }

    @Test("the empty tree has one root only")
    func emptyTree() throws {
        let text = "log\n0\n\(MerkleHash.emptyRoot.base64)\n"
        #expect(try Checkpoint(text: Array(text.utf8)).head == .empty)
        #expect(throws: CheckpointError.emptyTreeRoot) {
            try Checkpoint(text: Array("log\n0\n\(Self.root)\n".utf8))
        }
    }

    @Test(
        "a malformed checkpoint is refused with its reason",
        arguments: [
            ("", .tooFewLines(found: 0, expected: 3)), ("log\n", .tooFewLines(found: 1, expected: 3)),
            ("log\n1\n", .tooFewLines(found: 2, expected: 3)), ("log\n1\n\(root)", .noFinalNewline),
            ("\n1\n\(root)\n", .emptyLine(number: 1)), ("log\n\n\(root)\n", .emptyLine(number: 2)),
            ("log\n1\n\(root)\n\n", .emptyLine(number: 4)),
            ("log\n1\n\(root)\nx\n\ny\n", .emptyLine(number: 5)),
            ("lo\tg\n1\n\(root)\n", .origin), ("log\n01\n\(root)\n", .size), ("log\n00\n\(root)\n", .size),
            ("log\n-1\n\(root)\n", .size), ("log\n+1\n\(root)\n", .size), ("log\n 1\n\(root)\n", .size),
            ("log\n1 \n\(root)\n", .size), ("log\n0x1\n\(root)\n", .size), ("log\n1e3\n\(root)\n", .size),
            ("log\n١\n\(root)\n", .size), ("log\n18446744073709551616\n\(root)\n", .size),
            ("log\n99999999999999999999999999\n\(root)\n", .size), ("log\n1\n \(root)\n", .root),
            ("log\n1\nrKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs\n", .root),
            ("log\n1\nrKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383ct=\n", .root), ("log\n1\nAAAA\n", .root),
            ("log\n1\nrKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383c==\n", .root),
        ] as [(String, CheckpointError)])
    func malformed(text: String, error: CheckpointError) {
        #expect(throws: error) { try Checkpoint(text: Array(text.utf8)) }
    }
}
