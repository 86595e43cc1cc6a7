/// A story that the simulator tells beside its ordinary fleet.
///
/// The first five happen in a company of their own each: a tenant that tries a device manager out, with pilot
/// devices that stand in the events alone. The last two happen to people of the ordinary fleet, and stand in
/// the directory's logs as well.
public enum Scenario: UInt8, CaseIterable, Hashable, Sendable {
    /// MaaS360 is set up, and people enrol by both its workflows under every setting.
    case maas360 = 0
    /// Two Cores on one tenant, until all are disconnected; their devices go over to Workspace ONE.
    case ivanti = 1
    /// Workspace ONE: phones and Macs by partner compliance, Windows by the application that manages.
    case workspaceOne = 2
    /// Jamf Pro's older connection, set up by hand, until it is ended.
    case jamf = 3
    /// Two Jamf Pro on one tenant by Cloud Connector, in a government's cloud.
    case jamfCloud = 4
    /// Sign-ins with every result that the reference data know.
    case signIns = 5
    /// People leave the group and come back, and lose their licence for a while.
    case people = 6

    /// Its name in lists.
    public var word: String {
        switch self {
        case .maas360: "maas360"
        case .ivanti: "ivanti"
        case .workspaceOne: "workspace-one"
        case .jamf: "jamf"
        case .jamfCloud: "jamf-cloud"
        case .signIns: "sign-ins"
        case .people: "people"
        }
    }

    /// Whether it happens in a company of its own.
    var hasCompany: Bool { rawValue <= Self.jamfCloud.rawValue }
}

/// Which scenarios to tell.
public struct ScenarioSelection: Hashable, Sendable {
    private var bits: UInt8

    public static let none = ScenarioSelection([])
    public static let all = ScenarioSelection(Scenario.allCases)

    public init(_ scenarios: some Sequence<Scenario>) {
        bits = 0
        for scenario in scenarios { bits |= 1 << scenario.rawValue }
    }

    /// Reads `all`, `none`, or names separated by commas; case and spaces around a name do not matter.
    ///
    /// - Throws: ``ScenarioSelectionError`` at the first name that the simulator does not know.
    public init(parsing text: String) throws(ScenarioSelectionError) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0.filter { $0 != " " }).lowercased() }
        if parts == ["all"] || parts == ["none"] {
            self = parts == ["all"] ? .all : .none
            return
        }
        var found: [Scenario] = []
        for (index, part) in parts.enumerated() {
            guard let scenario = Scenario.allCases.first(where: { $0.word == part }) else {
                throw ScenarioSelectionError(place: index + 1, length: part.utf8.count)
            }
            found.append(scenario)
        }
        self.init(found)
    }

    public func contains(_ scenario: Scenario) -> Bool { bits & 1 << scenario.rawValue != 0 }

    /// The selected scenarios, in their order.
    public var scenarios: [Scenario] { Scenario.allCases.filter(contains) }
}

/// A name that is no scenario of the simulator.
public struct ScenarioSelectionError: Error, Hashable, Sendable {
    /// Which of the names, from 1.
    public let place: Int
    /// How many bytes it has.
    public let length: Int
    /// All names that are known.
    public var known: [String] { Scenario.allCases.map(\.word) }
}

extension ScenarioSelectionError: CustomStringConvertible {
    public var description: String {
        "reading the list of scenarios: name \(place), of \(length) bytes, is not known; "
            + "expected all, none, or a list of \(known.joined(separator: ", "))"
    }
}
