import ComplianceState
import LedgerModel
import RecordFormat

/// Finds the tenant among an event's tags, and what its record has in common with one of another log;
/// remembers the last tenant, which the next event mostly has too.
struct EventTags {
    private(set) var tenant: TenantKey?
    private(set) var twin: Bits128?
    private var lastTag: [UInt8] = []
    private var last: TenantKey?
    /// The head and the first word of a tenant's tag.
    private static let tenantPrefix = Array(Tag(.word("tenant"), .id(.zero)).encoded.dropLast(17))
    /// All of a twin's tag but its id.
    private static let twinPrefix = Array(Tag(.word("twin"), .id(.zero)).encoded.dropLast(16))

    mutating func read(_ view: RecordView) {
        tenant = nil
        twin = nil
        view.forEachTag { tag in
            if tag.count == lastTag.count, tag.elementsEqual(lastTag) {
                tenant = last
            } else if tag.count > Self.tenantPrefix.count, tag.starts(with: Self.tenantPrefix),
                let key = Self.key(tag)
            {
                tenant = key
                lastTag = Array(tag)
                last = key
            } else if tag.count == Self.twinPrefix.count + 16, tag.starts(with: Self.twinPrefix) {
                twin = Bits128(UnsafeRawBufferPointer(rebasing: tag[Self.twinPrefix.count...]))
            }
        }
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
