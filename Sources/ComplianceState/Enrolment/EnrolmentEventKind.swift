import EventCatalogue
import LedgerModel

/// What an event is to the fold of enrolments.
enum EnrolmentEventKind: Sendable {
    case none
    case step(EnrolmentStepKind)
    case setting(SignInSetting)

    init(_ type: EventType) {
        if let step = EnrolmentStepKind.allCases.first(where: { $0.type == type }) {
            self = .step(step)
        } else if let setting = SignInSetting.allCases.first(where: { $0.type == type }) {
            self = .setting(setting)
        } else {
            self = .none
        }
    }
}

/// What an administrator sets that enrolments are judged by.
enum SignInSetting: UInt8, CaseIterable, Sendable {
    case workflow, defaultAuthentication, factors

    var type: EventType {
        switch self {
        case .workflow: SignInSettingEvents.workflowEnabled.type
        case .defaultAuthentication: SignInSettingEvents.defaultSet.type
        case .factors: SignInSettingEvents.factorsSet.type
        }
    }
}
