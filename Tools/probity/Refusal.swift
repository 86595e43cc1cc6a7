import ComplianceLedger
import EventCatalogue
import LedgerModel
import StrictJSON

/// Why an event was not recorded, as it stands in quarantine: never what the event holds.
struct Refusal: Error {
    /// The event is JSON, but not one of the catalogue's events.
    static let invalid = "event.invalid"
    /// Members around a list of events.
    static let wrapped = "event.wrapped"

    var code: String
    var field: String?
    var expected: String
    var found: String
    /// For people, on one line.
    var reason: String

    init(code: String, field: String? = nil, expected: String, found: String) {
        self.code = code
        self.field = field
        self.expected = expected
        self.found = found
        reason = "\(code): expected \(expected), found \(found)"
    }

    init(_ failures: ValidationFailures) {
        if failures.failures.count == 1, let only = failures.failures.first {
            self.init(code: Self.invalid, field: only.member, expected: only.expected, found: only.found)
        } else {
            self.init(code: Self.invalid, expected: "an event of the catalogue", found: "\(failures)")
        }
        reason = "\(failures)"
    }

    init(_ error: JSONSyntaxError) {
        self.init(
            code: error.code.rawValue, expected: "a JSON text",
            found: "none, as byte \(error.byteOffset) shows")
    }

    /// What the ledger has against an event that the catalogue understands.
    init(_ error: AppendError) {
        let code = "ledger.refused"
        switch error {
        case .contentConflict(_, let recorded):
            self.init(
                code: code, expected: "the content that stands at position \(recorded.value)",
                found: "another content with the same source and id")
        case .limit(_, let what, let found, let limit):
            self.init(code: code, expected: "at most \(limit) \(what)", found: "\(found)")
        default: self.init(code: code, expected: "a record within the limits", found: "\(error)")
        }
    }
}

extension CloudEventReader {
    /// Reads the text of one event.
    func read(_ bytes: [UInt8]) -> Result<Submission, Refusal> {
        do throws(JSONSyntaxError) {
            return read(try JSONDocument(bytes).root).mapError { Refusal($0) }
        } catch {
            return .failure(Refusal(error))
        }
    }
}

extension QuarantineEntry {
    /// The event that was refused, where it is one and can be read now; nil where it is not, or still cannot.
    func submittedEvent() -> Submission? {
        // What stood around a list of events is none: its list has been taken out.
        guard !code.utf8.elementsEqual(Refusal.wrapped.utf8), parts == 1,
            let root = try? JSONDocument(bytes).root, root["specversion"] != nil
        else { return nil }
        return try? CloudEventReader().read(root).get()
    }
}
