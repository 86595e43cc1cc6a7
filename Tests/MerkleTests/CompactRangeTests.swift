import Merkle
import Testing

@Suite struct CompactRangeTests {
    static let entries: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], Array(0x40...0x43), Array(0x50...0x57),
        Array(0x60...0x6f),
    ]
    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test("the well-known roots of sizes 0 to 8 come out")
    func knownRoots() {
        var range = CompactRange()
        #expect(range.root.hex == Self.roots[0])
        for (index, entry) in Self.entries.enumerated() {
            range.append(leaf: MerkleHash.leaf(entry))
            #expect(range.root.hex == Self.roots[index + 1])
            #expect(range.head == TreeHead(size: UInt64(index + 1), root: range.root))
        }
    }

    @Test("every root equals the recursive definition")
    func rootsEqualDefinition() {
        let leaves = syntheticLeaves(300)
        let tree = ReferenceTree(leaves: leaves)
        var range = CompactRange()
        for size in 0...leaves.count {
            #expect(range.root == tree.root(0..<size), "size \(size)")
            #expect(range.size == UInt64(size))
            #expect(range.peaks.count == size.nonzeroBitCount)
            if size < leaves.count { range.append(leaf: leaves[size]) }
        }
    }

    @Test("each complete node is named once, from the leaf up, with its own hash")
    func completedNodes() {
        let leaves = syntheticLeaves(130)
        let tree = ReferenceTree(leaves: leaves)
        var range = CompactRange()
        var seen = Set<[UInt64]>()
        for (position, leaf) in leaves.enumerated() {
            var expectedLevel = 0
            range.append(leaf: leaf) { level, index, hash in
                #expect(level == expectedLevel)
                expectedLevel += 1
                let width = 1 << level
                let span = Int(index) * width..<(Int(index) + 1) * width
                #expect(span.upperBound == position + 1, "complete with the leaf just appended")
                #expect(hash == tree.root(span))
                #expect(seen.insert([UInt64(level), index]).inserted)
            }
            #expect(expectedLevel == (position + 1).trailingZeroBitCount + 1)
        }
    }

    @Test("a range taken up from its peaks goes on as if it had never stopped")
    func resumed() throws {
        let leaves = syntheticLeaves(70)
        for cut in 0...70 {
            var range = CompactRange()
            for leaf in leaves[..<cut] { range.append(leaf: leaf) }
            var resumed = try #require(CompactRange(size: range.size, hashes: range.peaks))
            for leaf in leaves[cut...] {
                range.append(leaf: leaf)
                resumed.append(leaf: leaf)
            }
            #expect(resumed == range)
        }
    }

    @Test("a number of peaks that does not fit the size is refused")
    func wrongPeakCount() {
        let hash = MerkleHash.emptyRoot
        #expect(CompactRange(size: 0, hashes: [hash]) == nil)
        #expect(CompactRange(size: 3, hashes: [hash]) == nil)
        #expect(CompactRange(size: 4, hashes: [hash, hash]) == nil)
        #expect(CompactRange(size: .max, hashes: [hash]) == nil)
        #expect(CompactRange(size: .max, hashes: Array(repeating: hash, count: 64)) != nil)
    }
}
