import ComplianceHistory
import ComplianceLedger
import ComplianceState
import LedgerModel
import Projections

/// Finds devices by what people call them: asks the identities and the serial numbers in the read models, and
/// reads the private records where neither has the text.
struct DeviceTagLookup {
    let history: History

    init(_ history: History) { self.history = history }

    /// The tags of every device that is meant; none where no event names one so.
    func tags(_ text: String) throws(LedgerError) -> [Tag] {
        var tags = try history.deviceTags(text)
        guard !History.isDeviceID(text) else { return tags }
        _ = ReadModels.answer(about: history.ledger, instead: "reading the private records") {
            reading throws(ProjectionError) in
            for found in try reading.devices(withSerial: text) {
                let tag = found.kind.tag(found.id)
                if !tags.contains(tag) { tags.append(tag) }
            }
        }
        guard tags.isEmpty else { return tags }
        Terminal.note("looking for the number in all private records")
        let progress = ProgressBar("private records")
        defer { progress.end() }
        let size = history.ledger.size.value
        return try history.devicesInPrivateRecords(named: text) { progress.show($0, of: size) }
    }
}
