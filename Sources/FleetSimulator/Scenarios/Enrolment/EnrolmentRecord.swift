import EventCatalogue
import LedgerModel

/// What an enrolment came to, for the answer sheet.
struct EnrolmentRecord: Sendable {
    let session: Bits128
    let cell: EnrolmentCell
    let device: PilotDevice
    let userKind: DirectoryUserKind
    var outcome = "completed"
    /// How many factors were given afresh, the password among them.
    var factors = 0
    /// The rows of the reference data's three tables by which it went.
    var rows: [String] = []
}

extension EnrolmentRecord {
    /// Takes the rows that say on which page something is entered, where it was entered there.
    mutating func enter(
        _ input: ReferenceData.Input, on page: ReferenceData.Page, at instant: Timestamp,
        _ reference: ReferenceData
    ) {
        rows += reference.page(
            workflow: cell.setting.workflow == .new ? .new : .existing,
            user: userKind == .entra ? .entra : .activeDirectory, input: input, at: instant
        ).filter { $0.value.page == page }.map(\.id)
    }

    /// Takes the row that says how many factors are given, where as many were.
    mutating func count(at instant: Timestamp, _ reference: ReferenceData) {
        guard userKind == .entra else { return }
        let setting = cell.setting
        rows += reference.factorsRequired(
            workflow: setting.workflow == .new ? .new : .existing,
            deviceManagerFactors: setting.manager == .two ? .two : .single,
            entraFactors: setting.entra == .multi ? .multi : .single, at: instant
        ).filter { $0.value.count == factors }.map(\.id)
    }
}
