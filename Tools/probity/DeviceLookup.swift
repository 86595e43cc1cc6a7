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
        guard !devices.isEmpty else { throw Self.nothing(fold.count, isAboutNow: isAboutNow) }
        sources = try SourceNote(history, times, isAboutNow: isAboutNow)
    }

    /// What is said where no event says how the device stands.
    ///
    /// - Parameter events: how many name it all the same, as a decision on access may.
    private static func nothing(_ events: Int, isAboutNow: Bool) -> NotFound {
        let found =
            switch events {
            case 0: "no event names this device"
            case 1: "one event names this device, and does not say how it stands"
            default: "\(events) events name this device, and none says how it stands"
            }
        return NotFound(
            isAboutNow ? found : found + ", as far as was known then",
            hint: events == 0
                ? "a device has whole ids and a serial number: probity list devices shows them"
                : "probity log device:ID shows what names it")
    }
}
