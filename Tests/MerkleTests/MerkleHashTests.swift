import Merkle
import Testing

@Suite struct MerkleHashTests {
    @Test("an entry is hashed behind a zero byte, whatever its length")
    func leaf() {
        for count in [0, 1, 54, 55, 62, 63, 64, 118, 119, 120, 121, 1000] {
            let entry = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
            #expect(MerkleHash.leaf(entry) == SHA256.hash(of: [0] + entry))
        }
    }

    @Test("two nodes are hashed behind a one byte, in order")
    func node() {
        let left = MerkleHash.leaf([1])
        let right = MerkleHash.leaf([2])
        #expect(MerkleHash.node(left, right) == SHA256.hash(of: [1] + left.bytes + right.bytes))
        #expect(MerkleHash.node(left, right) != MerkleHash.node(right, left))
    }

    @Test("the empty tree's root is the hash of nothing")
    func empty() {
        let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(MerkleHash.emptyRoot.hex == hex)
        #expect(TreeHead.empty == TreeHead(size: 0, root: MerkleHash.emptyRoot))
    }
}
