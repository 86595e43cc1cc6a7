import EventCatalogue
import LedgerModel

/// The device of a sign-in, as it presented itself.
///
/// Its flags are three-valued: sources write `false` for devices that they do not know, so without a device
/// id they say nothing, and a missing one is never taken for `false`.
struct SignInDevice: Sendable {
    let reference: DeviceReference?
    let isCompliant: Bool?
    let isManaged: Bool?
    let trustType: TrustType?
    let platform: Platform?

    init(_ record: EntraRecord, _ personal: inout PrivateText) throws(Rejection) {
        guard let detail = try record.inner.object("deviceDetail") else {
            reference = nil
            isCompliant = nil
            isManaged = nil
            trustType = nil
            platform = nil
            return
        }
        let isCompliant = try detail.flag("isCompliant")
        let isManaged = try detail.flag("isManaged")
        let trust = try detail.text("trustType")
        let system = try detail.text("operatingSystem")
        reference = try detail.read("deviceId") {
            AbsentText.isAbsent($0) ? nil : DeviceReference(entraText: $0)
        }
        self.isCompliant = reference == nil ? nil : isCompliant
        self.isManaged = reference == nil ? nil : isManaged
        trustType = reference == nil ? nil : personal.word(trust, "trustType")
        platform = personal.platform(system, "operatingSystem")
        personal.add(.deviceName, detail, "displayName")
        personal.add(.operatingSystem, system)
        personal.add(.browser, detail, "browser")
    }
}

extension DeviceReference {
    /// A device id that Entra gave; where it is no GUID, a value that never leaves the private records.
    init?(entraText text: UnsafeRawBufferPointer) {
        let trimmed = ASCII.trimmed(text)
        if let id = Bits128(guid: trimmed) {
            guard id != .zero, id != Bits128(high: .max, low: .max) else { return nil }
            self = .entra(id)
        } else {
            guard (1...Limits.identityValueBytes).contains(trimmed.count) else { return nil }
            self = .hardware(namespace: "entra-device", value: Array(trimmed))
        }
    }
}

extension Platform {
    /// The family in the name of an operating system, with or without a version: `Windows 10`, `iOS 16.1`.
    /// Nil where the source does not know it.
    init?(operatingSystem text: [UInt8]?) {
        guard let text, text.count <= 256,
            let platform = text.withUnsafeBytes({ Self.platform(named: ASCII.trimmed($0)) })
        else { return nil }
        self = platform
    }

    private static func platform(named name: UnsafeRawBufferPointer) -> Platform? {
        if ASCII.equalIgnoringCase(name, "Unknown") { return nil }
        let whole = Platform(word: name)
        if whole != .unrecognised { return whole }
        let family = UnsafeRawBufferPointer(rebasing: name.prefix { !ASCII.isDigit($0) })
        let beforeVersion = Platform(word: ASCII.trimmed(family))
        if beforeVersion != .unrecognised { return beforeVersion }
        return Platform(
            word: UnsafeRawBufferPointer(rebasing: name.prefix { $0 != UInt8(ascii: " ") }))
    }
}
