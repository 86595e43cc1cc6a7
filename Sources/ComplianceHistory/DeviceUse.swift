public import ComplianceLedger
import ComplianceState
public import LedgerModel

extension History {
    /// The tags of the devices that signed in with one of some persons up to an instant, as far as a prefix
    /// of the log says; in the order of the persons' and the devices' keys.
    public func devices(
        usedBy people: [Tag], asOf instant: Timestamp, below limit: TreeSize
    ) throws(LedgerError) -> [Tag] {
        let users = try fold(about: people, below: limit).users()
        return users.filter { people.contains($0.key.tag) }.sorted { $0.key < $1.key }
            .flatMap { $0.value.state(asOf: instant).devices.map(\.device.tag) }
    }
}
