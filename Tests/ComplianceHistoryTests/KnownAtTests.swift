import ComplianceHistory
import ComplianceLedger
import ComplianceState
import Connectors
import EventCatalogue
import FleetSimulator
import LedgerModel
import Projections
import RecordFormat
import Testing

/// What was known of devices at positions of a simulated fleet's log.
@Suite struct KnownAtTests {
    /// A ledger with some hundred records of a small fleet, from all its exports.
    private static func ledger(_ most: Int) throws -> RemapLedger {
        let records = try SimulatedRecords(devices: 6, days: 2, seed: 11)
        var all: [Submission] = []
        try records.forEach(.current) { all += $0 }
        // From everywhere in the exports, in an order of arrival that is none of time.
        let every = max(1, all.count / most)
        let chosen = stride(from: 0, to: all.count, by: every).map { all[$0] }
        let ledger = try RemapLedger()
        for part in stride(from: 0, to: chosen.count, by: 50) {
            try ledger.append(Array(chosen[part..<min(part + 50, chosen.count)]))
        }
        return ledger
    }

    @Test("what was known of a device at each position is what the log up to it says")
    func eachPosition() throws {
        let ledger = try Self.ledger(200)
        let history = History(ledger.ledger)
        var keys: [DeviceKey] = []
        try history.fold(below: ledger.ledger.size).forEachDevice { keys += $0.keys }
        #expect(keys.count >= 6)
        // The log is folded once, record by record; at each position a device is looked at.
        var growing = LedgerFold()
        var positions: [(size: TreeSize, key: DeviceKey, known: DeviceTimeline?)] = []
        var index = 0
        try ledger.ledger.forEachRecord(below: ledger.ledger.size) { view in
            growing.add(view)
            let key = keys[index % keys.count]
            index += 1
            positions.append((TreeSize(view.position.value + 1), key, growing.device(key)))
            return true
        }
        #expect(positions.count > 150)
        for (size, key, known) in positions {
            let asked = try history.fold(about: [key.tag], below: size).device(key)
            #expect(asked?.intervals == known?.intervals, "\(key.text) at \(size.value)")
            #expect(asked?.keys == known?.keys, "\(key.text) at \(size.value)")
            if size.value % 23 == 0 {
                let prefix = try history.fold(below: size).device(key)
                #expect(prefix == known, "\(key.text) at \(size.value)")
            }
        }
    }

    @Test("the read models up to a position say what the log up to it says")
    func readModels() throws {
        let ledger = try Self.ledger(160)
        let store = try ProjectionStore.open(of: ledger.ledger, for: .writing)
        defer { store.close() }
        let history = History(ledger.ledger)
        let projector = try Projector(store)
        let size = ledger.ledger.size.value
        for limit in [size / 4, size / 2, size] {
            try projector.catchUp(from: ledger.ledger, upTo: TreeSize(limit))
            let known = try store.progress().size
            var compared = 0
            var differing: [String] = []
            try history.fold(below: known).forEachDevice { device in
                compared += 1
                let rows = (try? store.device(device.key, asOf: .latest))?.intervals
                if rows != device.intervals { differing.append(device.key.text) }
            }
            #expect(differing.isEmpty, "at \(known.value)")
            #expect(compared > 0)
        }
        #expect(try store.verify(against: ledger.ledger).isGood)
    }
}
