public import ComplianceState
public import LedgerModel

/// Which devices or people a list is about: those that a tag names, and those of the tenants that one names.
public struct SubjectFilter: Hashable, Sendable {
    /// A device's id, in whichever tenant.
    struct DeviceID: Hashable {
        let kind: DeviceIDKind
        let id: Bits128
    }

    private let isAll: Bool
    private let tenants: Set<TenantKey>
    let devices: Set<DeviceID>
    let people: Set<Bits128>

    /// Lets everything through.
    public static let all = SubjectFilter()

    private init() {
        isAll = true
        tenants = []
        devices = []
        people = []
    }

    /// Lets through what carries one of the tags; nothing where there is none.
    public init(tags: [Tag]) {
        var tenants: Set<TenantKey> = []
        var devices: Set<DeviceID> = []
        var people: Set<Bits128> = []
        for tag in tags {
            let components = tag.components
            guard components.count > 1, case .token(let word) = components[0] else { continue }
            switch (word, components[1], components.count) {
            case (Self.tenant, .id(let id), 2): tenants.insert(.id(id))
            case (Self.tenant, .token(let name), 2): tenants.insert(.name(name))
            case (Self.user, .id(let id), 2): people.insert(id)
            case (Self.device, .token(let word), 3):
                guard case .id(let id) = components[2],
                    let kind = DeviceIDKind.allCases.first(where: {
                        word.bytes.elementsEqual($0.word.utf8)
                    })
                else { continue }
                devices.insert(DeviceID(kind: kind, id: id))
            default: continue
            }
        }
        isAll = false
        self.tenants = tenants
        self.devices = devices
        self.people = people
    }

    private static let tenant = Token(word: "tenant")
    private static let device = Token(word: "device")
    private static let user = Token(word: "user")

    /// Whether all that is of a tenant passes.
    public func holdsAll(of tenant: TenantKey) -> Bool { isAll || tenants.contains(tenant) }

    /// Whether a device passes that has these keys.
    public func holds(deviceWith keys: [DeviceKey]) -> Bool {
        keys.contains { key in
            holdsAll(of: key.tenant) || devices.contains(DeviceID(kind: key.kind, id: key.id))
        }
    }

    /// Whether a person passes.
    public func holds(_ key: UserKey) -> Bool {
        holdsAll(of: key.tenant) || people.contains(key.identity.bits)
    }
}
