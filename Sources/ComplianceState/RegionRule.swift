import EventCatalogue
import LedgerModel

/// What a fact does to the value that stands in its region.
///
/// Regions are independent: that a device was retired, or deleted from the directory, says nothing here about
/// the directory's flags, which have witnesses of their own. Most regions take the last word. The others:
///
/// - enrolment: an attempt (requested, failed, abandoned) does not end an enrolment that stands; an end that
///   was only concluded, or is only pending, does not replace one that stands; that a removal failed leaves
///   the device enrolled where it was pending, or nothing was known, and else says nothing;
/// - complianceReported: a further report with the verdict that stands, and not as far on its way, changes
///   nothing;
///   one that failed is always news;
/// - contact: behind an end only that the manager manages the device again begins anew, as heard where it
///   tells when it heard of it; silence is not told, it falls due, see ``Track``;
/// - owner: there is one; that a person is no longer owner says nothing about another one;
/// - policy: a change that does not say the state says nothing about it;
/// - platform: a sign-in calls an iPad's system iOS as well, and so says nothing about one that runs iPadOS;
/// - what is configured: see ``configured(_:_:_:)``.
enum RegionRule {
    /// Stands for a verdict that a report leaves to its message.
    static let verdictOfMessage: UInt8 = 0xFF

    private static let iOS = RegionValue(code: UInt16(Platform.iOS.rawValue))
    private static let iPadOS = RegionValue(code: UInt16(Platform.iPadOS.rawValue))

    /// What an event tells of a manager's contact with a device, by the code of its fact.
    enum Told: UInt16 {
        case heard = 1
        case ended = 2
        /// The manager says that it manages the device.
        case managed = 4
        /// Heard by then at the latest: its instant is a bound.
        case heardBy = 9
        /// Managed, and heard by then at the latest.
        case managedBy = 12
        /// The manager lists it as managed, and does not tell when it heard of it.
        case listed = 16

        var value: RegionValue { RegionValue(code: rawValue) }

        /// The same, where its instant is only the latest that it can be.
        var bound: Told {
            switch self {
            case .heard: .heardBy
            case .managed: .managedBy
            default: self
            }
        }
    }

    enum Step {
        case begin(RegionValue)
        /// The value that stands is said again.
        case confirm
        /// Nothing is said about the value that stands.
        case ignore
    }

    static func step(_ current: Interval?, _ fact: Fact, value: RegionValue) -> Step {
        if fact.region == .contact {
            // Of a source without a rule only that it let go counts whom it had.
            if current == nil, fact.detail == 0 { return .ignore }
            return contact(current?.value, Told(rawValue: value.code))
        }
        if fact.region.isConfiguration { return configured(current, fact, value) }
        if fact.region == .enrolment { return enrolment(current?.value, value) }
        guard let current else { return .begin(value) }
        switch fact.region {
        case .complianceReported: return reported(current.value, value)
        case .owner:
            if current.object == fact.object { return current.value == value ? .confirm : .begin(value) }
            return value == RegionValue(RegionValue.Presence.present) ? .begin(value) : .ignore
        case .platform where fact.witness == .signIn && value == iOS && current.value == iPadOS:
            return .ignore
        case .policy:
            if value == .unknown { return .confirm }
            let isSame =
                current.value == value && current.object == fact.object && current.detail == fact.detail
            return isSame ? .confirm : .begin(value)
        default: return current.value == value ? .confirm : .begin(value)
        }
    }

    /// What is configured: a value begins where value, object or detail differ from what stands.
    ///
    /// That something was made, or is there, without more, says nothing about what stands of it. What was
    /// deleted ends what stands; of what was never said there is nothing to end, but for the thing itself.
    private static func configured(_ current: Interval?, _ fact: Fact, _ value: RegionValue) -> Step {
        let isOfThing = fact.region == .connectionState || fact.region == .compliancePolicy
        guard let current else { return value == .deleted && !isOfThing ? .ignore : .begin(value) }
        if value == .deleted { return current.value == .deleted ? .confirm : .begin(value) }
        if current.value == .deleted { return .begin(value) }
        switch fact.region {
        case .connectionState where value == .connectionCreated:
            return current.value == .connectionTerminated ? .begin(value) : .confirm
        case .connectionState where value == .connectionTerminated:
            return current.value == value ? .confirm : .begin(value)
        // An older form of a policy is not read in full.
        case .policyScope where fact.detail != 0 && current.detail == 0: return .ignore
        case .compliancePolicy where fact.object == nil && fact.detail == 0: return .confirm
        default: break
        }
        // A record may leave out whether a subscription can be used, and tell its units.
        let said = fact.region == .subscription && value == .unknown ? current.value : value
        let isSame = current.value == said && current.object == fact.object && current.detail == fact.detail
        return isSame ? .confirm : .begin(said)
    }

    private static func contact(_ current: RegionValue?, _ told: Told?) -> Step {
        let ended = RegionValue(RegionValue.Contact.ended)
        switch told {
        case .ended: return current == ended ? .confirm : .begin(ended)
        case .listed:
            return current == ended ? .begin(RegionValue(RegionValue.Contact.notTold)) : .ignore
        case .heard where current == ended, .heardBy where current == ended: return .ignore
        case .heard, .heardBy, .managed, .managedBy:
            let heard = RegionValue(RegionValue.Contact.heard)
            return current == heard ? .confirm : .begin(heard)
        case nil: return .ignore
        }
    }

    private static func enrolment(_ current: RegionValue?, _ value: RegionValue) -> Step {
        let new = RegionValue.Enrolment(rawValue: value.low)
        if new == .retireFailed || new == .wipeFailed {
            let pending: RegionValue.Enrolment = new == .retireFailed ? .retirePending : .wipePending
            let isPending = current.map { $0 == RegionValue(pending) } ?? true
            return isPending ? .begin(RegionValue(RegionValue.Enrolment.enrolled)) : .ignore
        }
        guard let current else { return .begin(value) }
        if current == value { return .confirm }
        guard let old = RegionValue.Enrolment(rawValue: current.low), let new else { return .begin(value) }
        if old == .enrolled, new.isAttempt { return .ignore }
        if old.isEnd, new.isInferred || new.isPending { return .ignore }
        return .begin(value)
    }

    private static func reported(_ current: RegionValue, _ value: RegionValue) -> Step {
        if current == value { return .confirm }
        guard current.low == value.low, let old = current.stage, let new = value.stage, old != .failed,
            new != .failed
        else { return .begin(value) }
        return new.rawValue < old.rawValue ? .ignore : .begin(value)
    }
}
