import EventCatalogue
import LedgerModel

extension RecordMapping {
    /// The submission of a record of the unified log. Where the record is the directory's, its events are
    /// those of the record of Entra's own log that says the same.
    static func submission(
        of unified: UnifiedAuditRecord, road: Road, evidence: [UInt8], context: ConnectorContext
    ) throws(Rejection) -> Submission {
        let translation = try UnifiedAuditTranslation(unified)
        let record = try EntraRecord(unified, as: translation, road: road, context: context)
        var mapping = RecordMapping(record, evidence: evidence)
        if unified.inner == nil {
            try mapping.mapUnreadable(unified)
        } else {
            switch unified.kind {
            case .signIn: try mapping.mapSignIn()
            case .audit: try mapping.mapAudit()
            case .other: try mapping.mapOtherService()
            }
        }
        mapping.note(unreadable: translation.unreadable)
        return mapping.finished()
    }

    private mutating func mapOtherService() throws(Rejection) {
        var personal = privateText()
        let audit = try AuditRecord(record, &personal)
        observe(audit, .noMapping, personal, category: .other)
        markUnmapped()
    }

    /// A row whose record cannot be read says that there was one.
    private mutating func mapUnreadable(_ unified: UnifiedAuditRecord) throws(Rejection) {
        var personal = privateText()
        let audit = try AuditRecord(record, &personal)
        personal.add(unreadable: UnreadableField(name: "AuditData", text: unified.unreadable))
        let category: RecordCategory =
            switch unified.kind {
            case .signIn: .signIn
            case .audit: .directoryAudit
            case .other: .other
            }
        observe(audit, .fieldUnreadable, personal, category: category, unreadableFields: 1)
    }
}
