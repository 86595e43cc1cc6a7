import DurableIO
import LogFormat
import LogStore

/// Where the quarantine ends, what is torn behind it, and how that is made good.
struct QuarantineOpening {
    let store: StoreDirectory
    /// What was told to be durable; nil where the file that says so is missing.
    let mark: QuarantineMark?
    let tail: StoreTail
    let torn: TornTail?

    /// Finds the end, and changes nothing.
    ///
    /// Without a mark nobody can say whether a batch that is not whole was acknowledged: that is damage too.
    init(_ store: StoreDirectory) throws(LedgerError) {
        self.store = store
        let mark = try QuarantineMark.read(store)
        let found = try onStore { () throws(LogStoreError) in
            try StoreOpening(store, published: mark?.end.count ?? 0).scan(from: mark?.end)
        }
        if mark == nil, let torn = found.torn, let part = torn.parts.first {
            throw .store(
                .damaged(
                    Damage(
                        store: store.kind, segment: part.segment, byteOffset: part.byteOffset,
                        firstAffected: torn.number,
                        nature: .contents(
                            "a batch is not whole, and \(QuarantineMark.path(in: store)), which says whether "
                                + "it was durable, is missing"))))
        }
        self.mark = mark
        tail = found.tail
        torn = found.torn
    }

    /// Puts what is torn aside and cuts it, makes the batches above the mark durable, and renews the mark.
    func settle() throws(LedgerError) {
        if let torn {
            try setAside(torn)
            try onStore { () throws(LogStoreError) in try StoreWriter.cut(torn, in: store) }
        }
        // Whoever wrote the last batches may have died before they were durable.
        try onStore { () throws(LogStoreError) in
            try StoreWriter.rewriteTail(of: store, from: mark?.end.count ?? 0, to: tail.end)
        }
        let found = QuarantineMark(end: tail.end)
        if mark?.end.count != tail.end.count { try found.write(store) }
    }

    /// Copies torn bytes beside the segments, durably. They cannot become an entry of the store that they
    /// were torn from before they are cut there.
    private func setAside(_ torn: TornTail) throws(LedgerError) {
        for part in torn.parts where part.byteCount > 0 {
            let name = "\(store.path)/\(SegmentName.text(part.segment))-\(part.byteOffset)"
            var pieces = try onStore { () throws(LogStoreError) in try TornPieces(part, in: store) }
            let file = try onFiles { () throws(DurableIOError) in
                var path = name + ".torn"
                var number = 1
                while try store.files.information(path) != nil {
                    number += 1
                    path = "\(name)-\(number).torn"
                }
                return try store.files.open(path, .createNew)
            }
            defer { file.close() }
            var at: UInt64 = 0
            while let piece = try nextPiece(&pieces) {
                let place = at
                try onFiles { () throws(DurableIOError) in try file.write(piece, at: place) }
                at += UInt64(piece.count)
            }
            try onFiles { () throws(DurableIOError) in
                try file.synchronize()
                try store.files.synchronizeDirectory(store.path)
            }
        }
    }

    private func nextPiece(_ pieces: inout TornPieces) throws(LedgerError) -> [UInt8]? {
        do throws(LogStoreError) { return try pieces.next() } catch { throw .store(error) }
    }
}
