public import ComplianceLedger
import EventCatalogue
public import LedgerModel
import RecordFormat

extension History {
    /// Whether a text has the form of an id by which records are tagged; a serial number has another one.
    public static func isDeviceID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if Bits128(guid: bytes) != nil { return true }
        guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else { return false }
        return Bits128(guid: bytes[(slash + 1)...]) != nil
    }

    /// The tags of the devices that somebody names: by an id, or by a serial number or another hardware id,
    /// be it that sources named the device by it alone, or that it stood beside another id.
    ///
    /// Cost: one pass over the identities, and where they do not have it, over the private records that name
    /// devices.
    public func devices(
        named text: String, progress: (UInt64) -> Void = { _ in }
    ) throws(LedgerError) -> [Tag] {
        let tags = try deviceTags(text)
        guard tags.isEmpty, !Self.isDeviceID(text) else { return tags }
        return try devicesInPrivateRecords(named: text, progress: progress)
    }

    /// The tags of the devices beside whose other ids a hardware id stood, in the order of the log. Letter
    /// case of ASCII does not count.
    ///
    /// Cost: one pass over the log; every private record behind an event that names a device is read.
    public func devicesInPrivateRecords(
        named text: String, progress: (UInt64) -> Void = { _ in }
    ) throws(LedgerError) -> [Tag] {
        let wanted = Array(text.utf8)
        var found: [Tag] = []
        var failure: LedgerError?
        try ledger.forEachRecord { view in
            if view.position.value & 0xFFF == 0 { progress(view.position.value) }
            guard view.evidenceNumber != nil else { return true }
            do throws(LedgerError) {
                let event = try Self.read(view)
                let devices = event.tags.filter { Self.isDevice($0) && !found.contains($0) }
                guard !devices.isEmpty, let record = try ledger.privateRecord(of: event) else { return true }
                if Self.names(record, event.part, wanted) { found += devices }
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        return found
    }

    private static func names(_ record: PrivateRecord, _ part: UInt32, _ wanted: [UInt8]) -> Bool {
        for entry in PersonalData.read(part: part, from: record.personal) ?? [] {
            switch entry.field {
            case .serialNumber, .imei, .udid:
                if entry.values.contains(where: { equal($0, wanted) }) { return true }
            default: continue
            }
        }
        return false
    }

    private static func read(_ view: RecordView) throws(LedgerError) -> RecordedEvent {
        do throws(RecordError) { return try view.event() } catch {
            throw .record(position: view.position.value, error)
        }
    }
}
