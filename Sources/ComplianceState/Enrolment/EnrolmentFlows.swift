import LedgerModel

/// Which factors may be of an enrolment, by the sessions and flows of all steps.
///
/// Most factors are of sign-ins that nobody enrols by. A factor can be of an enrolment, or leave open of
/// which one another factor is, only where
///
/// - its session is one that a step other than a factor names, or one of which a factor names the flow of
///   such a step; or
/// - its flow is one that a step other than a factor names, or one that a factor of such a session names.
///
/// Ids are known by eight bytes made of them: one that looks like another one lets a factor be kept that
/// says nothing, and changes no answer.
struct EnrolmentFlows: Sendable {
    private var sessions: Set<UInt64> = []
    private var flows: Set<UInt64> = []
    /// What factors name that name both, until it is known which are of enrolments.
    private var pairs: [Pair] = []
    /// Whether any factor names a session.
    private(set) var areSessionsNamed = false

    private struct Pair: Equatable {
        let session: UInt64
        let flow: UInt64
    }

    /// Takes note of a step.
    mutating func note(_ kind: EnrolmentStepKind, session: Bits128?, correlation: CorrelationID?) {
        let session = session.map(Self.short)
        let flow = correlation.map { Self.short($0.bits) }
        if !kind.isOfFactor {
            if let session { sessions.insert(session) }
            if let flow { flows.insert(flow) }
        } else if let session {
            areSessionsNamed = true
            guard let flow else { return }
            let pair = Pair(session: session, flow: flow)
            if pairs.last != pair { pairs.append(pair) }
        }
    }

    /// Finds what factors add, once all steps are noted.
    mutating func settle() {
        // What has no id joins a session by its flow.
        for pair in pairs where flows.contains(pair.flow) { sessions.insert(pair.session) }
        for pair in pairs where sessions.contains(pair.session) { flows.insert(pair.flow) }
        pairs = []
    }

    /// Whether a factor of the flow may be of an enrolment, whatever its session is.
    func holds(_ flow: CorrelationID) -> Bool { flows.contains(Self.short(flow.bits)) }

    /// Whether a factor of the session may be of an enrolment, whatever its flow is.
    func holds(session: Bits128) -> Bool { sessions.contains(Self.short(session)) }

    private static func short(_ id: Bits128) -> UInt64 { id.high ^ id.low }
}
