import DurableIO
import LogFormat

/// A segment's index on disk; disposable.
///
/// A header that names the segment's generation and how far the index reaches, then four sections: event ids,
/// record keys (fingerprint and place, sorted), labels (hash, start and count, sorted by hash), places; last
/// a Bloom filter over all fingerprints, which alone is kept in memory.
struct SegmentIndexFile: Sendable {
    static let magic: [UInt8] = [0x89, 0x50, 0x52, 0x42, 0x58, 0x0D, 0x0A, 0x1A]
    static let headerBytes = 96

    let first: UInt64
    /// Records covered, and where in the segment they end.
    let count: UInt64
    let byteEnd: UInt64
    private let eventIDCount: Int
    private let recordKeyCount: Int
    private let labelCount: Int
    private let placeCount: Int
    private let filter: BloomFilter
    private let file: any File

    private var recordKeysAt: Int { Self.headerBytes + eventIDCount * 12 }
    private var labelsAt: Int { recordKeysAt + recordKeyCount * 12 }
    private var placesAt: Int { labelsAt + labelCount * 16 }

    /// The bytes of an index.
    static func encoded(_ index: SegmentIndex, segmentChecksum: UInt32, byteEnd: UInt64) -> [UInt8] {
        let events = sorted(index.eventIDs.enumerated().map { (key: $0.element, value: UInt32($0.offset)) })
        let keys = sorted(index.recordKeys.pairs)
        let labels = sorted(zip(index.labels, index.labelPlaces).map { (key: $0, value: $1) })
        var directory: [UInt8] = []
        var places: [UInt8] = []
        places.reserveCapacity(labels.count * 4)
        var distinct: [UInt64] = []
        var start = 0
        while start < labels.count {
            var end = start
            while end < labels.count, labels[end].key == labels[start].key {
                places.appendLittle(labels[end].value)
                end += 1
            }
            directory.appendLittle(labels[start].key)
            directory.appendLittle(UInt32(start))
            directory.appendLittle(UInt32(end - start))
            distinct.append(labels[start].key)
            start = end
        }
        var filter = BloomFilter(capacity: events.count + keys.count + distinct.count)
        var body: [UInt8] = []
        body.reserveCapacity(
            (events.count + keys.count) * 12 + directory.count + places.count + filter.bytes.count)
        for pair in events {
            body.appendLittle(pair.key)
            body.appendLittle(pair.value)
            filter.insert(pair.key)
        }
        for pair in keys {
            body.appendLittle(pair.key)
            body.appendLittle(pair.value)
            filter.insert(pair.key)
        }
        for hash in distinct { filter.insert(hash) }
        body += directory
        body += places
        body += filter.bytes
        var header = Self.magic
        header.appendLittle(UInt32(1))
        header.appendLittle(segmentChecksum)
        for value in [
            index.first, index.count, byteEnd, UInt64(events.count), UInt64(keys.count),
            UInt64(distinct.count), UInt64(labels.count), UInt64(filter.bytes.count),
        ] { header.appendLittle(value) }
        header.appendLittle(CRC32C.checksum(body))
        header.append(contentsOf: repeatElement(0, count: 8))
        header.appendLittle(CRC32C.checksum(header))
        return header + body
    }

    /// Opens an index; nil where it is missing, damaged or of another generation.
    init?(
        path: String, first: UInt64, segmentChecksum: UInt32, files: any FileSystem,
        checkingBody: Bool = false
    ) {
        guard let file = try? files.open(path, .read), let size = try? file.size(),
            let header = try? file.bytes(at: 0, count: Self.headerBytes)
        else { return nil }
        let values: [UInt64]? = header.withUnsafeBytes { bytes in
            guard bytes.prefix(8).elementsEqual(Self.magic), bytes.little(UInt32.self, at: 8) == 1,
                bytes.little(UInt32.self, at: 12) == segmentChecksum,
                bytes.little(UInt32.self, at: 92)
                    == CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<92]))
            else { return nil }
            return (0..<8).map { bytes.little(UInt64.self, at: 16 + 8 * $0) }
        }
        guard let values, values[0] == first, values[3...].allSatisfy({ $0 <= UInt64(UInt32.max) }) else {
            return nil
        }
        self.file = file
        self.first = first
        count = values[1]
        byteEnd = values[2]
        eventIDCount = Int(values[3])
        recordKeyCount = Int(values[4])
        labelCount = Int(values[5])
        placeCount = Int(values[6])
        let filterAt =
            Self.headerBytes + (eventIDCount + recordKeyCount) * 12 + labelCount * 16 + placeCount * 4
        guard count == values[3], size == UInt64(filterAt) + values[7],
            let filterBytes = try? file.bytes(at: UInt64(filterAt), count: Int(values[7])),
            let filter = BloomFilter(bytes: filterBytes)
        else { return nil }
        self.filter = filter
        if checkingBody {
            guard
                let body = try? file.bytes(at: UInt64(Self.headerBytes), count: Int(size) - Self.headerBytes),
                CRC32C.checksum(body) == header.withUnsafeBytes({ $0.little(UInt32.self, at: 80) })
            else { return nil }
        }
    }

    func records(eventID: UInt64) throws(LogStoreError) -> [UInt64] {
        filter.mayContain(eventID) ? try places(of: eventID, at: Self.headerBytes, count: eventIDCount) : []
    }

    func records(recordKey: UInt64) throws(LogStoreError) -> [UInt64] {
        filter.mayContain(recordKey) ? try places(of: recordKey, at: recordKeysAt, count: recordKeyCount) : []
    }

    func records(label: UInt64) throws(LogStoreError) -> [UInt64] {
        guard filter.mayContain(label),
            let index = try lowerBound(of: label, at: labelsAt, count: labelCount, width: 16)
        else { return [] }
        let entry = try bytes(at: labelsAt + index * 16, count: 16)
        let (key, start, count) = entry.withUnsafeBytes {
            ($0.little(UInt64.self, at: 0), $0.little(UInt32.self, at: 8), $0.little(UInt32.self, at: 12))
        }
        guard key == label, Int(start) + Int(count) <= placeCount else { return [] }
        let bytes = try bytes(at: placesAt + Int(start) * 4, count: Int(count) * 4)
        var out: [UInt64] = []
        bytes.withUnsafeBytes { buffer in
            for place in 0..<Int(count) {
                let number = first + UInt64(buffer.little(UInt32.self, at: place * 4))
                if out.last != number { out.append(number) }
            }
        }
        return out
    }

    /// The whole index in memory, to be continued.
    func loaded() -> SegmentIndex? {
        let total = (eventIDCount + recordKeyCount) * 12 + labelCount * 16 + placeCount * 4
        guard let body = try? file.bytes(at: UInt64(Self.headerBytes), count: total) else { return nil }
        var index = SegmentIndex(first: first)
        return body.withUnsafeBytes { buffer -> SegmentIndex? in
            var events = [UInt64](repeating: 0, count: eventIDCount)
            for pair in 0..<eventIDCount {
                let place = Int(buffer.little(UInt32.self, at: pair * 12 + 8))
                guard place < eventIDCount else { return nil }
                events[place] = buffer.little(UInt64.self, at: pair * 12)
            }
            var keys = [(place: UInt32, key: UInt64)]()
            keys.reserveCapacity(recordKeyCount)
            for pair in 0..<recordKeyCount {
                let at = eventIDCount * 12 + pair * 12
                keys.append((buffer.little(UInt32.self, at: at + 8), buffer.little(UInt64.self, at: at)))
            }
            var labels = [(place: UInt32, hash: UInt64)]()
            labels.reserveCapacity(placeCount)
            let labelsAt = (eventIDCount + recordKeyCount) * 12
            for label in 0..<labelCount {
                let at = labelsAt + label * 16
                let start = Int(buffer.little(UInt32.self, at: at + 8))
                let count = Int(buffer.little(UInt32.self, at: at + 12))
                guard start + count <= placeCount else { return nil }
                for place in start..<(start + count) {
                    labels.append(
                        (
                            buffer.little(UInt32.self, at: labelsAt + labelCount * 16 + place * 4),
                            buffer.little(UInt64.self, at: at)
                        ))
                }
            }
            keys.sort { $0.place < $1.place }
            labels.sort { $0.place < $1.place }
            var nextKey = 0
            var nextLabel = 0
            for (place, event) in events.enumerated() {
                index.addRecord(eventID: event)
                while nextKey < keys.count, keys[nextKey].place == UInt32(place) {
                    index.addRecordKey(keys[nextKey].key)
                    nextKey += 1
                }
                while nextLabel < labels.count, labels[nextLabel].place == UInt32(place) {
                    index.addLabel(labels[nextLabel].hash)
                    nextLabel += 1
                }
            }
            return nextKey == keys.count && nextLabel == labels.count ? index : nil
        }
    }

    /// An index that cannot be read must not look like one that holds nothing.
    private func bytes(at offset: Int, count: Int) throws(LogStoreError) -> [UInt8] {
        try onStorage { () throws(DurableIOError) in try file.bytes(at: UInt64(offset), count: count) }
    }

    private func places(of key: UInt64, at start: Int, count: Int) throws(LogStoreError) -> [UInt64] {
        guard var index = try lowerBound(of: key, at: start, count: count, width: 12) else { return [] }
        var out: [UInt64] = []
        while index < count {
            let entry = try bytes(at: start + index * 12, count: 12)
            let (found, place) = entry.withUnsafeBytes {
                ($0.little(UInt64.self, at: 0), $0.little(UInt32.self, at: 8))
            }
            guard found == key else { break }
            out.append(first + UInt64(place))
            index += 1
        }
        return out
    }

    private func lowerBound(
        of key: UInt64, at start: Int, count: Int, width: Int
    ) throws(LogStoreError) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            let bytes = try bytes(at: start + middle * width, count: 8)
            if bytes.withUnsafeBytes({ $0.little(UInt64.self, at: 0) }) < key {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < count ? low : nil
    }

    private static func sorted(_ pairs: [(key: UInt64, value: UInt32)]) -> [(key: UInt64, value: UInt32)] {
        pairs.sorted { $0.key != $1.key ? $0.key < $1.key : $0.value < $1.value }
    }
}
