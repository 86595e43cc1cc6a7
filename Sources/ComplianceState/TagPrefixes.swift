import LedgerModel

/// The tags that folds read, up to the sixteen bytes of their ids; made once.
final class TagPrefixes: Sendable {
    static let shared = TagPrefixes()

    let tenant = TagPrefix(Tag(.word("tenant"), .id(.zero)))
    let user = TagPrefix(Tag(.word("user"), .id(.zero)))
    let application = TagPrefix(Tag(.word("app"), .id(.zero)))
    let policy = TagPrefix(Tag(.word("policy"), .id(.zero)))
    let connection = TagPrefix(Tag(.word("connection"), .id(.zero)))
    let entra = TagPrefix(.entra)
    let entraObject = TagPrefix(.entraObject)
    let intune = TagPrefix(.intune)
    let hardware = TagPrefix(.hardware)
    let twin = TagPrefix(Tag(.word("twin"), .id(.zero)))
    /// The head and the first word of a tenant's tag.
    let tenantWord = Array(Tag(.word("tenant"), .id(.zero)).encoded.dropLast(17))
}

/// What stands before the id in a tag of one form, as three words to compare with.
struct TagPrefix: Sendable {
    private let count: Int
    private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    private var masks: (UInt64, UInt64, UInt64) = (0, 0, 0)

    /// - Precondition: the tag ends with an id, and has at most 24 bytes before it.
    init(_ tag: Tag) {
        let bytes = tag.encoded.dropLast(16)
        precondition(bytes.count <= 24, "a prefix has at most 24 bytes")
        count = bytes.count
        for (index, byte) in bytes.enumerated() {
            let shift = UInt64(index % 8 * 8)
            switch index / 8 {
            case 0: (words.0, masks.0) = (words.0 | UInt64(byte) << shift, masks.0 | 0xFF << shift)
            case 1: (words.1, masks.1) = (words.1 | UInt64(byte) << shift, masks.1 | 0xFF << shift)
            default: (words.2, masks.2) = (words.2 | UInt64(byte) << shift, masks.2 | 0xFF << shift)
            }
        }
    }

    init(_ kind: DeviceIDKind) { self.init(Tag(.word("device"), kind.component, .id(.zero))) }

    /// The id behind the prefix; nil where the tag has another form, and for the zero id.
    @inline(__always)
    func id(in tag: UnsafeRawBufferPointer) -> Bits128? {
        // With its id a tag of this form has room for all words: the third is looked at only where the prefix
        // reaches it.
        guard tag.count == count + 16, word(tag, 0) & masks.0 == words.0, word(tag, 8) & masks.1 == words.1,
            masks.2 == 0 || word(tag, 16) & masks.2 == words.2
        else { return nil }
        let id = Bits128(UnsafeRawBufferPointer(rebasing: tag[count...]))
        return id == .zero ? nil : id
    }

    @inline(__always)
    private func word(_ tag: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: tag.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
