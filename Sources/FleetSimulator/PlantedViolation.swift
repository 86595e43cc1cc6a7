/// A rule that an enforcing append holds commands to, and that the scenarios can be made to break once.
public enum PlantedViolation: UInt8, CaseIterable, Hashable, Sendable {
    /// An enrolment takes fewer factors than are asked for.
    case factorCount = 0
    /// Somebody enrols though the setting has every authentication fail.
    case settingNone = 1
    /// Active Directory lets pass whom Entra refused, where the workflow asks nobody after Entra.
    case fallback = 2
    /// An enrolment goes by another workflow than the one in force.
    case workflows = 3
    /// The manager's factor is given before Entra's.
    case factorOrder = 4
    /// A password is entered on the manager's page and not on Microsoft's.
    case passwordPage = 5
    /// One Core is disconnected, the other stays.
    case installationAlone = 6
    /// A Core is disconnected while it still sends verdicts.
    case policyStillEnabled = 7
    /// A verdict is sent before a change of groups was synchronised.
    case sync = 8
    /// A partner is added for a platform that another one has.
    case secondPartner = 9

    /// The rule's id.
    public var id: String {
        switch self {
        case .factorCount: "R37"
        case .settingNone: "R38"
        case .fallback: "R39"
        case .workflows: "R40"
        case .factorOrder: "R41"
        case .passwordPage: "R42"
        case .installationAlone: "R46"
        case .policyStillEnabled: "R47"
        case .sync: "R48"
        case .secondPartner: "R49"
        }
    }

    /// The scenario that breaks it.
    public var scenario: Scenario {
        switch self {
        case .factorCount, .settingNone, .fallback, .workflows, .factorOrder, .passwordPage: .maas360
        case .installationAlone, .policyStillEnabled: .ivanti
        case .sync: .workspaceOne
        case .secondPartner: .jamf
        }
    }
}

/// Which violations to plant.
public struct ViolationSelection: Hashable, Sendable {
    private var bits: UInt16

    public static let none = ViolationSelection([])
    public static let all = ViolationSelection(PlantedViolation.allCases)

    public init(_ violations: some Sequence<PlantedViolation>) {
        bits = 0
        for violation in violations { bits |= 1 << UInt16(violation.rawValue) }
    }

    /// Reads `all`, `none`, or ids of rules separated by commas; case and spaces around an id do not matter.
    ///
    /// - Throws: ``ViolationSelectionError`` at the first id that the simulator does not know.
    public init(parsing text: String) throws(ViolationSelectionError) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0.filter { $0 != " " }).uppercased() }
        if parts == ["ALL"] || parts == ["NONE"] {
            self = parts == ["ALL"] ? .all : .none
            return
        }
        var found: [PlantedViolation] = []
        for (index, part) in parts.enumerated() {
            guard let violation = PlantedViolation.allCases.first(where: { $0.id == part }) else {
                throw ViolationSelectionError(place: index + 1, length: part.utf8.count)
            }
            found.append(violation)
        }
        self.init(found)
    }

    public func contains(_ violation: PlantedViolation) -> Bool {
        bits & 1 << UInt16(violation.rawValue) != 0
    }

    /// The selected violations, in the order of their rules.
    public var violations: [PlantedViolation] { PlantedViolation.allCases.filter(contains) }
}

/// An id that names no violation of the simulator.
public struct ViolationSelectionError: Error, Hashable, Sendable {
    /// Which of the ids, from 1.
    public let place: Int
    /// How many bytes it has.
    public let length: Int
    /// All ids that are known.
    public var known: [String] { PlantedViolation.allCases.map(\.id) }
}

extension ViolationSelectionError: CustomStringConvertible {
    public var description: String {
        "reading the list of violations: id \(place), of \(length) bytes, is not known; "
            + "expected all, none, or a list of \(known.joined(separator: ", "))"
    }
}
