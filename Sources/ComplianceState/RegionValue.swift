public import EventCatalogue

/// What holds in a region: a code of the region's own table. Codes are stable; 0 is unknown everywhere.
///
/// | region | codes |
/// | --- | --- |
/// | enrolment | ``Enrolment`` |
/// | broker | ``Broker`` |
/// | registration | ``Registration`` |
/// | management, managementSignalled, complianceObserved | ``Flag`` |
/// | complianceEvaluated | `ComplianceVerdict` |
/// | complianceReported | ``ReportStage`` times 256, plus `ComplianceVerdict` |
/// | platform, trustType, ownership | `Platform`, `TrustType`, `Ownership` |
/// | enabled, account | ``Switch`` |
/// | inventory, owner, user, method, application, consent, permission | ``Presence`` |
/// | signIn | ``SignInOutcome`` |
/// | factor | ``FactorOutcome`` |
/// | policy | `PolicyState`; ``deletedPolicy`` |
public struct RegionValue: Hashable, Sendable {
    public let code: UInt16

    public init(code: UInt16) { self.code = code }

    init(_ code: some RawRepresentable<UInt8>) { self.code = UInt16(code.rawValue) }

    public static let unknown = RegionValue(code: 0)
    /// A policy that was deleted.
    public static let deletedPolicy = RegionValue(code: 255)

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

        var isEnd: Bool { (Self.retired.rawValue...Self.wipedInferred.rawValue).contains(rawValue) }
        var isInferred: Bool {
            (Self.unenrolledInferred.rawValue...Self.wipedInferred.rawValue).contains(rawValue)
        }
        var isPending: Bool { self == .retirePending || self == .wipePending }
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
        case .inventory: return self == RegionValue(Presence.present) ? "seen" : "unknown"
        case .owner, .user, .method, .application, .consent, .permission: return name(Presence.self)
        case .signIn: return name(SignInOutcome.self)
        case .factor: return name(FactorOutcome.self)
        case .policy: return self == .deletedPolicy ? "deleted" : word(code, PolicyState.self)
        }
    }
}
