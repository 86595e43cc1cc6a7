import Probity

/// The sample of the article on enforced rules, compiled; the lines of the body are the article's.
/// - Returns: what became of a partner that wants a platform which another one has.
func enforcingSample(_ ledger: Ledger, adding command: Submission) async throws -> String {
    do {
        let done = try await ledger.append(enforcing: [command])
        return "recorded at position \(done.receipts[0].positions.lowerBound)"
    } catch EnforcingError.refused(let commands) {
        var lines = ""
        for violation in commands[0].violations {
            lines += "\(violation.rule.id): \(violation.rule.title)\n"
            for fact in violation.state { lines += "stands: \(fact.text)\n" }
            lines += "way out: \(violation.wayOut)\n"
            for source in violation.sources {
                lines += "source: \(ReferenceData.current.citation(of: source))\n"
            }
        }
        return lines
    }
}
