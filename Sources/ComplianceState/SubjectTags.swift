import LedgerModel
import RecordFormat

/// What the tags of one event name. Made once and filled again for each event, so that its memory is kept.
struct SubjectTags {
    private(set) var tenant: TenantKey?
    private(set) var devices: [DeviceKey] = []
    private(set) var user: IdentityID?
    private(set) var application: Bits128?
    /// The first policy, which is the subject of a policy's event.
    private(set) var policy: Bits128?
    private var deviceIDs: [(kind: DeviceIDKind, id: Bits128)] = []

    private let prefixes = TagPrefixes.shared

    /// Reads the tags of an event; a tag of any other form is passed over.
    mutating func read(_ view: RecordView) {
        tenant = nil
        user = nil
        application = nil
        policy = nil
        devices.removeAll(keepingCapacity: true)
        deviceIDs.removeAll(keepingCapacity: true)
        view.forEachTag { note($0) }
        guard let tenant else { return }
        for device in deviceIDs {
            let key = DeviceKey(tenant: tenant, kind: device.kind, id: device.id)
            if !devices.contains(key) { devices.append(key) }
        }
    }

    private mutating func note(_ tag: UnsafeRawBufferPointer) {
        guard tag.count > 3 else { return }
        // The third byte is the first of the tag's first word.
        switch tag[2] {
        case UInt8(ascii: "d"):
            if let id = Self.id(tag, after: prefixes.entra) {
                deviceIDs.append((.entra, id))
            } else if let id = Self.id(tag, after: prefixes.entraObject) {
                deviceIDs.append((.entraObject, id))
            } else if let id = Self.id(tag, after: prefixes.intune) {
                deviceIDs.append((.intune, id))
            } else if let id = Self.id(tag, after: prefixes.hardware) {
                deviceIDs.append((.hardware, id))
            }
        case UInt8(ascii: "t"):
            if let id = Self.id(tag, after: prefixes.tenant) {
                tenant = .id(id)
            } else if tag.count > 8, tag.starts(with: prefixes.tenant.dropLast()),
                let full = Tag(encoded: tag), full.components.count == 2,
                case .token(let name) = full.components[1]
            {
                tenant = .name(name)
            }
        case UInt8(ascii: "u"): if let id = Self.id(tag, after: prefixes.user) { user = IdentityID(id) }
        case UInt8(ascii: "a"): if let id = Self.id(tag, after: prefixes.application) { application = id }
        case UInt8(ascii: "p"):
            if policy == nil, let id = Self.id(tag, after: prefixes.policy) { policy = id }
        default: break
        }
    }

    /// The id behind a prefix; nil where the tag has another form, and for the zero id.
    @inline(__always)
    private static func id(_ tag: UnsafeRawBufferPointer, after prefix: [UInt8]) -> Bits128? {
        guard tag.count == prefix.count + 16 else { return nil }
        for index in 0..<prefix.count where tag[index] != prefix[index] { return nil }
        let id = Bits128(UnsafeRawBufferPointer(rebasing: tag[prefix.count...]))
        return id == .zero ? nil : id
    }
}
