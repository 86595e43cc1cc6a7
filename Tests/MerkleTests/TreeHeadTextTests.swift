import Testing

@testable import Merkle

@Suite("A tree's head in the small files of a ledger")
struct TreeHeadTextTests {
    @Test("what is written is read again, and nothing else")
    func text() throws {
        let head = TreeHead(size: .max, root: MerkleHash.emptyRoot)
        let words = head.text.split(separator: " ")
        #expect(words.count == 2)
        #expect(TreeHead(size: words[0], root: words[1]) == head)
        for (size, root) in [
            ("18446744073709551616", String(words[1])), ("-1", String(words[1])), ("", String(words[1])),
            ("7", ""), ("7", String(words[1].dropLast())), ("7", String(words[1]) + "="), ("-", "-"),
        ] { #expect(TreeHead(size: size, root: root) == nil, "\(size) \(root)") }
    }
}
