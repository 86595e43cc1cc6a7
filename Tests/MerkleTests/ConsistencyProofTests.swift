import Merkle
import Testing

@Suite struct ConsistencyProofTests {
    static let leaves = syntheticLeaves(100)
    static let stored = MemoryHashes(leaves: leaves)

    static func head(_ size: Int) -> TreeHead {
        TreeHead(size: UInt64(size), root: ReferenceTree(leaves: leaves).root(0..<size))
    }

    @Test("every pair of trees up to a hundred leaves has the RFC's path, and it verifies")
    func allPairs() throws {
        let tree = ReferenceTree(leaves: Self.leaves)
        for second in 0...Self.leaves.count {
            let to = TreeHead(size: UInt64(second), root: tree.root(0..<second))
            for first in 0...second {
                let from = TreeHead(size: UInt64(first), root: tree.root(0..<first))
                let proof = try ConsistencyProof.make(
                    from: from.size, to: to.size, reading: Self.stored)
                let expected = first == 0 ? [] : tree.subproof(first, 0..<second, whole: true)
                #expect(proof.path == expected, "\(first) to \(second)")
                try proof.verify(from: from, to: to)
            }
        }
    }

    @Test("a proof with one flipped bit is refused", arguments: [2, 3, 6, 8, 21, 64, 100])
    func flippedBits(second: Int) throws {
        let seed = UInt64(second)
        var generator = SeededGenerator(seed: seed)
        let to = Self.head(second)
        for first in 1..<second {
            let from = Self.head(first)
            let proof = try ConsistencyProof.make(from: from.size, to: to.size, reading: Self.stored)
            for place in proof.path.indices {
                var path = proof.path
                path[place] = flipped(path[place], bit: .random(in: 0..<256, using: &generator))
                #expect(throws: ProofError.self, "seed \(seed), \(first) to \(second), hash \(place)") {
                    try ConsistencyProof(path: path).verify(from: from, to: to)
                }
            }
            let bit = Int.random(in: 0..<256, using: &generator)
            #expect(throws: ProofError.self, "seed \(seed)") {
                try proof.verify(from: TreeHead(size: from.size, root: flipped(from.root, bit: bit)), to: to)
            }
            #expect(throws: ProofError.self, "seed \(seed)") {
                try proof.verify(from: from, to: TreeHead(size: to.size, root: flipped(to.root, bit: bit)))
            }
        }
    }

    @Test("a path that is too long or too short is refused", arguments: [(1, 2), (3, 7), (4, 8), (63, 100)])
    func wrongLength(first: Int, second: Int) throws {
        let from = Self.head(first)
        let to = Self.head(second)
        let path = try ConsistencyProof.make(from: from.size, to: to.size, reading: Self.stored).path
        for changed in [[], Array(path.dropLast()), path + [from.root], [from.root] + path, path + path] {
            #expect(throws: ProofError.pathLength(found: changed.count, expected: path.count)) {
                try ConsistencyProof(path: changed).verify(from: from, to: to)
            }
        }
    }

    @Test("a proof holds between its own sizes only")
    func otherSizes() throws {
        let proof = try ConsistencyProof.make(from: 21, to: 53, reading: Self.stored)
        for first in 1...60 {
            for second in first...60 where (first, second) != (21, 53) {
                #expect(throws: ProofError.self, "\(first) to \(second)") {
                    try proof.verify(from: Self.head(first), to: Self.head(second))
                }
            }
        }
    }

    @Test("equal sizes ask for equal roots and an empty path")
    func equalSizes() throws {
        let head = Self.head(9)
        let other = TreeHead(size: 9, root: flipped(head.root, bit: 0))
        try ConsistencyProof(path: []).verify(from: head, to: head)
        #expect(throws: ProofError.rootMismatch(size: 9)) {
            try ConsistencyProof(path: []).verify(from: head, to: other)
        }
        #expect(throws: ProofError.pathLength(found: 1, expected: 0)) {
            try ConsistencyProof(path: [head.root]).verify(from: head, to: head)
        }
    }

    @Test("the empty tree is continued by every tree, if its root is the hash of nothing")
    func emptyTree() throws {
        try ConsistencyProof(path: []).verify(from: .empty, to: Self.head(9))
        try ConsistencyProof(path: []).verify(from: .empty, to: .empty)
        #expect(throws: ProofError.pathLength(found: 1, expected: 0)) {
            try ConsistencyProof(path: [Self.head(1).root]).verify(from: .empty, to: Self.head(9))
        }
        let forged = TreeHead(size: 0, root: Self.head(1).root)
        for (from, to) in [(forged, Self.head(9)), (forged, forged), (.empty, forged)] {
            #expect(throws: ProofError.emptyTreeRoot) {
                try ConsistencyProof(path: []).verify(from: from, to: to)
            }
        }
    }

    @Test("a log that got shorter is refused")
    func reversed() {
        #expect(throws: ProofError.sizesReversed(first: 9, second: 8)) {
            try ConsistencyProof(path: []).verify(from: Self.head(9), to: Self.head(8))
        }
        #expect(throws: ProofError.sizesReversed(first: 9, second: 8)) {
            try ConsistencyProof.make(from: 9, to: 8, reading: Self.stored)
        }
    }

    @Test("a log that was rewritten is refused")
    func rewritten() throws {
        var changed = Self.leaves
        changed[4] = MerkleHash.leaf([99])
        let rewritten = MemoryHashes(leaves: Array(changed[..<40]))
        let proof = try ConsistencyProof.make(from: 13, to: 40, reading: rewritten)
        #expect(throws: ProofError.rootMismatch(size: 13)) {
            try proof.verify(from: Self.head(13), to: rewritten.range.head)
        }
        #expect(throws: ProofError.self) { try proof.verify(from: Self.head(13), to: Self.head(40)) }
    }

    @Test("the largest sizes do not overflow")
    func extremes() {
        let hash = MerkleHash.leaf([])
        for first in [1, 2, UInt64.max / 2, 1 << 63, .max - 1] as [UInt64] {
            for count in 0...66 {
                #expect(throws: ProofError.self) {
                    try ConsistencyProof(path: .init(repeating: hash, count: count)).verify(
                        from: TreeHead(size: first, root: hash), to: TreeHead(size: .max, root: hash))
                }
            }
        }
    }
}
