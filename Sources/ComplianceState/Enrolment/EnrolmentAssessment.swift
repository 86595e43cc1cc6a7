public import EventCatalogue
import LedgerModel

/// What vendors' documents would have of an enrolment, and where it was otherwise.
///
/// Judged by what was in force at each step's time, of settings as of documents. Where a document contradicts
/// itself, all that it says stands: fewer factors than the least of it break the rule. What nobody said is
/// not judged, and is told in ``undetermined``.
public struct EnrolmentAssessment: Hashable, Sendable {
    public let session: EnrolmentSession
    /// The rows that say how many factors are asked for; more than one where the document contradicts itself.
    /// Empty where it is not known which row counts.
    public let required: [ReferenceRow<ReferenceData.FactorCount>]
    /// How many factors were given afresh, by the steps.
    public let observed: Int
    public private(set) var deviations: [EnrolmentDeviation] = []
    public private(set) var undetermined: [EnrolmentUndetermined] = []

    private let reference: ReferenceData
    private let factors: [EnrolmentFactor]

    public init(_ session: EnrolmentSession, by reference: ReferenceData = .current) {
        self.session = session
        self.reference = reference
        factors = session.factors
        observed = factors.count
        guard session.isDocumented else {
            required = []
            for table in [ReferenceKind.providerChain, .inputPage, .factorCount] {
                undetermined.append(EnrolmentUndetermined(table: table, missing: [.product]))
            }
            return
        }
        let (rows, missing) = Self.required(session, reference)
        required = rows
        if !missing.isEmpty {
            undetermined.append(EnrolmentUndetermined(table: .factorCount, missing: missing))
        }
        judgeWorkflow()
        judgeProviders()
        judgePages()
        judgeCount()
        judgeOrder()
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.session == right.session && left.required == right.required
            && left.deviations == right.deviations && left.undetermined == right.undetermined
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(session)
        hasher.combine(deviations)
    }

    // MARK: - How many factors

    private static func required(
        _ session: EnrolmentSession, _ reference: ReferenceData
    ) -> ([ReferenceRow<ReferenceData.FactorCount>], [EnrolmentUndetermined.Missing]) {
        let instant = session.decisive
        if let kind = session.userKind?.value, kind == .activeDirectory || kind == .local {
            return ([], [.entraUser])
        }
        let workflow = session.workflow.known(at: instant)?.value.documented
        let manager = session.managerFactors.known(at: instant)?.value.ofManager
        let entra = session.entraFactors.known(at: instant)?.value.ofEntra
        var missing: [EnrolmentUndetermined.Missing] = []
        if workflow == nil { missing.append(.workflow) }
        if session.userKind?.value != .entra { missing.append(.userKind) }
        if manager == nil { missing.append(.managerFactors) }
        if entra == nil { missing.append(.entraFactors) }
        guard missing.isEmpty, let workflow, let manager, let entra else { return ([], missing) }
        let rows = reference.factorsRequired(
            workflow: workflow, deviceManagerFactors: manager, entraFactors: entra, at: instant)
        return (rows, rows.isEmpty ? [.documents] : [])
    }

    /// The greater of what was seen and what the source says was given: a step that nobody told of is no
    /// factor left out.
    public var counted: Int64 { max(Int64(observed), session.countSaid?.count ?? 0) }

    private mutating func judgeCount() {
        guard session.outcome == .completed, let least = required.map(\.value.count).min(),
            let most = required.map(\.value.count).max()
        else { return }
        guard session.countSaid != nil || session.tellsAuthentication else {
            undetermined.append(EnrolmentUndetermined(table: .factorCount, missing: [.authentication]))
            return
        }
        let kind: EnrolmentDeviation.Kind
        if counted < least {
            kind = .tooFewFactors
        } else if counted < most {
            kind = .fewerThanOtherReading
        } else if counted > most {
            kind = .moreFactors
        } else {
            return
        }
        let instant = session.decisive
        let settings = [
            session.workflow.known(at: instant)?.position,
            session.managerFactors.known(at: instant)?.position,
            session.entraFactors.known(at: instant)?.position, session.userKind?.position,
            session.countSaid?.position,
        ].compactMap { $0 }
        deviations.append(
            EnrolmentDeviation(
                kind, expected: least == most ? "\(least)" : "\(least) or \(most)", found: "\(counted)",
                positions: settings + factors.map(\.position) + [session.proof.position],
                by: required.map { EnrolmentDeviation.Citation($0) }))
    }

    private mutating func judgeOrder() {
        for (index, later) in factors.enumerated() {
            for earlier in factors[..<index] where earlier.occurred < later.occurred {
                guard let first = turn(of: earlier), let second = turn(of: later),
                    first.value.order > second.value.order
                else { continue }
                deviations.append(
                    EnrolmentDeviation(
                        .factorsOutOfOrder,
                        expected: "\(second.value.provider.rawValue) first",
                        found: "\(first.value.provider.rawValue) first",
                        positions: [earlier.position, later.position],
                        by: [EnrolmentDeviation.Citation(first), EnrolmentDeviation.Citation(second)]))
                return
            }
        }
    }

    /// The row that says when a factor's turn is: its method's, else any of who asked.
    private func turn(of factor: EnrolmentFactor) -> ReferenceRow<ReferenceData.FactorChannel>? {
        guard !factor.isPassword, let provider = factor.askedBy?.documented else { return nil }
        let rows = reference.factorChannels.inForce(at: factor.occurred)
            .filter { $0.value.provider == provider }
        return rows.first { $0.value.method == factor.method } ?? rows.first
    }

    mutating func add(_ deviation: EnrolmentDeviation) { deviations.append(deviation) }

    mutating func leaveOpen(_ table: ReferenceKind, _ missing: [EnrolmentUndetermined.Missing]) {
        guard !missing.isEmpty else { return }
        undetermined.append(EnrolmentUndetermined(table: table, missing: missing))
    }

    var tables: ReferenceData { reference }
}
