import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import Connectors
import LedgerModel
import StrictJSON

/// The evidence of a ledger on its way through today's mappings.
struct RemapRun {
    let place: LedgerOptions
    let context: ConnectorContext
    let selection: Remapping.Selection

    /// Reads the evidence again, and brings the read models up to date.
    ///
    /// - Parameter isJSON: whether the summary is for programs.
    /// - Returns: what was counted.
    /// - Throws: what stopped it, after the summary of what was done before.
    func run(isJSON: Bool) throws -> RemapSummary {
        let ledger = try place.open(.writing)
        defer { try? ledger.close() }
        var remapping = Remapping(ledger, context, selection)
        let bar = ProgressBar("reading evidence again")
        let end = Result {
            try remapping.run(map: mapOnAllProcessors) { bar.show($0.progress, of: $0.total) }
        }
        bar.end()
        let summary = remapping.summary
        var batches = BatchCheck()
        batches.add(remapping.batches)
        let checked = Result { if case .success = end { try batches.run(ledger) } }
        try ledger.close()
        try ReadModels.catchUp(place.path, recorded: summary.events) {
            if isJSON { Terminal.json { summary.write(&$0) } } else { summary.tell() }
            batches.tell()
        }
        try end.get()
        try checked.get()
        return summary
    }
}

extension RemapSummary {
    /// How many refusals are told to people.
    private static let refusalsTold = 20

    fileprivate func write(_ writer: inout JSONWriter) {
        writer.beginObject()
        for (name, value) in [
            ("looked", looked), ("remapped", remapped), ("same", same), ("withoutEvidence", withoutEvidence),
            ("refused", refused), ("unmapped", unmapped), ("events", events),
        ] {
            writer.key(name)
            writer.uint64(value)
        }
        for (name, value) in [("firstPosition", firstPosition), ("lastPosition", lastPosition)] {
            writer.key(name)
            if let value { writer.uint64(value) } else { writer.null() }
        }
        writer.key("reasons")
        writer.beginObject()
        for (reason, count) in reasons.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            writer.key(reason)
            writer.uint64(count)
        }
        writer.endObject()
        writer.key("refusals")
        writer.beginArray()
        for refusal in refusals {
            writer.beginObject()
            writer.key("position")
            writer.uint64(refusal.position.value)
            writer.key("source")
            writer.string(refusal.source.description)
            writer.key("code")
            writer.string(refusal.reason.code)
            writer.key("field")
            if let field = refusal.reason.field { writer.string(field) } else { writer.null() }
            writer.key("expected")
            writer.string(refusal.reason.expected)
            writer.key("found")
            writer.string(refusal.reason.found)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    fileprivate func tell() {
        Terminal.table(
            ["looked", "remapped", "same", "without evidence", "refused", "events"],
            [[looked, remapped, same, withoutEvidence, refused, events].map { String($0) }])
        if withoutEvidence > 0 {
            Terminal.note("\(withoutEvidence) have no evidence, or none any more, and stay as they are")
        }
        guard refused > 0 else { return }
        for refusal in refusals.prefix(Self.refusalsTold) {
            Terminal.note("@\(refusal.position.value) of \(refusal.source) stays as it is: \(refusal.reason)")
        }
        if refused > Self.refusalsTold { Terminal.note("\(refused) in all stay as they are") }
        Terminal.hint("probity show event @POSITION --evidence shows what was read")
    }
}
