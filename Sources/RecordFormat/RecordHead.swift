public import LedgerModel

/// What a record begins with, read without what stands behind it: enough to tell whether all of it is to be
/// read.
///
/// Finds its way and checks nothing more: what it says holds for bytes that ``RecordView`` reads. Of other
/// bytes it says anything, or nothing. It must not outlive the bytes. Cost: some ten nanoseconds for the
/// type, and some for each label passed on the way to the rest.
public struct RecordHead {
    private let bytes: UnsafeRawBufferPointer
    private let typeRange: Range<Int>

    /// Nil where the way to the type is not found.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count > 3, bytes[0] == 0x80 | UInt8(RecordFormatVersion.elements),
            let id = Self.integer(bytes, at: 1), let recorded = Self.bits(bytes, at: id),
            let occurred = Self.integer(bytes, at: recorded),
            let basis = Self.integer(bytes, at: occurred), let type = Self.integer(bytes, at: basis),
            let text = Self.text(bytes, at: type)
        else { return nil }
        self.bytes = bytes
        typeRange = text
    }

    /// The bytes of the type's name.
    public var type: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[typeRange]) }

    /// Nil where the way to it is not found.
    public var recordKey: RecordKey? {
        guard let place = keyPlace, Self.bits(bytes, at: place) != nil else { return nil }
        return RecordKey(Bits128(UnsafeRawBufferPointer(rebasing: bytes[(place + 1)...])))
    }

    /// Whether one of the tags, by its encoded bytes, is such a one; true where the way to them is not found.
    public func mayHaveTag(where isWanted: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        guard let place = keyPlace, let tag = Self.bits(bytes, at: place),
            let mapping = Self.bits(bytes, at: tag), let modified = Self.integer(bytes, at: mapping),
            let part = Self.isNull(bytes, at: modified) ? modified + 1 : Self.integer(bytes, at: modified),
            let actor = Self.integer(bytes, at: part),
            let tags = Self.isNull(bytes, at: actor) ? actor + 1 : LabelWalk.end(of: bytes, at: actor),
            tags < bytes.count
        else { return true }
        // More tags than fit a head of one byte are rare.
        let head = bytes[tags]
        guard head & 0xE0 == 0x80, head & 0x1F < 24 else { return true }
        var start = tags + 1
        for _ in 0..<(head & 0x1F) {
            guard let end = LabelWalk.end(of: bytes, at: start) else { return true }
            if isWanted(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) { return true }
            start = end
        }
        return false
    }

    /// Where the record key stands, behind revision, stream, its version and source.
    private var keyPlace: Int? {
        guard let stream = Self.integer(bytes, at: typeRange.upperBound),
            let version = LabelWalk.end(of: bytes, at: stream),
            let source = Self.integer(bytes, at: version)
        else { return nil }
        return LabelWalk.end(of: bytes, at: source)
    }

    @inline(__always)
    private static func isNull(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Bool {
        place < bytes.count && bytes[place] == 0xF6
    }

    /// Where an integer ends that begins at `place`.
    @inline(__always)
    private static func integer(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Int? {
        guard place < bytes.count, bytes[place] < 0x40 else { return nil }
        let short = bytes[place] & 0x1F
        if short < 24 { return place + 1 }
        return short < 28 ? place + 1 + 1 << Int(short - 24) : nil
    }

    /// Where sixteen bytes end that begin at `place` with their head.
    @inline(__always)
    private static func bits(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Int? {
        guard place < bytes.count, bytes[place] == 0x50, bytes.count - place >= 17 else { return nil }
        return place + 17
    }

    /// Where the content of a short text stands whose head is at `place`.
    @inline(__always)
    private static func text(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Range<Int>? {
        guard place < bytes.count else { return nil }
        var start = place + 1
        var count = Int(bytes[place] & 0x1F)
        if bytes[place] == 0x78, start < bytes.count {
            count = Int(bytes[start])
            start += 1
        } else if bytes[place] & 0xE0 != 0x60 || count >= 24 {
            return nil
        }
        return bytes.count - start >= count ? start..<start + count : nil
    }
}
