import Attestation
import LedgerModel
import LogFormat
import Merkle

@testable import LogStore

extension ParserTarget {
    private static let text = "example.com/log\n15\nrKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=\n"
    private static let line =
        "— example.com/log/testdata "
        + "M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=\n"
    private static let hash = "zMKa4OAqd7D0V4wawXST15z0JiEEkprIBPkfxOesWvA=\n"

    /// Two copies of the commit mark, each as it is and with its checksum made to fit.
    static let commit = ParserTarget(
        name: "commit",
        seeds: {
            let mark = CommitMark(
                ledger: ledger, sequence: 9, log: .init(count: 10, segment: 7, byteOffset: 200),
                privateRecords: .init(count: 4, segment: 0, byteOffset: 300),
                identities: .init(count: 3, segment: 0, byteOffset: 400), recorded: Timestamp(nanoseconds: 3))
            let padding = [UInt8](repeating: 0, count: 4_096 - CommitMark.byteCount)
            return [mark.encoded, mark.encoded + padding + mark.encoded]
        },
        check: { input in
            var bytes = Array(input)
            for isMended in [false, true] {
                let starts = CommitMark.copyOffsets.map { Int($0) }
                if isMended {
                    for start in starts where start + CommitMark.byteCount <= bytes.count {
                        bytes.storeLittle(CRC32C.checksum(bytes[start..<(start + 124)]), at: start + 124)
                    }
                }
                let copies = CommitCopies(bytes)
                var best: UInt64?
                for (start, copy) in zip(starts, copies.copies) {
                    guard case .whole(let mark) = copy else { continue }
                    best = max(best ?? 0, mark.sequence)
                    guard mark.encoded.elementsEqual(bytes[start..<(start + CommitMark.byteCount)]) else {
                        return "a mark does not encode to its own bytes"
                    }
                }
                guard copies.latest?.sequence == best, CommitMark.latest(in: bytes)?.sequence == best else {
                    return "the later mark is not taken"
                }
                if let stray = copies.strayByte, stray >= UInt64(bytes.count) {
                    return "a stray byte stands behind the file"
                }
            }
            return nil
        })

    static let note = ParserTarget(
        name: "note",
        seeds: {
            ["text\n\n— log AAAAAAE=\n", "\n\n\n— log AAAAAAE=\n" + line, text + "\n" + line].map {
                Array($0.utf8)
            }
        },
        check: { input in
            guard let note = try? SignedNote(Array(input)) else { return nil }
            guard note.bytes.elementsEqual(input) else { return "a note is not written as it was read" }
            guard (1...SignedNote.maximumSignatures).contains(note.signatures.count) else {
                return "a note has no signature, or too many"
            }
            return nil
        })

    static let checkpoint = ParserTarget(
        name: "checkpoint",
        seeds: {
            [text + "\n" + line, text + "extension\n\n" + line + line].map { Array($0.utf8) }
        },
        check: { input in
            if let claim = try? Checkpoint(text: Array(input)), !claim.text.elementsEqual(input) {
                return "a checkpoint's text is not written as it was read"
            }
            guard let checkpoint = try? UnverifiedCheckpoint(Array(input)) else { return nil }
            guard checkpoint.note.bytes.elementsEqual(input),
                checkpoint.claim.text == checkpoint.note.text
            else { return "a checkpoint is not written as it was read" }
            return nil
        })

    static let proof = ParserTarget(
        name: "proof",
        seeds: {
            let start = "c2sp.org/tlog-proof@v1\n"
            return [
                start + "index 5\n" + hash + hash + "\n" + text + "\n" + line,
                start + "extra AAAA\nindex 0\n\n" + text + "\n" + line,
            ].map { Array($0.utf8) }
        },
        check: { input in
            guard let bundle = try? ProofBundle(Array(input)) else { return nil }
            guard bundle.bytes.elementsEqual(input) else { return "a proof is not written as it was read" }
            let leaf = MerkleHash.leaf([1])
            if bundle.checkpoint.claim.head.size > 0,
                (try? bundle.inclusion.verify(leaf: leaf, in: bundle.checkpoint.claim.head)) != nil
            {
                return "a proof holds for a leaf that nobody hashed"
            }
            return nil
        })
}
