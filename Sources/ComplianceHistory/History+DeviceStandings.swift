public import ComplianceLedger
public import ComplianceState
public import LedgerModel
import RecordFormat

extension History {
    /// Calls `body` with each device of which a prefix of the log tells something up to an instant, and with
    /// what holds of it then; in the order of the keys that stand for devices.
    ///
    /// Cost: two or three passes over the log. A device of which an event came later than one that happened
    /// after it is folded again, by its own events where such devices are few, else in further passes over
    /// the log. Memory: what stands of each device, and the facts of the devices that are folded again, a
    /// bounded number of them at once.
    /// - Parameters:
    ///   - regions: those that are asked for; nil for all.
    ///   - progress: told of the records that were read, of all passes that every log needs.
    ///   - body: takes the key that stands for the device, all its keys, and its state.
    public func forEachDevice(
        below limit: TreeSize, asOf instant: Timestamp, in regions: [Region]? = nil,
        progress: (UInt64) -> Void = { _ in }, _ body: (DeviceKey, [DeviceKey], DeviceState) -> Void
    ) throws(LedgerError) {
        var ground = FoldGround()
        try forEachRecord(below: limit, .first, progress, where: { ground.wantsAnnounced($0) }) {
            ground.announce($0)
        }
        if ground.beginContents() {
            try ledger.forEachRecord(below: limit, where: { ground.wantsContent($0) }) { view in
                ground.noteContent(view)
                return true
            }
        }
        var standings = DeviceStandings(ground, asOf: instant, regions: regions)
        try forEachRecord(below: limit, .second, progress, where: { standings.wants($0) }) {
            standings.add($0)
        }
        let folded = try foldAgain(standings, ground, below: limit, asOf: instant)
        standings.forEachDevice { key, keys, snapshot in
            guard let state = snapshot ?? folded[key] else { return }
            body(key, keys, DeviceState(state))
        }
    }

    /// The states of the devices that have to be folded from all their facts.
    private func foldAgain(
        _ standings: borrowing DeviceStandings, _ ground: borrowing FoldGround, below limit: TreeSize,
        asOf instant: Timestamp
    ) throws(LedgerError) -> [DeviceKey: StateSnapshot] {
        var out: [DeviceKey: StateSnapshot] = [:]
        let late = standings.devicesToFold
        guard !late.isEmpty else { return out }
        if UInt64(standings.factsToFold) < limit.value / Self.recordsPerLookup {
            for device in late {
                let fold = try fold(about: device.keys.map(\.tag), below: limit, decisions: .counted)
                out[device.key] = fold.device(device.key)?.timeline.state(asOf: instant)
            }
            return out
        }
        for batch in standings.batchesToFold(ofFacts: Self.factsAtOnce) {
            var fold = DeviceRefold(ground, batch, asOf: instant)
            try ledger.forEachRecord(below: limit, where: { fold.wants($0) }) { view in
                fold.add(view)
                return true
            }
            out.merge(fold.states()) { first, _ in first }
        }
        return out
    }

    /// How many records are read one after another in the time that it takes to find one.
    private static let recordsPerLookup: UInt64 = 64
    /// How many facts are held at once while devices are folded again.
    private static let factsAtOnce = 500_000
}
