import EventCatalogue
import LedgerModel

/// Where in the tables of MaaS360's workflows an enrolment falls: what is set then, who enrols, and how it
/// goes.
///
/// The settings change twelve times, six times in each workflow, and so cover each cell. Enrolments are dealt
/// out to the twelve by turns, the first one by the seed, and within each to its stories by turns as well.
struct EnrolmentCell: Sendable {
    let number: Int
    let setting: EnrolmentSettings
    let story: EnrolmentStory
    let platform: Platform
    let ownership: Ownership
    /// Whether name and domain are entered where the table has it, and not where the steps have it.
    let followsTable: Bool
    /// The rule that the enrolment breaks, where that was asked for.
    let breaks: PlantedViolation?

    init(_ plan: FleetPlan, _ number: Int) {
        var random = SeededRandom(seed: plan.seed, .scenario, -1)
        let turn = number + random.below(EnrolmentSettings.all.count)
        let visit = number / EnrolmentSettings.all.count
        self.number = number
        setting = EnrolmentSettings.all[turn % EnrolmentSettings.all.count]
        story = setting.stories[visit % setting.stories.count]
        platform = story.platform ?? [.iOS, .android, .windows, .iPadOS][(number + visit) % 4]
        ownership = number % 3 == 0 ? .personal : .company
        followsTable = visit % 2 == 1
        breaks = nil
    }

    /// An enrolment that breaks a rule, under settings in which that shows.
    init(breaking violation: PlantedViolation) {
        number = CompanyScripts.mostEnrolments + Int(violation.rawValue)
        breaks = violation
        let place =
            switch violation {
            case .settingNone: 5
            case .fallback: 7
            case .workflows: 0
            case .passwordPage: 6
            default: 9
            }
        setting = EnrolmentSettings.all[place]
        story = EnrolmentStory(userKind: violation == .fallback ? .activeDirectory : .entra)
        platform = .iOS
        ownership = .company
        followsTable = false
    }

    /// By which workflow the enrolment goes.
    var workflow: EnrollmentWorkflow { breaks == .workflows ? .new : setting.workflow }

    /// When the enrolment is asked for: while its settings are in force, and early enough to end so.
    func start(_ company: Company, _ plan: FleetPlan) -> Timestamp {
        var random = SeededRandom(seed: plan.seed, .scenario, -2, number)
        let begins = company.at(setting.begins)
        let ends = company.at(setting.begins + EnrolmentSettings.length)
        let length = (ends.nanoseconds - begins.nanoseconds) / 1_000_000_000
        return begins.adding(seconds: length / 10 + Int64(random.below(Int(length / 2) + 1)))
    }
}

/// What is set in a part of the plan.
struct EnrolmentSettings: Sendable {
    let workflow: EnrollmentWorkflow
    let setting: DefaultAuthentication
    let manager: FactorSetting
    let entra: FactorSetting
    /// When it begins, in thousandths of the plan.
    let begins: Int
    let stories: [EnrolmentStory]

    /// How long it lasts, in thousandths of the plan.
    static let length = 65
    /// When the workflow is switched, in thousandths of the plan.
    static let switches = 455

    static let all: [EnrolmentSettings] = [
        part(.existing, 0, .entra, .single, .single, .common),
        part(.existing, 1, .both, .single, .multi, .either),
        part(.existing, 2, .entra, .two, .single, .mailed),
        part(.existing, 3, .both, .two, .multi, .eitherMailed),
        part(.existing, 4, .activeDirectory, .single, .multi, .local),
        part(.existing, 5, .none, .single, .single, .refused),
        part(.new, 0, .entra, .single, .single, .common), part(.new, 1, .both, .single, .multi, .challenged),
        part(.new, 2, .entra, .two, .single, .mailed), part(.new, 3, .both, .two, .multi, .thrice),
        part(.new, 4, .activeDirectory, .two, .multi, .local),
        part(.new, 5, .none, .single, .multi, .refused),
    ]

    private static func part(
        _ workflow: EnrollmentWorkflow, _ place: Int, _ setting: DefaultAuthentication,
        _ manager: FactorSetting,
        _ entra: FactorSetting, _ stories: [EnrolmentStory]
    ) -> EnrolmentSettings {
        EnrolmentSettings(
            workflow: workflow, setting: setting, manager: manager, entra: entra,
            begins: (workflow == .existing ? 60 : switches + 10) + place * length, stories: stories)
    }
}

/// How an enrolment goes.
struct EnrolmentStory: Sendable {
    /// How Entra's further factor is asked for and answered.
    enum Factor: Sendable {
        case approved, denied
        /// A code by text message, after so many wrong ones.
        case texted(wrong: Int)
        case called
        /// Nobody answers.
        case unanswered
        /// Nobody answers the approval; a text message is asked for instead.
        case fellBack
        /// An earlier factor is accepted.
        case claimed
    }

    var userKind = DirectoryUserKind.entra
    /// How often the password is wrong first.
    var wrongPasswords = 0
    var factor = Factor.approved
    /// How often the manager's code is wrong first; three end it.
    var wrongCodes = 0
    var abandonedAt: AbandonedStep?
    /// A platform that the workflows do not have.
    var platform: Platform?
    /// The code by which the manager refuses the device in the end.
    var refusal: Int?
}

extension [EnrolmentStory] {
    fileprivate static let common: [EnrolmentStory] = [
        EnrolmentStory(), EnrolmentStory(wrongPasswords: 1), EnrolmentStory(abandonedAt: .identifier),
        EnrolmentStory(userKind: .activeDirectory), EnrolmentStory(refusal: 34),
        EnrolmentStory(abandonedAt: .request), EnrolmentStory(wrongPasswords: 3),
        EnrolmentStory(abandonedAt: .profile),
    ]
    fileprivate static let either: [EnrolmentStory] = [
        EnrolmentStory(), EnrolmentStory(userKind: .activeDirectory), EnrolmentStory(wrongPasswords: 1),
        EnrolmentStory(userKind: .activeDirectory, wrongPasswords: 1), EnrolmentStory(abandonedAt: .password),
        EnrolmentStory(platform: .macOS),
    ]
    fileprivate static let mailed: [EnrolmentStory] = [
        EnrolmentStory(), EnrolmentStory(wrongCodes: 1), EnrolmentStory(wrongCodes: 3),
        EnrolmentStory(abandonedAt: .code), EnrolmentStory(userKind: .activeDirectory),
        EnrolmentStory(wrongPasswords: 2, wrongCodes: 2),
    ]
    fileprivate static let eitherMailed: [EnrolmentStory] = [
        EnrolmentStory(), EnrolmentStory(userKind: .activeDirectory), EnrolmentStory(wrongCodes: 2),
        EnrolmentStory(userKind: .activeDirectory, wrongCodes: 1), EnrolmentStory(abandonedAt: .code),
    ]
    fileprivate static let local: [EnrolmentStory] = [
        EnrolmentStory(userKind: .activeDirectory), EnrolmentStory(),
        EnrolmentStory(userKind: .activeDirectory, wrongPasswords: 1),
        EnrolmentStory(userKind: .activeDirectory, wrongPasswords: 3),
        EnrolmentStory(userKind: .activeDirectory, abandonedAt: .password),
    ]
    fileprivate static let refused: [EnrolmentStory] = [
        EnrolmentStory(), EnrolmentStory(userKind: .activeDirectory), EnrolmentStory(abandonedAt: .password),
        EnrolmentStory(platform: .linux),
        EnrolmentStory(userKind: .activeDirectory, abandonedAt: .identifier),
    ]
    fileprivate static let challenged: [EnrolmentStory] = [
        EnrolmentStory(), EnrolmentStory(factor: .claimed), EnrolmentStory(factor: .texted(wrong: 0)),
        EnrolmentStory(factor: .denied), EnrolmentStory(factor: .called), EnrolmentStory(factor: .fellBack),
        EnrolmentStory(factor: .unanswered), EnrolmentStory(userKind: .activeDirectory),
        EnrolmentStory(factor: .texted(wrong: 1)), EnrolmentStory(abandonedAt: .factor),
    ]
    fileprivate static let thrice: [EnrolmentStory] = [
        EnrolmentStory(), EnrolmentStory(factor: .texted(wrong: 2), wrongCodes: 1),
        EnrolmentStory(factor: .called),
        EnrolmentStory(factor: .denied), EnrolmentStory(wrongCodes: 3), EnrolmentStory(factor: .fellBack),
        EnrolmentStory(abandonedAt: .code), EnrolmentStory(userKind: .activeDirectory),
        EnrolmentStory(factor: .unanswered),
    ]
}
