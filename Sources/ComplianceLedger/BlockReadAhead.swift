import LogFormat
import LogStore

/// Reads, checks and decodes the next blocks of a store on a thread of its own, while the caller works on
/// those before: ``ReadAhead`` over a store's blocks.
enum BlockReadAhead {
    /// Fewer records than this are not worth a thread.
    static let fewestRecords: UInt64 = 4_096

    /// Calls `body` with each block from the one that holds `number` on, until the end or until it returns
    /// false, as ``LogStore/StoreReader/forEachBlock(from:end:_:)`` does.
    static func forEachBlock(
        of reader: StoreReader, from number: UInt64, end: CommitMark.End, _ body: (DecodedBlock) -> Bool
    ) throws(LogStoreError) {
        let outcome = ReadAhead<DecodedBlock, Result<Void, LogStoreError>>.run(
            { hand in
                Result { () throws(LogStoreError) in
                    try reader.forEachBlock(from: number, end: end) { hand($0) }
                }
            }, weighing: { $0.raw.count }, body)
        try outcome?.get()
    }
}
