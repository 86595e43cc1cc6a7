public import DurableIO
public import LogFormat
import LogStore

/// Up to where the bytes of a segment's file are known to be durable, as the ledger around it says: what is
/// wrong below is damage, and what is wrong above may be a batch that is being written, or what a crash left.
public enum DurableBytes: Hashable, Sendable {
    /// Up to this byte of the file.
    case below(UInt64)
    /// The file is no segment in a ledger's folder, or the ledger does not say.
    case unknown

    /// Looks at the ledger in whose folder the file stands.
    public init(ofSegmentAt path: String, _ header: SegmentHeader, files: any FileSystem) {
        self = .unknown
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard let name = parts.last, name.elementsEqual(SegmentName.segment(header.first).utf8) else {
            return
        }
        let folder =
            parts.count == 1
            ? "." : String(decoding: path.utf8.dropLast(name.count + 1), as: UTF8.self)
        let up = header.kind == .log || header.kind == .quarantine ? "/.." : "/../.."
        let layout = LedgerLayout(root: (folder.isEmpty ? "/" : folder) + up)
        guard let origin = try? LedgerOrigin.read(layout, files: files), origin.id == header.ledger else {
            return
        }
        let stores = LedgerStores(layout, ledger: origin.id, files: files)
        let end: CommitMark.End?
        if header.kind == .quarantine {
            end = ((try? QuarantineMark.read(stores.quarantine)) ?? nil)?.end
        } else {
            let mark = (try? CommitFile.read(path: layout.commit, files: files)) ?? nil
            guard let mark, mark.ledger == origin.id else { return }
            switch header.kind {
            case .log: end = mark.log
            case .privateRecords: end = mark.privateRecords
            case .identities, .quarantine: end = mark.identities
            }
        }
        guard let end else { return }
        if header.first == end.segment {
            self = .below(end.byteOffset)
        } else {
            self = .below(header.first < end.segment ? .max : 0)
        }
    }
}
