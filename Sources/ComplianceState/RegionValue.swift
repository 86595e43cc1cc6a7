public import EventCatalogue

/// What holds in a region: a code of the region's own table. Codes are stable; 0 is unknown everywhere.
///
/// | region | codes |
/// | --- | --- |
/// | enrolment | ``Enrolment`` |
/// | broker | ``Broker`` |
/// | registration | ``Registration`` |
/// | registrationAttempt | ``RegistrationAttempt`` |
/// | step | ``DeviceStep`` |
/// | management, managementSignalled, complianceObserved | ``Flag`` |
/// | complianceEvaluated | `ComplianceVerdict` |
/// | complianceReported | ``ReportStage`` times 256, plus `ComplianceVerdict` |
/// | platform, trustType, ownership | `Platform`, `TrustType`, `Ownership` |
/// | enabled, account | ``Switch`` |
/// | contact | ``Contact`` |
/// | inventory, owner, user, method, licence, application, consent, permission | ``Presence`` |
/// | signIn | ``SignInOutcome`` |
/// | factor | ``FactorOutcome`` |
/// | policy | `PolicyState`; ``deleted`` |
/// | policyScope, compliancePolicy, complianceActions | ``Presence`` or ``deleted`` |
/// | connectionState | `PartnerState`; ``connectionCreated``, ``connectionTerminated``, ``deleted`` |
/// | connectionPlatform, connectionConfigured | ``Flag``; ``deleted`` |
/// | connectionHeartbeat | ``Presence`` |
/// | connectionAssignment… | ``Assignment`` as bits; ``deleted`` |
/// | subscription | `CapabilityStatus` |
public struct RegionValue: Hashable, Sendable {
    public let code: UInt16

    public init(code: UInt16) { self.code = code }

    init(_ code: some RawRepresentable<UInt8>) { self.code = UInt16(code.rawValue) }

    public static let unknown = RegionValue(code: 0)
    /// What is configured, and was deleted.
    public static let deleted = RegionValue(code: 255)
    /// A partner's connection of which only is known that somebody made it.
    public static let connectionCreated = RegionValue(code: 253)
    /// A partner's connection that somebody terminated, as an audit says; a snapshot says it by its state.
    public static let connectionTerminated = RegionValue(code: 254)

    /// How an enrolment stands. An end that was concluded and not seen has a code of its own.
    public enum Enrolment: UInt8, CaseIterable, Sendable {
        case requested = 1
        case enrolled = 2
        case failed = 3
        case retired = 4
        case wiped = 5
        case unenrolled = 6
        case unenrolledInferred = 7
        case retiredInferred = 8
        case wipedInferred = 9
        /// The manager was told to remove company data; whether it did is not said.
        case retirePending = 10
        /// The manager was told to wipe the device; whether it did is not said.
        case wipePending = 11
        /// The user turned management off on the device.
        case managementOff = 12
        case managementOffInferred = 13
        /// The manager let go a device that it had not heard of for long.
        case expired = 14
        case expiredInferred = 15
        /// The manager deleted its record of the device; not the directory's object.
        case recordDeleted = 16
        case recordDeletedInferred = 17
        /// Nobody went on with an enrolment that was asked for.
        case abandoned = 18
        /// Told of a device that was to be retired or wiped: it is managed still. Never stands.
        case retireFailed = 19
        case wipeFailed = 20

        /// Whether it ends an enrolment.
        public var isEnd: Bool {
            switch self {
            case .retired, .retiredInferred, .wiped, .wipedInferred, .unenrolled, .unenrolledInferred,
                .managementOff, .managementOffInferred, .expired, .expiredInferred, .recordDeleted,
                .recordDeletedInferred:
                true
            default: false
            }
        }
        /// Whether it was concluded by its source, and not seen.
        public var isInferred: Bool {
            switch self {
            case .retiredInferred, .wipedInferred, .unenrolledInferred, .managementOffInferred,
                .expiredInferred, .recordDeletedInferred:
                true
            default: false
            }
        }
        public var isPending: Bool { self == .retirePending || self == .wipePending }
        /// An attempt that was begun, or came to nothing; ends no enrolment.
        var isAttempt: Bool { self == .requested || self == .failed || self == .abandoned }
    }

    public enum Broker: UInt8, CaseIterable, Sendable {
        case installed = 1
        case signedIn = 2
        case removed = 3
    }

    public enum Registration: UInt8, CaseIterable, Sendable {
        case registered = 1
        case unregistered = 2
        case deleted = 3
    }

    /// How far a device that is not registered came, or the last time that it was to be registered anew.
    public enum RegistrationAttempt: UInt8, CaseIterable, Sendable {
        case pending = 1
        /// The directory did not take it in; how the device stood before, it stands still.
        case failed = 2
    }

    /// What happened to a device, and says nothing else of how it stands; see ``Fact/detail``.
    public enum DeviceStep: UInt8, CaseIterable, Sendable {
        /// Its user was sent to another page; the detail is the `RedirectTarget`.
        case redirected = 1
        /// A manager was told to delete its record of the device; whether it did is not said.
        case deleteRequested = 2
        /// What account its user has on it; the detail is the `LocalAccountKind`.
        case accountTold = 3
        /// The registration's certificate was put where browsers find it.
        case certificateInstalled = 4
        /// A manager that sent its inventory said that the directory does not know the device.
        case notRegistered = 5
    }

    /// A flag in the directory; one that was taken away is neither true nor false.
    public enum Flag: UInt8, CaseIterable, Sendable {
        case yes = 1
        case no = 2
        case unset = 3

        init(_ value: Bool?) { self = value.map { $0 ? .yes : .no } ?? .unset }
    }

    public enum Switch: UInt8, CaseIterable, Sendable {
        case enabled = 1
        case disabled = 2
    }

    public enum Presence: UInt8, CaseIterable, Sendable {
        case present = 1
        case gone = 2
    }

    /// What a device manager hears of a device. That it hears nothing was concluded, and never seen.
    public enum Contact: UInt8, CaseIterable, Sendable {
        case heard = 1
        /// The manager let the device go.
        case ended = 2
        /// Nothing was heard for longer than the manager's rule allows.
        case silentInferred = 3
        /// The manager has the device again, and does not tell when it heard of it.
        case notTold = 4
    }

    public enum SignInOutcome: UInt8, CaseIterable, Sendable {
        case granted = 1
        case denied = 2
        case interrupted = 3
    }

    public enum FactorOutcome: UInt8, CaseIterable, Sendable {
        case challenged = 1
        case satisfied = 2
        case satisfiedByClaim = 3
        case denied = 4
        /// Nobody answered.
        case timedOut = 5
        /// A code was given back that had been sent: a fresh factor.
        case codeVerified = 6
        case codeRefused = 7

        /// Whether a factor was given afresh.
        public var isFresh: Bool { self == .satisfied || self == .codeVerified }
    }

    /// For whom a partner works.
    public struct Assignment: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        public static let allUsers = Assignment(rawValue: 1)
        public static let allDevices = Assignment(rawValue: 2)
        public static let groups = Assignment(rawValue: 4)
        public static let exclusions = Assignment(rawValue: 8)
        /// It was read, and names nobody.
        public static let nobody = Assignment(rawValue: 16)
        /// Targets that only the evidence names.
        public static let others = Assignment(rawValue: 32)

        private static let words: [(Assignment, String)] = [
            (.nobody, "nobody"), (.allUsers, "allUsers"), (.allDevices, "allDevices"), (.groups, "groups"),
            (.others, "others"), (.exclusions, "exclusions"),
        ]

        /// Its parts, joined by `+`; nil for what says nothing, or more than there is.
        var word: String? {
            guard !isEmpty, rawValue < 64, !contains(.nobody) || self == .nobody else { return nil }
            return Self.words.filter { contains($0.0) }.map(\.1).joined(separator: "+")
        }
    }

    /// How far a report to the directory got.
    public enum ReportStage: UInt8, CaseIterable, Sendable {
        case sent = 1
        case accepted = 2
        case completed = 3
        case failed = 4
    }

    /// A verdict on its way to the directory.
    public static func reported(_ stage: ReportStage, _ verdict: ComplianceVerdict) -> RegionValue {
        RegionValue(code: UInt16(stage.rawValue) << 8 | UInt16(verdict.rawValue))
    }

    var low: UInt8 { UInt8(truncatingIfNeeded: code) }
    var stage: ReportStage? { ReportStage(rawValue: UInt8(truncatingIfNeeded: code >> 8)) }
}

extension RegionValue {
    /// The value's name in its region; `unknown` for a code that the region's table does not have.
    public func word(in region: Region) -> String {
        func name<Code: RawRepresentable<UInt8>>(_: Code.Type) -> String {
            guard code <= UInt8.max, let value = Code(rawValue: low) else { return "unknown" }
            return String(describing: value)
        }
        func word<Code: CatalogueEnumeration>(_ code: UInt16, _: Code.Type) -> String {
            guard let value = UInt8(exactly: code).flatMap(Code.init(rawValue:)), value != .unrecognised
            else { return "unknown" }
            return value.word
        }
        guard code != 0 else { return "unknown" }
        switch region {
        case .enrolment: return name(Enrolment.self)
        case .broker: return name(Broker.self)
        case .registration: return name(Registration.self)
        case .registrationAttempt: return name(RegistrationAttempt.self)
        case .step: return name(DeviceStep.self)
        case .management, .managementSignalled:
            return ["unknown", "managed", "notManaged", "unset"][code <= 3 ? Int(code) : 0]
        case .complianceObserved:
            return ["unknown", "compliant", "nonCompliant", "unset"][code <= 3 ? Int(code) : 0]
        case .complianceEvaluated: return word(code, ComplianceVerdict.self)
        case .complianceReported:
            return (stage.map { String(describing: $0) } ?? "unknown") + ":"
                + word(UInt16(low), ComplianceVerdict.self)
        case .platform: return word(code, Platform.self)
        case .trustType: return word(code, TrustType.self)
        case .ownership: return word(code, Ownership.self)
        case .enabled, .account: return name(Switch.self)
        case .contact: return name(Contact.self)
        case .inventory: return self == RegionValue(Presence.present) ? "seen" : "unknown"
        case .owner, .user, .method, .licence, .application, .consent, .permission: return name(Presence.self)
        case .signIn: return name(SignInOutcome.self)
        case .factor: return name(FactorOutcome.self)
        case .policy: return self == .deleted ? "deleted" : word(code, PolicyState.self)
        default: return configurationWord(in: region)
        }
    }
}

extension RegionValue {
    private func configurationWord(in region: Region) -> String {
        guard code <= UInt8.max else { return "unknown" }
        if self == .deleted { return "deleted" }
        let found: String? =
            switch region {
            case .connectionState:
                switch self {
                case .connectionCreated: "created"
                case .connectionTerminated: "terminatedByAudit"
                default: PartnerState(rawValue: low)?.word
                }
            case .connectionPlatform, .connectionConfigured:
                [Flag.yes.rawValue: "yes", Flag.no.rawValue: "no"][low]
            case .subscription: CapabilityStatus(rawValue: low)?.word
            case .complianceValidity: ValidityPeriods.documented.contains(Int64(code)) ? "\(code)d" : nil
            default:
                region.isAssignment
                    ? Assignment(rawValue: low).word : Presence(rawValue: low).map { "\($0)" }
            }
        return found ?? "unknown"
    }
}
