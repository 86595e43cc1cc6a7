public import EventCatalogue
public import LedgerModel

/// A device's state at an instant, in the words of the catalogue. What is not known is nil.
public struct DeviceState: Hashable, Sendable {
    public let snapshot: StateSnapshot

    public init(_ snapshot: StateSnapshot) { self.snapshot = snapshot }

    public subscript(region: Region) -> RegionState? { snapshot[region] }

    public var enrolment: RegionValue.Enrolment? { code(.enrolment) }
    public var broker: RegionValue.Broker? { code(.broker) }
    public var registration: RegionValue.Registration? { code(.registration) }
    /// Whether it is on its way into the directory, or did not get in; nil where it is registered since, or
    /// never tried.
    public var registrationAttempt: RegionValue.RegistrationAttempt? { code(.registrationAttempt) }
    /// The directory's flag; nil too where the flag was taken away.
    public var isManaged: Bool? { flag(.management) }
    /// The verdict that the device manager came to last.
    public var evaluated: ComplianceVerdict? { code(.complianceEvaluated) }
    /// The verdict that the directory was told last, and how far that got.
    public var reported: (stage: RegionValue.ReportStage, verdict: ComplianceVerdict)? {
        guard let value = self[.complianceReported]?.value, let stage = value.stage,
            let verdict = ComplianceVerdict(rawValue: value.low), verdict != .unrecognised
        else { return nil }
        return (stage, verdict)
    }
    /// The directory's flag; nil too where the flag was taken away.
    public var isCompliantObserved: Bool? { flag(.complianceObserved) }
    /// What each device manager hears of the device, in the order of their tracks.
    public var contacts: [RegionState] { snapshot.tracks(.contact) }
    /// Whether a device manager hears nothing of it any more, by its rule, and no other one hears of it.
    public var isSilent: Bool {
        let values = Set(contacts.map(\.value))
        return values.contains(RegionValue(RegionValue.Contact.silentInferred))
            && !values.contains(RegionValue(RegionValue.Contact.heard))
            && !values.contains(RegionValue(RegionValue.Contact.notTold))
    }
    /// Whether a device manager was ever heard of the device.
    public func hasContact(with source: SourceName) -> Bool {
        let id = Teller(source).id
        return contacts.contains { $0.object == id }
    }
    public var platform: Platform? { code(.platform) }
    public var trustType: TrustType? { code(.trustType) }
    public var isEnabled: Bool? {
        let value: RegionValue.Switch? = code(.enabled)
        return value.map { $0 == .enabled }
    }
    /// The registered owner.
    public var owner: IdentityID? {
        self[.owner].flatMap { $0.value == RegionValue(RegionValue.Presence.present) ? $0.object : nil }
            .map { IdentityID($0) }
    }
    /// The registered users, in the order of their ids.
    public var users: [IdentityID] {
        snapshot.tracks(.user).filter { $0.value == RegionValue(RegionValue.Presence.present) }
            .compactMap { $0.object.map { IdentityID($0) } }
    }

    private func code<Code: RawRepresentable<UInt8>>(_ region: Region) -> Code? {
        guard let value = self[region]?.value, value.code != 0, value.code <= UInt8.max else { return nil }
        return Code(rawValue: value.low)
    }

    private func flag(_ region: Region) -> Bool? {
        let value: RegionValue.Flag? = code(region)
        switch value {
        case .yes: return true
        case .no: return false
        case .unset, nil: return nil
        }
    }
}

extension StateSnapshot {
    /// When the directory object was deleted that a state was said of; nil where it was not, or the state was
    /// said since.
    ///
    /// Regions do not decide one another: what was seen of the object stands as it was seen. Whoever shows it
    /// says that the object is gone.
    public func deletion(after state: RegionState) -> RegionState? {
        guard state.region.isOfDirectoryObject, let end = self[.registration],
            end.value == RegionValue(RegionValue.Registration.deleted),
            state.confirmed ?? state.since <= end.since
        else { return nil }
        return end
    }
}

extension DeviceTimeline {
    /// When the directory object was deleted that an interval was said of, before anything else ended it; nil
    /// where it was not.
    public func deletion(after interval: Interval) -> Interval? {
        guard interval.region.isOfDirectoryObject else { return nil }
        return intervals.first { end in
            end.region == .registration && end.value == RegionValue(RegionValue.Registration.deleted)
                && end.from >= interval.confirmed && (interval.to.map { end.from < $0 } ?? true)
        }
    }
}
