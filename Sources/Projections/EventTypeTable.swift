import EventCatalogue
import LedgerModel

/// What a projection wants to know of an event's type, found by the type's bytes where they stand.
struct EventTypeTable {
    enum Role: UInt8 {
        case other
        case access
        /// Says that its record came again with another content, and is one itself.
        case revision
        /// Says that its record came by another road; a content only if events follow.
        case corroboration
    }

    struct Entry {
        let type: [UInt8]
        /// The index of the first word in ``families``.
        let family: Int
        let role: Role
    }

    private var entries: [UInt64: [Entry]] = [:]
    /// First words of types; the first is for types that the catalogue does not have.
    private(set) var families = ["other"]

    init() {
        for definition in EventCatalogue.definitions { add(definition.type) }
        add(Self.remapped)
    }

    private static let remapped = EventType("record.remapped")

    private mutating func add(_ type: EventType) {
        let name = String(decoding: type.family, as: UTF8.self)
        let family = families.firstIndex(of: name) ?? families.count
        if family == families.count { families.append(name) }
        let role: Role
        switch type {
        case AccessEvents.granted.type, AccessEvents.denied.type, AccessEvents.interrupted.type:
            role = .access
        case RecordEvents.revised.type, Self.remapped: role = .revision
        case RecordEvents.corroborated.type: role = .corroboration
        default: role = .other
        }
        let hash = type.bytes.withUnsafeBytes { Self.hash($0) }
        guard entries[hash]?.contains(where: { $0.type == type.bytes }) != true else { return }
        entries[hash, default: []].append(Entry(type: type.bytes, family: family, role: role))
    }

    @inline(__always)
    func find(_ type: UnsafeRawBufferPointer) -> (family: Int, role: Role) {
        guard let candidates = entries[Self.hash(type)] else { return (0, .other) }
        for entry in candidates where entry.type.count == type.count && type.elementsEqual(entry.type) {
            return (entry.family, entry.role)
        }
        return (0, .other)
    }

    /// FNV-1a.
    @inline(__always)
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
