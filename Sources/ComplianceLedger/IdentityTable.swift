import LedgerModel
import LogFormat
import LogStore
import RecordFormat

/// Which random id stands for which value, by HMAC and by id.
///
/// Holds eight bytes of each HMAC and of each id in memory; a hit is confirmed by reading the entry.
struct IdentityTable: Sendable {
    private var byLookup = EntryNumbers()
    private var byID = EntryNumbers()
    private(set) var count: UInt64 = 0
    /// Entries that are not durable yet.
    private var pending: [IdentityEntry] = []

    /// Takes up the entries that are stored.
    mutating func load(_ reader: StoreReader, end: CommitMark.End) throws(LedgerError) {
        var failure: LedgerError?
        try onStore { () throws(LogStoreError) in
            try reader.forEachBlock(from: count, end: end) { block in
                for index in 0..<block.count where block.header.first + UInt64(index) >= count {
                    do throws(RecordError) {
                        try note(Self.stored(block, index), number: block.header.first + UInt64(index))
                    } catch {
                        failure = .record(position: block.header.first + UInt64(index), error)
                        return false
                    }
                    count += 1
                }
                return true
            }
        }
        if let failure { throw failure }
    }

    /// The id that stands for a value.
    func id(
        lookup: [UInt8], reader: StoreReader, end: CommitMark.End
    ) throws(LedgerError) -> IdentityID? {
        for number in byLookup[Self.fingerprint(lookup)] {
            guard case .entry(let entry) = try stored(number, reader: reader, end: end) else { continue }
            if entry.lookup.elementsEqual(lookup) { return entry.id }
        }
        return nil
    }

    /// The entry of an id; the newest where there are several. Nil where there is none, or it was erased.
    func entry(of id: IdentityID, reader: StoreReader, end: CommitMark.End) throws(LedgerError)
        -> IdentityEntry?
    {
        guard case .entry(let entry) = try found(id, reader: reader, end: end)?.stored else { return nil }
        return entry
    }

    /// What stands in the table of an id, and its number; nil where the id never was in it.
    func found(
        _ id: IdentityID, reader: StoreReader, end: CommitMark.End
    ) throws(LedgerError) -> (number: UInt64, stored: StoredIdentity)? {
        for number in byID[id.bits.low].reversed() {
            let stored = try stored(number, reader: reader, end: end)
            if stored.id == id { return (number, stored) }
        }
        return nil
    }

    /// Adds an entry that the batch in hand will store.
    mutating func add(_ entry: IdentityEntry) {
        note(.entry(entry), number: count)
        pending.append(entry)
        count += 1
    }

    /// Forgets that entries were pending: they are stored now.
    mutating func settle() { pending.removeAll(keepingCapacity: true) }

    /// Takes back the entries that are pending: they will not be stored.
    mutating func forgetPending() {
        while let entry = pending.popLast() {
            count -= 1
            byLookup.remove(count, at: Self.fingerprint(entry.lookup))
            byID.remove(count, at: entry.id.bits.low)
        }
    }

    private func stored(
        _ number: UInt64, reader: StoreReader, end: CommitMark.End
    ) throws(LedgerError) -> StoredIdentity {
        let firstPending = count - UInt64(pending.count)
        if number >= firstPending { return .entry(pending[Int(number - firstPending)]) }
        let bytes = try onStore { () throws(LogStoreError) in try reader.record(number, end: end) }
        do throws(RecordError) {
            return try bytes.withUnsafeBytes { buffer in
                Result { () throws(RecordError) in try StoredIdentity(buffer) }
            }.get()
        } catch {
            throw .record(position: number, error)
        }
    }

    private mutating func note(_ stored: StoredIdentity, number: UInt64) {
        if case .entry(let entry) = stored { byLookup.add(number, at: Self.fingerprint(entry.lookup)) }
        byID.add(number, at: stored.id.bits.low)
    }

    private static func stored(_ block: DecodedBlock, _ index: Int) throws(RecordError) -> StoredIdentity {
        let range = block.range(of: index)
        return try block.raw.withUnsafeBytes { buffer in
            Result { () throws(RecordError) in
                try StoredIdentity(UnsafeRawBufferPointer(rebasing: buffer[range]))
            }
        }.get()
    }

    private static func fingerprint(_ lookup: [UInt8]) -> UInt64 {
        lookup.withUnsafeBytes { $0.little(UInt64.self, at: 0) }
    }
}

/// The numbers of entries by a fingerprint, in the order in which they were added. Nearly all fingerprints
/// have one number, which then costs no array of its own.
private struct EntryNumbers: Sendable {
    private var firsts: [UInt64: UInt64] = [:]
    private var others: [UInt64: [UInt64]] = [:]

    subscript(fingerprint: UInt64) -> [UInt64] {
        guard let first = firsts[fingerprint] else { return [] }
        return [first] + (others[fingerprint] ?? [])
    }

    mutating func add(_ number: UInt64, at fingerprint: UInt64) {
        if firsts[fingerprint] == nil {
            firsts[fingerprint] = number
        } else {
            others[fingerprint, default: []].append(number)
        }
    }
    /// Removes the number that was added last at a fingerprint.
    mutating func remove(_ number: UInt64, at fingerprint: UInt64) {
        if others[fingerprint]?.last == number {
            others[fingerprint]?.removeLast()
            if others[fingerprint]?.isEmpty == true { others[fingerprint] = nil }
        } else if firsts[fingerprint] == number {
            firsts[fingerprint] = nil
        }
    }
}
