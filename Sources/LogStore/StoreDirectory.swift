public import DurableIO
public import LedgerModel
public import LogFormat

/// The folder of one store: which segment is in which file.
public struct StoreDirectory: Sendable {
    public let path: String
    public let kind: StoreKind
    public let ledger: LedgerID
    public let files: any FileSystem

    public init(path: String, kind: StoreKind, ledger: LedgerID, files: any FileSystem) {
        self.path = path
        self.kind = kind
        self.ledger = ledger
        self.files = files
    }

    /// The path of a segment's file.
    public func segmentPath(_ first: UInt64) -> String { path + "/" + SegmentName.segment(first) }

    /// The first numbers of all segments, ascending. That the folder is not there is damage: a ledger is made
    /// with it.
    public func segments() throws(LogStoreError) -> [UInt64] {
        let names: [String]
        do throws(DurableIOError) { names = try files.list(path) } catch {
            guard error.code == .notFound else { throw .storage(error) }
            throw .damaged(
                Damage(store: kind, segment: 0, byteOffset: 0, firstAffected: 0, nature: .missingFolder))
        }
        return names.compactMap(SegmentName.first(ofSegment:)).sorted()
    }

    /// Opens a segment and reads its header.
    public func open(_ first: UInt64, _ access: FileAccess = .read) throws(LogStoreError) -> OpenSegment {
        let file: any File
        do throws(DurableIOError) {
            file = try files.open(segmentPath(first), access)
        } catch {
            guard error.code == .notFound else { throw .storage(error) }
            throw .damaged(
                Damage(
                    store: kind, segment: first, byteOffset: 0, firstAffected: first, nature: .missingSegment)
            )
        }
        let bytes = try onStorage { () throws(DurableIOError) in
            try file.bytes(at: 0, count: min(SegmentHeader.byteCount, Int(clamping: file.size())))
        }
        let header: SegmentHeader
        do throws(FormatError) {
            header = try bytes.withUnsafeBytes { buffer in
                Result { () throws(FormatError) in try SegmentHeader(buffer, kind: kind) }
            }.get()
        } catch {
            throw damagedHeader(first, .invalid(error))
        }
        guard header.first == first, header.ledger == ledger else {
            throw damagedHeader(first, .contents("the header names another ledger or place"))
        }
        return OpenSegment(file: file, header: header)
    }

    private func damagedHeader(_ first: UInt64, _ nature: Damage.Nature) -> LogStoreError {
        Damage(store: kind, segment: first, byteOffset: 0, firstAffected: first, nature: nature).error
    }
}

/// A segment file whose header was read.
public struct OpenSegment: Sendable {
    public let file: any File
    public let header: SegmentHeader
    /// What the segment's blocks carry.
    public let checksum: UInt32

    /// Takes a header that was read from the file.
    public init(file: any File, header: SegmentHeader) {
        self.file = file
        self.header = header
        checksum = header.checksum
    }
}
