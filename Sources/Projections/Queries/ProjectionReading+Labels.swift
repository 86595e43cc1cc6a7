public import ComplianceState
import GRDB
public import LedgerModel

extension ProjectionReading {
    /// The ids of devices beside which a record told a serial number; letter case of ASCII does not count.
    ///
    /// Cost: one pass over all names of devices.
    public func devices(
        withSerial serial: String
    ) throws(ProjectionError) -> [(kind: DeviceIDKind, id: Bits128)] {
        let operation = "find a device by its serial number"
        return try onDatabase(operation) {
            let statement = try RawStatement(
                database,
                """
                SELECT DISTINCT key.id_kind, key.id FROM device_label AS label
                JOIN subject AS key ON key.subject = label.subject
                WHERE label.field = 2 AND label.text = ?1 COLLATE NOCASE AND key.kind = 1
                ORDER BY key.id_kind, key.id
                """)
            statement.bind(1, text: serial)
            var found: [(kind: DeviceIDKind, id: Bits128)] = []
            while try statement.step() {
                guard let kind = UInt8(exactly: statement.integer(0)).flatMap(DeviceIDKind.init(rawValue:)),
                    let id = statement.bits(1)
                else { throw Self.unreadable(operation) }
                found.append((kind, id))
            }
            return found
        }
    }
}
