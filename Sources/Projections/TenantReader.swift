import ComplianceState
import LedgerModel
import RecordFormat

/// Finds the tenant among an event's tags; remembers the last one, which the next event mostly has too.
struct TenantReader {
    private var lastTag: [UInt8] = []
    private var last: TenantKey?
    /// The head and the first word of a tenant's tag.
    private static let prefix = Array(Tag(.word("tenant"), .id(.zero)).encoded.dropLast(17))

    mutating func tenant(of view: RecordView) -> TenantKey? {
        var found: TenantKey?
        view.forEachTag { tag in
            if tag.count == lastTag.count, tag.elementsEqual(lastTag) {
                found = last
            } else if tag.count > Self.prefix.count, tag.starts(with: Self.prefix), let key = Self.key(tag) {
                found = key
                lastTag = Array(tag)
                last = key
            }
        }
        return found
    }

    private static func key(_ tag: UnsafeRawBufferPointer) -> TenantKey? {
        guard let components = Tag(encoded: tag)?.components, components.count == 2 else { return nil }
        return switch components[1] {
        case .id(let id): .id(id)
        case .token(let name): .name(name)
        case .slot: nil
        }
    }
}
