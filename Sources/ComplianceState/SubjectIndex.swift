import LedgerModel

/// The number of each subject, in the order in which subjects come up.
///
/// Open addressing over a hash that is made of the ids alone, which are 128 bits each, under keys that nobody
/// who makes up ids can know. Numbers do not depend on the keys.
struct SubjectIndex: Sendable {
    private(set) var subjects: [Subject] = []
    /// One more than a subject's number; 0 where the slot is free. At most half of them are taken.
    private var slots: [UInt32] = Array(repeating: 0, count: 64)
    private let keys: (UInt64, UInt64)

    init() {
        var hasher = Hasher()
        hasher.combine(0)
        var other = Hasher()
        other.combine(1)
        keys = (UInt64(bitPattern: Int64(hasher.finalize())), UInt64(bitPattern: Int64(other.finalize())))
    }

    /// The number of a subject; nil where it has none.
    @inline(__always)
    subscript(subject: Subject) -> Int? {
        let number = slots[slot(of: subject)]
        return number == 0 ? nil : Int(number) - 1
    }

    /// Gives a number to a subject that has none. Beyond four thousand million subjects the last one's number
    /// is given, which is beyond what a fold's memory can hold.
    mutating func insert(_ subject: Subject) -> Int {
        guard subjects.count < Int(UInt32.max) else { return subjects.count - 1 }
        subjects.append(subject)
        if subjects.count * 2 > slots.count {
            slots = Array(repeating: 0, count: slots.count * 2)
            for (number, subject) in subjects.enumerated() { slots[slot(of: subject)] = UInt32(number + 1) }
        } else {
            slots[slot(of: subject)] = UInt32(subjects.count)
        }
        return subjects.count - 1
    }

    /// Where a subject stands, or else the free slot where it would stand.
    @inline(__always)
    private func slot(of subject: Subject) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash(subject)) & mask
        while slots[slot] != 0, subjects[Int(slots[slot]) - 1] != subject { slot = (slot + 1) & mask }
        return slot
    }

    @inline(__always)
    private func hash(_ subject: Subject) -> UInt64 {
        switch subject {
        case .device(let key): hash(key.tenant, key.id, UInt64(key.kind.rawValue))
        case .user(let key): hash(key.tenant, key.identity.bits, 0x100)
        case .policy(let tenant, let id): hash(tenant, id, 0x200)
        case .application(let tenant, let id): hash(tenant, id, 0x300)
        case .tenant(let tenant): hash(tenant, .zero, 0x400)
        case .connection(let tenant, let id): hash(tenant, id, 0x500)
        case .subscription(let tenant, let id): hash(tenant, id, 0x600)
        }
    }

    @inline(__always)
    private func hash(_ tenant: TenantKey, _ id: Bits128, _ kind: UInt64) -> UInt64 {
        let within: UInt64
        switch tenant {
        case .id(let bits): within = mixed(bits.high ^ keys.0, bits.low ^ keys.1)
        case .name(let name): within = UInt64(truncatingIfNeeded: name.hashValue)
        }
        return mixed(mixed(id.high ^ keys.0, id.low ^ keys.1) ^ kind, within ^ keys.1)
    }

    /// Both halves of the product.
    @inline(__always)
    private func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
