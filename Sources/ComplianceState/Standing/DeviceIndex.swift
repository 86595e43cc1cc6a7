import LedgerModel

/// The numbers of devices, by their keys.
///
/// Open addressing; a key and its number stand in one place, so that finding one costs one look at memory.
/// The hash is made of ids of 128 bits, under keys that nobody who makes up ids can know.
struct DeviceIndex: ~Copyable {
    private struct Slot {
        var id = Bits128.zero
        /// The number of the tenant, and the kind of the id; 0 where the slot is free.
        var scope: UInt32 = 0
        var number: UInt32 = 0
    }

    /// At most half of them are taken.
    private var slots: [Slot] = Array(repeating: Slot(), count: 64)
    private var count = 0
    private var tenants: [TenantKey: UInt32] = [:]
    /// The tenant that was asked for last, of mostly one.
    private var lastTenant: TenantKey?
    private var lastNumber: UInt32 = 0
    private let keys: (UInt64, UInt64)

    init() {
        var hasher = Hasher()
        hasher.combine(0)
        var other = Hasher()
        other.combine(1)
        keys = (UInt64(bitPattern: Int64(hasher.finalize())), UInt64(bitPattern: Int64(other.finalize())))
    }

    /// The number of the device that has a key; nil where none was given.
    subscript(key: DeviceKey) -> UInt32? {
        mutating get {
            guard let scope = scope(of: key) else { return nil }
            let slot = slots[place(of: key.id, scope)]
            return slot.scope == 0 ? nil : slot.number
        }
    }

    /// Gives a number to a key that has none.
    mutating func insert(_ key: DeviceKey, _ number: UInt32) {
        if tenants[key.tenant] == nil { tenants[key.tenant] = UInt32(tenants.count) }
        guard let scope = scope(of: key) else { return }
        count += 1
        if count * 2 > slots.count {
            let old = slots
            slots = Array(repeating: Slot(), count: old.count * 2)
            for slot in old where slot.scope != 0 { slots[place(of: slot.id, slot.scope)] = slot }
        }
        slots[place(of: key.id, scope)] = Slot(id: key.id, scope: scope, number: number)
    }

    /// Nil where no key of the tenant is known.
    @inline(__always)
    private mutating func scope(of key: DeviceKey) -> UInt32? {
        if lastTenant != key.tenant {
            guard let number = tenants[key.tenant] else { return nil }
            (lastTenant, lastNumber) = (key.tenant, number)
        }
        return lastNumber << 3 | UInt32(key.kind.rawValue)
    }

    /// Where a key stands, or else the free slot where it would stand.
    @inline(__always)
    private func place(of id: Bits128, _ scope: UInt32) -> Int {
        let mask = slots.count - 1
        let product = (id.high ^ keys.0 ^ UInt64(scope)).multipliedFullWidth(by: id.low ^ keys.1)
        var place = Int(truncatingIfNeeded: product.high ^ product.low) & mask
        while slots[place].scope != 0, slots[place].scope != scope || slots[place].id != id {
            place = (place + 1) & mask
        }
        return place
    }
}
