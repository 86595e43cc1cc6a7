import EventCatalogue
import LedgerModel

extension InventoryTally {
    /// What Intune's logs say of a fact, by how the fleet stood before it.
    func statements(of fact: SimulatedFact) -> [Statement] {
        guard let index = fact.device else { return [] }
        return ManagementEntry.entries(of: fact, before: held).compactMap { entry in
            var statement = Statement(device: index, at: fact.time)
            switch entry {
            case .enrolled(let time, let isRegistered):
                statement = Statement(device: index, at: time)
                statement.enrolment = .enrolled
                statement.platform = held.fleet.platform(of: index)
                statement.bindsDirectory = isRegistered
            case .enrollmentFailed:
                statement.enrolment = .failed
                statement.platform = held.fleet.platform(of: index)
            case .foundNonCompliant: statement.verdict = false
            case .audit(.deviceRetired): statement.enrolment = .retirePending
            case .audit: return nil
            }
            return statement
        }
    }

    /// What a batch of Intune's reports says of its devices.
    func statements(of batch: InventoryBatch) -> [Statement] {
        guard batch.report != .directory else { return [] }
        let fleet = held.fleet
        return held.devices(of: batch.tenant).compactMap { index in
            let device = held.devices[index]
            guard batch.report.holds(device), index != batch.omitted else { return nil }
            var statement = Statement(device: index, at: batch.time, isSnapshot: true)
            if batch.report != .compliance {
                statement.enrolment = .enrolled
                statement.bindsDirectory = device.isInDirectory
            }
            statement.verdict = device.verdict
            statement.platform = fleet.platform(of: index)
            statement.ownership =
                fleet.profile(of: index, owner: fleet.owner(of: index), registration: device.registration)
                .ownership
            statement.lastContact = device.lastContact.wholeSecond
            return statement
        }
    }
}
