import Merkle
import Testing

@Suite struct InclusionProofTests {
    static let leaves = syntheticLeaves(100)
    static let stored = MemoryHashes(leaves: leaves)

    static func head(_ size: Int) -> TreeHead {
        TreeHead(size: UInt64(size), root: ReferenceTree(leaves: leaves).root(0..<size))
    }

    @Test("every leaf of every tree up to a hundred leaves has the RFC's path, and it verifies")
    func allPairs() throws {
        let tree = ReferenceTree(leaves: Self.leaves)
        for size in 1...Self.leaves.count {
            let head = TreeHead(size: UInt64(size), root: tree.root(0..<size))
            for index in 0..<size {
                let proof = try InclusionProof.make(
                    index: UInt64(index), size: head.size, reading: Self.stored)
                #expect(proof.path == tree.path(index, 0..<size), "leaf \(index) of \(size)")
                try proof.verify(leaf: Self.leaves[index], in: head)
            }
        }
    }

    @Test("a proof with one flipped bit is refused", arguments: [2, 3, 7, 8, 11, 33, 64, 100])
    func flippedBits(size: Int) throws {
        let seed = UInt64(size)
        var generator = SeededGenerator(seed: seed)
        let head = Self.head(size)
        for index in 0..<size {
            let proof = try InclusionProof.make(
                index: UInt64(index), size: head.size, reading: Self.stored)
            let refused = ProofError.rootMismatch(size: head.size)
            for place in proof.path.indices {
                var path = proof.path
                path[place] = flipped(path[place], bit: .random(in: 0..<256, using: &generator))
                let bad = InclusionProof(index: proof.index, path: path)
                #expect(throws: refused, "seed \(seed), leaf \(index), hash \(place)") {
                    try bad.verify(leaf: Self.leaves[index], in: head)
                }
            }
            let leaf = flipped(Self.leaves[index], bit: .random(in: 0..<256, using: &generator))
            #expect(throws: refused, "seed \(seed)") { try proof.verify(leaf: leaf, in: head) }
            let root = flipped(head.root, bit: .random(in: 0..<256, using: &generator))
            #expect(throws: refused, "seed \(seed)") {
                try proof.verify(leaf: Self.leaves[index], in: TreeHead(size: head.size, root: root))
            }
        }
    }

    @Test("a path that is too long, too short or out of order is refused", arguments: [3, 8, 21, 100])
    func wrongLength(size: Int) throws {
        let head = Self.head(size)
        let leaf = Self.leaves[1]
        let path = try InclusionProof.make(index: 1, size: head.size, reading: Self.stored).path
        for extended in [path + [leaf], [leaf] + path, path + path] {
            let error = ProofError.pathLength(found: extended.count, expected: path.count)
            #expect(throws: error) {
                try InclusionProof(index: 1, path: extended).verify(leaf: leaf, in: head)
            }
        }
        for shortened in [path.dropLast(), path.dropFirst()] {
            let error = ProofError.pathLength(found: shortened.count, expected: path.count)
            #expect(throws: error) {
                try InclusionProof(index: 1, path: Array(shortened)).verify(leaf: leaf, in: head)
            }
        }
        #expect(throws: ProofError.rootMismatch(size: head.size)) {
            try InclusionProof(index: 1, path: path.reversed()).verify(leaf: leaf, in: head)
        }
    }

    @Test("a proof for one index is refused at every other", arguments: [5, 8, 32, 100])
    func otherIndex(size: Int) throws {
        let head = Self.head(size)
        for index in 0..<size {
            let proof = try InclusionProof.make(
                index: UInt64(index), size: head.size, reading: Self.stored)
            for other in 0..<UInt64(size) + 2 where other != proof.index {
                #expect(throws: ProofError.self) {
                    try InclusionProof(index: other, path: proof.path).verify(
                        leaf: Self.leaves[index], in: head)
                }
            }
        }
    }

    @Test("a tree of one leaf has an empty path, and the root is the leaf")
    func singleLeaf() throws {
        let leaf = Self.leaves[0]
        try InclusionProof(index: 0, path: []).verify(leaf: leaf, in: TreeHead(size: 1, root: leaf))
        #expect(throws: ProofError.rootMismatch(size: 1)) {
            try InclusionProof(index: 0, path: []).verify(
                leaf: Self.leaves[1], in: TreeHead(size: 1, root: leaf))
        }
    }

    @Test("nothing is in the empty tree, and nothing stands past the end")
    func outside() {
        let leaf = MerkleHash.emptyRoot
        #expect(throws: ProofError.indexOutsideTree(index: 0, size: 0)) {
            try InclusionProof(index: 0, path: []).verify(leaf: leaf, in: .empty)
        }
        #expect(throws: ProofError.indexOutsideTree(index: 5, size: 5)) {
            try InclusionProof.make(index: 5, size: 5, reading: Self.stored)
        }
        #expect(throws: ProofError.indexOutsideTree(index: 0, size: 0)) {
            try InclusionProof.make(index: 0, size: 0, reading: Self.stored)
        }
    }

    @Test("the largest sizes do not overflow")
    func extremes() {
        let hash = MerkleHash.emptyRoot
        for index in [0, 1, UInt64.max / 2, .max - 2, .max - 1] as [UInt64] {
            for count in 0...65 {
                let proof = InclusionProof(index: index, path: .init(repeating: hash, count: count))
                #expect(throws: ProofError.self) {
                    try proof.verify(leaf: hash, in: TreeHead(size: .max, root: hash))
                }
            }
        }
    }
}
