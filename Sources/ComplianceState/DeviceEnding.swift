public import LedgerModel

/// That a device is no longer managed, as far as an instant tells: what ended it, and whether that was seen
/// or concluded.
public struct DeviceEnding: Hashable, Sendable {
    /// What ended it, the gravest first: of several the first counts.
    public enum Kind: UInt8, CaseIterable, Sendable {
        case wiped, wipedInferred
        case retired, retiredInferred
        /// Checked out: the manager let it go, be it that the device said so or that somebody took it away.
        case unenrolled, unenrolledInferred
        /// Its user turned management off.
        case managementOff, managementOffInferred
        /// Its manager let it go, as it had not heard of it for long.
        case expired, expiredInferred
        /// Its manager deleted its record of the device.
        case recordDeleted, recordDeletedInferred
        /// The directory object was deleted.
        case deleted
        /// The registration was withdrawn.
        case unregistered
        /// A whole inventory of its manager goes on without it.
        case notListedInferred
        /// Its manager hears nothing of it for longer than its rule allows, and went on to tell of others;
        /// see ``SilenceRule`` and ``ManagerActivity``.
        case silentInferred
        /// Nothing was heard of it for longer than the rule allows, and nothing of its manager either:
        /// whether it is silent cannot be known.
        case notDeterminable

        /// Its name in rows and reports.
        public var word: String { String(describing: self) }

        /// For people: what was concluded says so.
        public var text: String {
            switch self {
            case .wipedInferred: "wiped (inferred)"
            case .retiredInferred: "retired (inferred)"
            case .unenrolledInferred: "unenrolled (inferred)"
            case .managementOff: "management turned off"
            case .managementOffInferred: "management turned off (inferred)"
            case .expired: "let go, as it was silent"
            case .expiredInferred: "let go, as it was silent (inferred)"
            case .recordDeleted: "deleted by its manager"
            case .recordDeletedInferred: "deleted by its manager (inferred)"
            case .deleted: "deleted from the directory"
            case .notListedInferred: "no longer listed (inferred)"
            case .silentInferred: "silent (inferred)"
            case .notDeterminable: "not determinable, as their managers are silent"
            default: word
            }
        }
    }

    public let kind: Kind
    /// Since when; for a silence, when it fell due.
    public let since: Timestamp
    public let position: GlobalPosition

    /// The regions that are read.
    public static let regions: [Region] = [.enrolment, .registration, .contact]

    /// Nil for a device of which nothing says so.
    /// - Parameters:
    ///   - managers: until when its managers went on.
    ///   - notListed: since when a whole inventory goes on without it, and the event that listed it last.
    public init?(
        _ state: DeviceState, _ managers: ManagerActivity,
        notListed: (since: Timestamp, position: GlobalPosition)? = nil
    ) {
        var found: [(kind: Kind, since: Timestamp, position: GlobalPosition)] = []
        func add(_ kind: Kind, _ region: RegionState?) {
            if let region { found.append((kind, region.since, region.position)) }
        }
        if let notListed { found.append((.notListedInferred, notListed.since, notListed.position)) }
        switch state.enrolment {
        case .wiped: add(.wiped, state[.enrolment])
        case .wipedInferred: add(.wipedInferred, state[.enrolment])
        case .retired: add(.retired, state[.enrolment])
        case .retiredInferred: add(.retiredInferred, state[.enrolment])
        case .unenrolled: add(.unenrolled, state[.enrolment])
        case .unenrolledInferred: add(.unenrolledInferred, state[.enrolment])
        case .managementOff: add(.managementOff, state[.enrolment])
        case .managementOffInferred: add(.managementOffInferred, state[.enrolment])
        case .expired: add(.expired, state[.enrolment])
        case .expiredInferred: add(.expiredInferred, state[.enrolment])
        case .recordDeleted: add(.recordDeleted, state[.enrolment])
        case .recordDeletedInferred: add(.recordDeletedInferred, state[.enrolment])
        case .requested, .enrolled, .failed, .abandoned, .retirePending, .wipePending, .retireFailed,
            .wipeFailed, nil:
            break
        }
        switch state.registration {
        case .deleted: add(.deleted, state[.registration])
        case .unregistered: add(.unregistered, state[.registration])
        case .registered, nil: break
        }
        if state.isSilent {
            // Nobody hears of it from the last of the managers' silences on.
            let silence = state.contacts.filter(\.isInferred).max { $0.since < $1.since }
            let isKnown = silence.map { managers.wentOn(until: $0) } ?? false
            add(isKnown ? .silentInferred : .notDeterminable, silence)
        }
        guard let first = found.min(by: { $0.kind.rawValue < $1.kind.rawValue }) else { return nil }
        kind = first.kind
        since = first.since
        position = first.position
    }
}
