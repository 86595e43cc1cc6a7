import Merkle
import Testing

@Suite struct MerkleTreeTests {
    static let leaves = syntheticLeaves(65_537 + 300)
    static let stored = MemoryHashes(leaves: leaves)

    @Test(
        "roots and right edges read from tiles equal the definition",
        arguments: [0, 1, 2, 127, 128, 129, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 65_800])
    func roots(size: Int) throws {
        let expected = ReferenceTree(leaves: Self.leaves).root(0..<size)
        #expect(try MerkleTree.root(of: UInt64(size), reading: Self.stored) == expected)
        let range = try CompactRange(size: UInt64(size), reading: Self.stored)
        #expect(range.head == TreeHead(size: UInt64(size), root: expected))
    }

    @Test("proofs read from tiles equal the definition", arguments: [256, 257, 600, 65_535, 65_536, 65_537])
    func proofs(size: Int) throws {
        let tree = ReferenceTree(leaves: Self.leaves)
        let head = TreeHead(size: UInt64(size), root: tree.root(0..<size))
        for index in [0, 1, 127, 128, 255, size / 2, size - 2, size - 1] {
            let proof = try InclusionProof.make(
                index: UInt64(index), size: head.size, reading: Self.stored)
            #expect(proof.path == tree.path(index, 0..<size))
            try proof.verify(leaf: Self.leaves[index], in: head)
        }
        for first in [1, 2, 3, 128, 255, 256, size / 2, size - 1] {
            let proof = try ConsistencyProof.make(
                from: UInt64(first), to: head.size, reading: Self.stored)
            #expect(proof.path == tree.subproof(first, 0..<size, whole: true))
            try proof.verify(
                from: TreeHead(size: UInt64(first), root: tree.root(0..<first)), to: head)
        }
    }

    @Test("a level that is too short is an error that names the place")
    func missingHashes() {
        let few = MemoryHashes(leaves: syntheticLeaves(300))
        #expect(
            throws: HashReadingError(level: 0, indexes: 300..<301, cause: .beyondEnd(stored: 300))
        ) {
            try MerkleTree.root(of: 301, reading: few)
        }
        #expect(throws: ProofError.hashes(.init(level: 7, indexes: 0..<128, cause: .beyondEnd(stored: 0)))) {
            try InclusionProof.make(index: .max - 1, size: .max, reading: few)
        }
        #expect(throws: ProofError.self) {
            try ConsistencyProof.make(from: 300, to: .max, reading: few)
        }
    }

    @Test("a reader that gives too few hashes is found out")
    func wrongCount() {
        let short = ShortHashes(whole: MemoryHashes(leaves: syntheticLeaves(4)))
        let error = HashReadingError(level: 0, indexes: 0..<4, cause: .wrongCount(found: 3))
        #expect(throws: error) { try CompactRange(size: 4, reading: short) }
        #expect(error.description == "reading hashes 0..<4 of tile level 0: 3 found, 4 expected")
    }
}
