import StrictJSON

/// The pages of one source of one tenant, as a poller of Graph keeps them: each newest first, each later one
/// newer.
struct GraphPages: Sendable {
    let folder: String
    let source: LogSource
    private var facts: [SimulatedFact] = []
    private var number = 0

    static let pageSize = 1_000

    init(folder: String, source: LogSource) {
        self.folder = folder
        self.source = source
    }

    /// Adds a fact in order of its time; a full page is written when one more record is known to follow.
    mutating func add(_ fact: SimulatedFact, in fleet: Fleet, to chunks: inout [ExportChunk]) {
        if facts.count == Self.pageSize { write(isLast: false, fleet, &chunks) }
        facts.append(fact)
    }

    mutating func close(in fleet: Fleet, _ chunks: inout [ExportChunk]) {
        if !facts.isEmpty { write(isLast: true, fleet, &chunks) }
    }

    private mutating func write(isLast: Bool, _ fleet: Fleet, _ chunks: inout [ExportChunk]) {
        number += 1
        let page = Self.page(of: facts, source, next: isLast ? nil : number + 1, in: fleet)
        facts.removeAll(keepingCapacity: true)
        chunks.append(
            ExportChunk(path: "\(folder)/graph-page-\(SourceText.padded(number, 4)).json", bytes: page))
    }

    /// One page of facts that stand in order of time.
    static func page(
        of facts: some BidirectionalCollection<SimulatedFact>, _ source: LogSource, next: Int?,
        in fleet: Fleet
    ) -> [UInt8] {
        let collection = source == .signIn ? "signIns" : "directoryAudits"
        var json = JSONWriter()
        json.beginObject()
        json.member("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#auditLogs/\(collection)")
        if let next {
            json.member(
                "@odata.nextLink",
                "https://graph.microsoft.com/v1.0/auditLogs/\(collection)?$skiptoken=page-\(next)")
        }
        json.key("value")
        json.beginArray()
        for fact in facts.reversed() {
            guard let delivery = Delivery(fact) else { continue }
            let context = RecordContext(fleet, fact, delivery, isGraph: true)
            switch fact.content {
            case .signIn(let row): SignInRecord(context: context, row: row).write(&json)
            case .change(let change): AuditRecord(context: context, change: change).write(&json)
            case .report, .step: break
            }
        }
        json.endArray()
        json.endObject()
        return json.bytes
    }
}
