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
    /// What the event's record has in common with one of another log.
    private(set) var twin: Bits128?
    private(set) var connection: Bits128?
    private var deviceIDs: [(kind: DeviceIDKind, id: Bits128)] = []

    private let prefixes = TagPrefixes.shared

    /// Reads the tags of an event; a tag of any other form is passed over.
    mutating func read(_ view: RecordView) {
        tenant = nil
        user = nil
        application = nil
        policy = nil
        twin = nil
        connection = nil
        devices.removeAll(keepingCapacity: true)
        deviceIDs.removeAll(keepingCapacity: true)
        view.forEachTag { note($0) }
        guard let tenant else { return }
        for device in deviceIDs {
            let key = DeviceKey(tenant: tenant, kind: device.kind, id: device.id)
            if !devices.contains(key) { devices.append(key) }
        }
    }

    /// What an event's record has in common with one of another log, as ``read(_:)`` finds it; without
    /// reading anything else.
    static func twin(of view: RecordView) -> Bits128? {
        let prefix = TagPrefixes.shared.twin
        var twin: Bits128?
        view.forEachTag { tag in
            if let id = prefix.id(in: tag) { twin = id }
        }
        return twin
    }

    private mutating func note(_ tag: UnsafeRawBufferPointer) {
        guard tag.count > 3 else { return }
        // The third byte is the first of the tag's first word.
        switch tag[2] {
        case UInt8(ascii: "d"):
            if let id = prefixes.entra.id(in: tag) {
                deviceIDs.append((.entra, id))
            } else if let id = prefixes.entraObject.id(in: tag) {
                deviceIDs.append((.entraObject, id))
            } else if let id = prefixes.intune.id(in: tag) {
                deviceIDs.append((.intune, id))
            } else if let id = prefixes.hardware.id(in: tag) {
                deviceIDs.append((.hardware, id))
            }
        case UInt8(ascii: "t"):
            if let id = prefixes.tenant.id(in: tag) {
                tenant = .id(id)
            } else if tag.count > 8, tag.starts(with: prefixes.tenantWord),
                let full = Tag(encoded: tag), full.components.count == 2,
                case .token(let name) = full.components[1]
            {
                tenant = .name(name)
            } else if let id = prefixes.twin.id(in: tag) {
                twin = id
            }
        case UInt8(ascii: "u"): if let id = prefixes.user.id(in: tag) { user = IdentityID(id) }
        case UInt8(ascii: "a"): if let id = prefixes.application.id(in: tag) { application = id }
        case UInt8(ascii: "p"):
            if policy == nil, let id = prefixes.policy.id(in: tag) { policy = id }
        case UInt8(ascii: "c"): if let id = prefixes.connection.id(in: tag) { connection = id }
        default: break
        }
    }
}
