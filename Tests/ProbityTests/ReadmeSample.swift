import Probity

/// The README's sample, compiled; the lines of the body are the README's.
/// - Parameter folder: where the ledger is made; it must not exist, or be empty.
/// - Returns: a line for each event of the ledger.
func readmeSample(folder: String) async throws -> String {
    // The verifier key is what an auditor is given.
    let verifierKey = try Ledger.create(at: folder, origin: "fleet.example/ledger", in: .system)
    let ledger = try Ledger.open(folder, for: .writing)

    // Whom it concerns. People and serial numbers given here become random ids.
    guard let source = SourceName(text: "mdm:berlin"),
        let device = Bits128(guid: "de01ce00-0000-4000-8000-000000000002")
    else { return "" }
    var subject = EventSubject(tenant: TenantName(name: Token(word: "contoso")))
    subject.devices = [.entra(device)]

    // What happened. Public data has no room for text.
    var data = PublicData()
    data.set(ComplianceEvents.isCompliant, false)
    data.set(ComplianceEvents.witness, .deviceObject)

    // `key` makes the report the same report again, `content` tells whether it changed.
    let report = Array(#"{"id":"report-1","compliant":false}"#.utf8)
    var draft = SubmissionDraft(
        source: source, key: Array("report-1".utf8), content: report, mappingRevision: MappingRevision(1),
        road: Token(word: "api"), isObserved: true, evidence: report)
    draft.add(ComplianceEvents.observed, occurred: .atReceipt, subject: subject, data: data)

    // Returns once the events are durable.
    let receipts = try await ledger.append([draft.finished()])

    var lines = "\(receipts.count) recorded, verify with \(verifierKey)\n"
    try ledger.forEachRecord { record in
        if let event = try? record.event() {
            lines += "\(event.position.value) \(event.type) \(event.stream)\n"
        }
        return true
    }
    try ledger.close()
    return lines
}
