import ComplianceHistory
import ComplianceLedger
import EventCatalogue
import LedgerModel

/// Looks after an import whether the batches that it met are whole, and has the ledger say what it noticed.
///
/// All batches that were met are looked at, those too of which everything was there already: an import that
/// was interrupted before it came to this is made good by the next one. What was said once is not said again.
struct BatchCheck {
    private(set) var batches: Set<SourceBatch> = []
    private var lines: [String] = []

    mutating func note(_ batch: SourceBatch) { batches.insert(batch) }

    mutating func add(_ others: Set<SourceBatch>) { batches.formUnion(others) }

    /// Records what is due, and keeps what there is to tell.
    mutating func run(_ ledger: Ledger) throws {
        let history = History(ledger)
        for found in try history.completeness(of: batches, below: ledger.size) {
            guard let submission = found.due(in: ledger.origin.id) else {
                if !found.isWhole { lines.append("gap still open: " + found.text) }
                continue
            }
            _ = try ledger.appendAndWait([submission])
            lines.append((found.isWhole ? "gap closed: " : "gap noticed: ") + found.text)
        }
    }

    func tell() {
        for line in lines { Terminal.note(line) }
        if lines.contains(where: { !$0.hasPrefix("gap closed") }) {
            Terminal.hint("probity list sources --gaps shows what is missing")
        }
    }
}

extension BatchCompleteness {
    fileprivate var text: String {
        let name =
            switch report {
            case .devices: " of Devices"
            case .deviceComplianceOrg: " of DeviceComplianceOrg"
            case .unrecognised, nil: ""
            }
        return "batch \(batch.id.guidText)\(name) has \(found) of \(expected) rows"
    }
}
