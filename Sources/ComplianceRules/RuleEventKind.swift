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
    case mappingSet, windowsSet
    case workflowEnabled, defaultSet, factorsSet
    case consentGranted, directorySynced, syncConfigured
    case groupObserved
    // Steps of an enrolment.
    case identifierSubmitted, passwordPassed, passwordFailed, enrollmentCompleted, enrollmentStep, factorGiven
    // Devices.
    case deviceEnrolled, deviceCheckedIn, brokerSeen, brokerRemoved, deviceSeen, deviceRegistered
    case deviceJoined, deviceHybridJoined, registrationStarted, registrationRun, inventorySent, reportSent
    /// Says which ids are one device's.
    case deviceBound

    /// Which events have to be read to judge one of the kind.
    enum Reach: Sendable { case tenant, group, session, device }

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
        (.directorySynced, .directorySynced), (.syncConfigured, .syncConfigured),
        (.mappingSet, .mappingSet), (.windowsSet, .windowsSet),
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
        (DeviceEvents.brokerSignedIn, .brokerSeen), (DeviceEvents.brokerRemoved, .brokerRemoved),
        (DeviceEvents.registered, .deviceRegistered), (DeviceEvents.registrationObserved, .deviceSeen),
        (DeviceStepEvents.joined, .deviceJoined), (DeviceStepEvents.hybridJoined, .deviceHybridJoined),
        (DeviceStepEvents.checkedIn, .deviceCheckedIn), (DeviceEvents.identityBound, .deviceBound),
        (DeviceStepEvents.identityRebound, .deviceBound),
        (ScopeEvents.managementObserved, .groupObserved),
        (DeviceStepEvents.registrationStarted, .registrationStarted),
        (DeviceStepEvents.registrationPolicyRun, .registrationRun),
        (DeviceStepEvents.inventorySent, .inventorySent), (ComplianceEvents.sent, .reportSent),
    ]

    var reach: Reach {
        switch self {
        case .identifierSubmitted, .passwordPassed, .passwordFailed, .enrollmentCompleted, .enrollmentStep,
            .factorGiven:
            .session
        case .deviceEnrolled, .deviceCheckedIn, .brokerSeen, .brokerRemoved, .deviceSeen, .deviceRegistered,
            .deviceJoined, .deviceHybridJoined, .registrationStarted, .registrationRun, .inventorySent,
            .reportSent, .deviceBound:
            .device
        case .groupObserved: .group
        default: .tenant
        }
    }

    /// Whether such an event names the connection that it is about as its partner.
    var isOfConnection: Bool {
        switch self {
        case .workflowEnabled, .defaultSet, .factorsSet, .consentGranted, .directorySynced, .syncConfigured:
            false
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

    /// Whether what stands of the device alone decides, and nothing of the tenant.
    var isJudgedByDevice: Bool { self == .deviceRegistered }

    /// Whether a rule judges such an event by what stands, and not by its own fields alone.
    var isJudgedByState: Bool {
        switch self {
        case .partnerAdded, .partnerConfigured, .partnerEnabled, .partnerResumed, .connectionTested,
            .suppressionSet, .updateRequested, .instanceConnected, .instanceDisconnected, .versionObserved,
            .workflowEnabled, .scopeChanged, .windowsSet, .deviceRegistered, .reportSent:
            true
        default: reach == .session
        }
    }
}
