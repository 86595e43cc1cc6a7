public import Merkle

/// What a log claims: its origin, its size and its root (c2sp.org/tlog-checkpoint).
///
/// The text is the origin, the size in decimal and the root in base64, each on a line, then extension lines.
/// Reading accepts one spelling: what was read is written back byte for byte.
public struct Checkpoint: Hashable, Sendable {
    public let origin: Origin
    public let head: TreeHead
    /// Lines after the root, without their newlines: kept, signed, and of no meaning here.
    public let extensions: [[UInt8]]

    private static let newline = UInt8(ascii: "\n")
    private static let leastLines = 3

    public init(origin: Origin, head: TreeHead) {
        self.origin = origin
        self.head = head
        extensions = []
    }

    /// Reads the text of a note.
    public init(text: [UInt8]) throws(CheckpointError) {
        var cursor = LineCursor(text)
        var lines = [ArraySlice<UInt8>]()
        while let line = cursor.next() {
            guard !line.isEmpty else { throw .emptyLine(number: lines.count + 1) }
            lines.append(line)
        }
        guard cursor.rest.isEmpty else { throw .noFinalNewline }
        guard lines.count >= Self.leastLines else {
            throw .tooFewLines(found: lines.count, expected: Self.leastLines)
        }
        guard let origin = Origin(bytes: lines[0]) else { throw .origin }
        guard let size = DecimalNumber.parse(lines[1]) else { throw .size }
        guard let root = SHA256Digest(base64: lines[2]) else { throw .root }
        guard size > 0 || root == MerkleHash.emptyRoot else { throw .emptyTreeRoot }
        self.origin = origin
        head = TreeHead(size: size, root: root)
        extensions = lines.dropFirst(Self.leastLines).map { Array($0) }
    }

    /// The text that is signed.
    public var text: [UInt8] {
        var out = origin.bytes
        out.append(Self.newline)
        out.append(contentsOf: String(head.size).utf8)
        out.append(Self.newline)
        out.append(contentsOf: head.root.base64.utf8)
        out.append(Self.newline)
        for line in extensions {
            out.append(contentsOf: line)
            out.append(Self.newline)
        }
        return out
    }

    /// Signs the checkpoint. The caller sees to it that no inconsistent one was ever signed.
    public func signed(by signer: NoteSigner) throws(CheckpointError) -> VerifiedCheckpoint {
        do {
            let note = try SignedNote(text: text, signedBy: [signer])
            return VerifiedCheckpoint(
                checkpoint: self, note: VerifiedNote(note: note, signers: [signer.verifier]))
        } catch {
            throw .note(error)
        }
    }
}
