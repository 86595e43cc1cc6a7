public import LedgerModel

/// One of a device's ids, for how long records named the device by it, and what says that it is the device's.
///
/// A device that registers again gets another id; one that was reset keeps its serial number. Two ids of one
/// kind whose times overlap can be a wrong binding, which is why they are told.
public struct DeviceAlias: Hashable, Sendable {
    /// A record that carries this id and another one of the device.
    public struct Bond: Hashable, Sendable {
        public let other: DeviceKey
        public let occurred: Timestamp
        public let position: GlobalPosition
    }

    public let key: DeviceKey
    /// The first and the last instant at which a record names the device by this id, whatever became of the
    /// record's content.
    public let first: Timestamp?
    public let last: Timestamp?
    /// The first record for each other id, by the ids.
    public let bonds: [Bond]
    /// Other ids of the same kind that were used in the same time.
    public let overlaps: [DeviceKey]
}

extension LedgerFold {
    /// The ids of a device up to an instant, by their keys.
    ///
    /// Cost: one pass over the device's facts and over all bindings.
    public func aliases(of device: DeviceTimeline, asOf instant: Timestamp) -> [DeviceAlias] {
        var spans: [DeviceKey: ClosedRange<Timestamp>] = [:]
        for key in device.keys {
            // When a manager heard of the device may be older than the record that says so.
            let times = facts(of: .device(key)).filter { $0.region != .contact }.map(\.occurred)
                .filter { $0 <= instant }
            if let first = times.min(), let last = times.max() { spans[key] = first...last }
        }
        let bonds = bonds(among: Set(device.keys), asOf: instant) { key, occurred in
            let span = spans[key] ?? occurred...occurred
            spans[key] = min(span.lowerBound, occurred)...max(span.upperBound, occurred)
        }
        return device.keys.compactMap { key in
            let span = spans[key]
            let own = bonds[key] ?? [:]
            guard span != nil || !own.isEmpty else { return nil }
            return DeviceAlias(
                key: key, first: span?.lowerBound, last: span?.upperBound,
                bonds: own.values.sorted { $0.other < $1.other },
                overlaps: device.keys.filter { other in
                    guard other != key, other.kind == key.kind, let span, let otherSpan = spans[other] else {
                        return false
                    }
                    // One that ends in the instant in which the other begins gave way to it.
                    let givesWay =
                        span != otherSpan
                        && (span.upperBound == otherSpan.lowerBound
                            || otherSpan.upperBound == span.lowerBound)
                    return span.overlaps(otherSpan) && !givesWay
                })
        }
    }

    private func bonds(
        among keys: Set<DeviceKey>, asOf instant: Timestamp, _ forEachNaming: (DeviceKey, Timestamp) -> Void
    ) -> [DeviceKey: [DeviceKey: DeviceAlias.Bond]] {
        var out: [DeviceKey: [DeviceKey: DeviceAlias.Bond]] = [:]
        func note(_ key: DeviceKey, _ bond: DeviceAlias.Bond) {
            if let known = out[key]?[bond.other],
                (known.occurred, known.position) <= (bond.occurred, bond.position)
            {
                return
            }
            out[key, default: [:]][bond.other] = bond
        }
        forEachBindingInForce { first, second, occurred, position in
            guard occurred <= instant, keys.contains(first), keys.contains(second) else { return }
            forEachNaming(first, occurred)
            forEachNaming(second, occurred)
            note(first, DeviceAlias.Bond(other: second, occurred: occurred, position: position))
            note(second, DeviceAlias.Bond(other: first, occurred: occurred, position: position))
        }
        return out
    }
}
