public import ComplianceLedger
public import Connectors
public import EventCatalogue
public import LedgerModel
import RecordFormat

/// Reads the evidence of a ledger again, by newer mappings than those by which it was read first, and appends
/// what these say.
///
/// A record whose newer mapping says something else gets one `record.remapped` and the events of that
/// mapping, behind each other, with the evidence that is there. Nothing is appended of what it says as
/// before. The older events stay in the log, and count as of every position before.
///
/// Each run goes over the whole log, up to where it ended when the run began, and finds by the log itself
/// what an earlier one did: one that was interrupted is made good by the next, and a second one appends
/// nothing.
/// Memory: some megabytes of evidence, whatever the ledger's size.
public struct Remapping {
    /// Which records are looked at.
    public struct Selection: Sendable {
        /// Nil for every tenant's.
        public var tenant: TenantName?
        /// Nil for every source's.
        public var source: SourceName?

        public init(tenant: TenantName? = nil, source: SourceName? = nil) {
            self.tenant = tenant
            self.source = source
        }
    }

    /// A content with its evidence at hand.
    public struct Candidate: Sendable {
        let content: KeptContent
        let kept: KeptRecord
        let evidence: [UInt8]
        let record: PrivateRecord
    }

    /// What reading a candidate's evidence again gave.
    public typealias Reading = Result<Submission, Rejection>

    private let ledger: Ledger
    private let context: ConnectorContext
    private let selection: Selection
    /// Where the log ended when the run began.
    private let end: TreeSize
    private var next: GlobalPosition?
    public private(set) var summary = RemapSummary()
    /// The batches of which a record was read again.
    public private(set) var batches: Set<SourceBatch> = []

    private static let contentsAtOnce = 1_000
    private static let bytesAtOnce = 4 << 20
    private static let eventsAtOnce = 8_192

    /// - Parameter context: says by which mappings is read, and what the operator lists of instances' groups.
    ///   All else is carried over from the first reading.
    public init(_ ledger: Ledger, _ context: ConnectorContext, _ selection: Selection = Selection()) {
        self.ledger = ledger
        self.context = context
        self.selection = selection
        end = ledger.size
        next = end.value > 0 ? .first : nil
    }

    /// How many events of the log have been gone over; at most ``total``.
    public var progress: UInt64 { next?.value ?? end.value }
    public var total: UInt64 { end.value }

    /// Goes over the whole log.
    ///
    /// - Parameters:
    ///   - map: reads candidates, perhaps on several threads; its results stand in the order of what it gets.
    ///   - report: is called from time to time with how far it is.
    /// - Throws: ``LedgerError`` where the ledger cannot be read or written. What was appended stays.
    public mutating func run(
        map: ([Candidate], @Sendable (Candidate) -> Reading) -> [Reading] = { $0.map($1) },
        report: (Remapping) -> Void = { _ in }
    ) throws(LedgerError) {
        while let position = next {
            let mappings = context.mappings
            let (contents, following) = try ledger.keptContents(
                from: position, below: end, count: Self.contentsAtOnce
            ) { [selection] source, mapping, type in
                (selection.source == nil || selection.source == source)
                    && mappings.mayBeNewer(than: mapping, of: source, type)
            }
            try read(contents, map)
            next = following
            report(self)
        }
    }

    /// Reads contents again, as many at once as their evidence allows.
    private mutating func read(
        _ contents: [KeptContent],
        _ map: ([Candidate], @Sendable (Candidate) -> Reading) -> [Reading]
    ) throws(LedgerError) {
        var candidates: [Candidate] = []
        var bytes = 0
        for content in contents {
            guard let tenant = content.tags.lazy.compactMap({ TenantName(tag: $0) }).first,
                selection.tenant == nil || selection.tenant == tenant
            else { continue }
            summary.looked += 1
            guard let record = try ledger.privateRecord(of: content),
                let evidence = try ledger.evidence(of: record)
            else {
                summary.withoutEvidence += 1
                continue
            }
            candidates.append(
                Candidate(
                    content: content,
                    kept: KeptRecord(
                        source: content.source, tenant: tenant, receivedAt: content.submittedAt,
                        types: content.types, reason: Self.reason(of: content)),
                    evidence: evidence, record: record))
            bytes += evidence.count
            guard bytes >= Self.bytesAtOnce else { continue }
            try append(candidates, map)
            candidates = []
            bytes = 0
        }
        try append(candidates, map)
    }

    private static func reason(of content: KeptContent) -> ObservationReason? {
        guard content.type == RecordEvents.observed.type else { return nil }
        return PublicDataView(content.data)[RecordEvents.reason]
    }

    private mutating func append(
        _ candidates: [Candidate],
        _ map: ([Candidate], @Sendable (Candidate) -> Reading) -> [Reading]
    ) throws(LedgerError) {
        guard !candidates.isEmpty else { return }
        let ledger = self.ledger
        let context = self.context
        let readings = map(candidates) { candidate in
            VendorConnector().readAgain(candidate.evidence, candidate.kept, context) {
                ledger.isSame($0, as: candidate.content)
            }
        }
        var group: [(submission: Submission, candidate: Candidate)] = []
        var events = 0
        var bytes = 0
        for (candidate, reading) in zip(candidates, readings) {
            switch reading {
            case .failure(let rejection): refuse(candidate, rejection)
            case .success(let submission):
                guard submission.mappingRevision > candidate.content.mapping else {
                    summary.same += 1
                    continue
                }
                let again = candidate.again(submission)
                let isMuch =
                    events + again.events.count > Self.eventsAtOnce
                    || bytes + again.byteCount > Limits.appendBytes / 2
                if isMuch {
                    try send(group)
                    group = []
                    events = 0
                    bytes = 0
                }
                events += again.events.count
                bytes += again.byteCount
                group.append((again, candidate))
            }
        }
        try send(group)
    }

    private mutating func send(
        _ group: [(submission: Submission, candidate: Candidate)]
    ) throws(LedgerError) {
        guard !group.isEmpty else { return }
        for (index, result) in ledger.appendEach(group.map(\.submission)).enumerated() {
            let (submission, candidate) = group[index]
            switch result {
            case .success(let receipt):
                summary.note(receipt)
                if let batch = SourceBatch(submission) { batches.insert(batch) }
            case .failure(.failed(let cause)): throw cause
            case .failure(.noSpace(let available, let reserve)):
                throw .noSpace(available: available, reserve: reserve)
            case .failure(let error):
                refuse(
                    candidate,
                    Rejection(
                        code: "ledger.refused", expected: "a record within the limits", found: "\(error)"))
            }
        }
    }

    private mutating func refuse(_ candidate: Candidate, _ rejection: Rejection) {
        summary.note(
            RemapSummary.Refusal(
                position: candidate.content.position, source: candidate.content.source, reason: rejection))
    }
}

extension Remapping.Candidate {
    /// A submission of the candidate's evidence that refers to it.
    fileprivate func again(_ read: Submission) -> Submission {
        var submission = read
        submission.evidence = nil
        submission.road = record.road
        if let evidence = content.evidence {
            submission.readAgain = ReadAgain(
                origin: content.position, evidence: evidence, received: record.received,
                findsSamePersonal: record.personal == read.personal)
        }
        return submission
    }
}
