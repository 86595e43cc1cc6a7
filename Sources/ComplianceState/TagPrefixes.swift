import LedgerModel

/// The bytes of the tags that folds read, up to the sixteen of their ids; made once.
final class TagPrefixes: Sendable {
    static let shared = TagPrefixes()

    let tenant = TagPrefixes.prefix(Tag(.word("tenant"), .id(.zero)))
    let user = TagPrefixes.prefix(Tag(.word("user"), .id(.zero)))
    let application = TagPrefixes.prefix(Tag(.word("app"), .id(.zero)))
    let policy = TagPrefixes.prefix(Tag(.word("policy"), .id(.zero)))
    let entra = TagPrefixes.prefix(.entra)
    let entraObject = TagPrefixes.prefix(.entraObject)
    let intune = TagPrefixes.prefix(.intune)
    let hardware = TagPrefixes.prefix(.hardware)

    private static func prefix(_ tag: Tag) -> [UInt8] { Array(tag.encoded.dropLast(16)) }

    private static func prefix(_ kind: DeviceIDKind) -> [UInt8] {
        prefix(Tag(.word("device"), kind.component, .id(.zero)))
    }
}
