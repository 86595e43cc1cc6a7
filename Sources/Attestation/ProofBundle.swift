public import Merkle

/// One file that proves one entry offline (c2sp.org/tlog-proof): index, path and signed checkpoint.
///
/// Reading accepts one spelling: what was read is written back byte for byte.
public struct ProofBundle: Hashable, Sendable {
    /// Opaque bytes beside the proof, which nothing authenticates; not empty.
    public let extra: [UInt8]?
    public let inclusion: InclusionProof
    public let checkpoint: UnverifiedCheckpoint

    /// A longer bundle is not read.
    public static let maximumBytes = 2 * SignedNote.maximumBytes

    private static let header = Array("c2sp.org/tlog-proof@v1".utf8)
    private static let extraPrefix = Array("extra ".utf8)
    private static let indexPrefix = Array("index ".utf8)
    /// No tree of 64-bit size has a longer path.
    private static let maximumPath = UInt64.bitWidth

    /// Joins a proof and the checkpoint it leads to; an empty `extra` is as none.
    public init(inclusion: InclusionProof, checkpoint: UnverifiedCheckpoint, extra: [UInt8]? = nil) {
        self.inclusion = inclusion
        self.checkpoint = checkpoint
        self.extra = extra?.isEmpty == true ? nil : extra
    }

    /// Reads a bundle.
    public init(_ bytes: [UInt8]) throws(ProofBundleError) {
        guard bytes.count <= Self.maximumBytes else {
            throw .tooLong(found: bytes.count, limit: Self.maximumBytes)
        }
        var cursor = LineCursor(bytes)
        guard let header = cursor.next(), header.elementsEqual(Self.header) else { throw .header }
        guard var line = cursor.next() else { throw .cutShort }
        var extra: [UInt8]?
        if line.starts(with: Self.extraPrefix) {
            guard let decoded = Base64.decode(line.dropFirst(Self.extraPrefix.count)), !decoded.isEmpty
            else { throw .extra }
            extra = decoded
            guard let next = cursor.next() else { throw .cutShort }
            line = next
        }
        guard line.starts(with: Self.indexPrefix),
            let index = DecimalNumber.parse(line.dropFirst(Self.indexPrefix.count))
        else { throw .index }
        var path = [SHA256Digest]()
        while true {
            guard let line = cursor.next() else { throw .cutShort }
            if line.isEmpty { break }
            guard path.count < Self.maximumPath else { throw .pathTooLong(limit: Self.maximumPath) }
            guard let hash = SHA256Digest(base64: line) else { throw .hash(number: path.count + 1) }
            path.append(hash)
        }
        do {
            checkpoint = try UnverifiedCheckpoint(Array(cursor.rest))
        } catch {
            throw .checkpoint(error)
        }
        self.extra = extra
        inclusion = InclusionProof(index: index, path: path)
    }

    /// The bundle as it is written.
    public var bytes: [UInt8] {
        let newline = UInt8(ascii: "\n")
        var out = Self.header + [newline]
        if let extra {
            out.append(contentsOf: Self.extraPrefix)
            Base64.append(extra, to: &out)
            out.append(newline)
        }
        out.append(contentsOf: Self.indexPrefix)
        out.append(contentsOf: String(inclusion.index).utf8)
        out.append(newline)
        for hash in inclusion.path {
            out.append(contentsOf: hash.base64.utf8)
            out.append(newline)
        }
        out.append(newline)
        out.append(contentsOf: checkpoint.note.bytes)
        return out
    }

    /// Believes that the leaf stands in the log if the log signed the checkpoint and the path leads to its
    /// root.
    ///
    /// The parameters beside `leaf` are those of
    /// ``UnverifiedCheckpoint/verified(log:origin:witnesses:cosignatures:)``.
    public func verified(
        leaf: SHA256Digest, log: NoteVerifier, origin: Origin? = nil,
        witnesses: [NoteVerifier] = [], cosignatures: Int = 0
    ) throws(ProofBundleError) -> VerifiedInclusion {
        let verified: VerifiedCheckpoint
        do {
            verified = try checkpoint.verified(
                log: log, origin: origin, witnesses: witnesses, cosignatures: cosignatures)
        } catch {
            throw .checkpoint(error)
        }
        do { try inclusion.verify(leaf: leaf, in: verified.head) } catch { throw .proof(error) }
        return VerifiedInclusion(leaf: leaf, index: inclusion.index, checkpoint: verified)
    }
}
