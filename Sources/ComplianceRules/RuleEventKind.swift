import ComplianceState
import EventCatalogue
import LedgerModel

/// The types of events that rules judge, or by which they judge others.
enum RuleEventKind: Hashable, Sendable {
    // A tenant's settings, connections and installations.
    case partnerAdded, partnerRemoved, partnerAssigned, partnerConfigured, partnerEnabled, partnerSuspended
    case partnerResumed, partnerTerminated, partnerDeprovisioned, partnerObserved, partnerChanged
    case connectionTested, suppressionSet, updateRequested, scopeChanged
    case instanceConnected, instanceDisconnected, policyEnabled, policyDisabled, versionObserved
    case workflowEnabled, defaultSet, factorsSet
    case consentGranted, directorySynced
    // Steps of an enrolment.
    case identifierSubmitted, passwordPassed, passwordFailed, enrollmentCompleted, enrollmentStep, factorGiven
    // Devices.
    case deviceEnrolled, deviceCheckedIn, brokerSeen, deviceSeen, registrationStarted, registrationRun
    case inventorySent, reportSent

    /// Which events have to be read to judge one of the kind.
    enum Reach: Sendable { case tenant, session, device }

    /// By the type.
    static let kinds: [EventType: RuleEventKind] = {
        var out: [EventType: RuleEventKind] = [:]
        for (kind, rule) in setups { if let type = kind.type { out[type] = rule } }
        for (kind, rule) in steps { out[kind.type] = rule }
        for (definition, rule) in others { out[definition.type] = rule }
        return out
    }()

    /// What is done with partners and installations, and what is seen of them.
    private static let setups: [(SetupEventKind, RuleEventKind)] = [
        (.added, .partnerAdded), (.removed, .partnerRemoved), (.assigned, .partnerAssigned),
        (.configured, .partnerConfigured), (.enabled, .partnerEnabled), (.suspended, .partnerSuspended),
        (.resumed, .partnerResumed), (.terminated, .partnerTerminated),
        (.deprovisioned, .partnerDeprovisioned), (.observed, .partnerObserved), (.changed, .partnerChanged),
        (.tested, .connectionTested), (.suppressionSet, .suppressionSet),
        (.updateRequested, .updateRequested), (.scopeChanged, .scopeChanged),
        (.instanceConnected, .instanceConnected), (.instanceDisconnected, .instanceDisconnected),
        (.policyEnabled, .policyEnabled), (.policyDisabled, .policyDisabled),
        (.versionObserved, .versionObserved), (.consentGranted, .consentGranted),
        (.directorySynced, .directorySynced),
    ]

    private static let steps: [(EnrolmentStepKind, RuleEventKind)] = [
        (.identifierSubmitted, .identifierSubmitted), (.passwordPassed, .passwordPassed),
        (.passwordFailed, .passwordFailed), (.completed, .enrollmentCompleted),
        (.requested, .enrollmentStep), (.redirected, .enrollmentStep), (.satisfied, .factorGiven),
        (.codeVerified, .factorGiven),
    ]

    private static let others: [(EventDefinition, RuleEventKind)] = [
        (SignInSettingEvents.workflowEnabled, .workflowEnabled),
        (SignInSettingEvents.defaultSet, .defaultSet), (SignInSettingEvents.factorsSet, .factorsSet),
        (DeviceEvents.enrolled, .deviceEnrolled), (DeviceEvents.brokerInstalled, .brokerSeen),
        (DeviceEvents.brokerSignedIn, .brokerSeen), (DeviceEvents.registered, .deviceSeen),
        (DeviceEvents.registrationObserved, .deviceSeen), (DeviceStepEvents.joined, .deviceSeen),
        (DeviceStepEvents.hybridJoined, .deviceSeen), (DeviceStepEvents.checkedIn, .deviceCheckedIn),
        (DeviceStepEvents.registrationStarted, .registrationStarted),
        (DeviceStepEvents.registrationPolicyRun, .registrationRun),
        (DeviceStepEvents.inventorySent, .inventorySent), (ComplianceEvents.sent, .reportSent),
    ]

    var reach: Reach {
        switch self {
        case .identifierSubmitted, .passwordPassed, .passwordFailed, .enrollmentCompleted, .enrollmentStep,
            .factorGiven:
            .session
        case .deviceEnrolled, .deviceCheckedIn, .brokerSeen, .deviceSeen, .registrationStarted,
            .registrationRun, .inventorySent, .reportSent:
            .device
        default: .tenant
        }
    }

    /// Whether such an event names the connection that it is about as its partner.
    var isOfConnection: Bool {
        switch self {
        case .workflowEnabled, .defaultSet, .factorsSet, .consentGranted, .directorySynced: false
        default: reach == .tenant
        }
    }

    /// Whether a rule judges such an event; the others are what it is judged by.
    var isJudged: Bool {
        switch self {
        case .deviceEnrolled, .deviceCheckedIn, .brokerSeen, .registrationStarted, .registrationRun,
            .inventorySent:
            true
        default: isJudgedByState
        }
    }

    /// Whether a rule judges such an event by what stands, and not by its own fields alone.
    var isJudgedByState: Bool {
        switch self {
        case .partnerAdded, .partnerConfigured, .partnerEnabled, .partnerResumed, .connectionTested,
            .suppressionSet, .updateRequested, .instanceConnected, .instanceDisconnected, .versionObserved,
            .workflowEnabled,
            .reportSent:
            true
        default: reach == .session
        }
    }
}
