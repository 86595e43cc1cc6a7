import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import ComplianceState
import LedgerModel

/// The devices that an id names, as known at an instant.
struct DeviceLookup {
    let history: History
    let times: ResolvedTimes
    /// The tags of what was asked for.
    let tags: [Tag]
    let fold: LedgerFold
    /// At least one.
    let devices: [DeviceTimeline]
    let sources: SourceNote

    /// - Throws: `ValidationError` where the text can name no device, ``NotFound`` where it names none.
    init(_ id: String, _ place: LedgerOptions, _ clocks: TimeOptions) throws {
        guard History.canNameDevice(id) else {
            throw ValidationError("a device is named by \(History.deviceNaming)")
        }
        history = History(try place.open())
        times = try clocks.resolve(history)
        let tags = try DeviceTagLookup(history).tags(id)
        self.tags = tags
        fold = try history.fold(about: tags, below: times.prefix)
        var devices: [DeviceTimeline] = []
        fold.forEachDevice { device in
            if device.keys.contains(where: { tags.contains($0.tag) }) { devices.append(device) }
        }
        self.devices = devices
        let isAboutNow = clocks.knownAt == nil
        guard !devices.isEmpty else {
            throw NotFound(
                isAboutNow
                    ? "no event names this device" : "no event names this device, as far as was known then",
                hint: "a device has whole ids and a serial number: probity list devices shows them")
        }
        sources = try SourceNote(history, times, isAboutNow: isAboutNow)
    }
}
