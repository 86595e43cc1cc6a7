import LedgerModel
import Testing

@Suite("The table of limits")
struct LimitsTableTests {
    @Test("says what the code holds")
    func table() throws {
        let article = Markdown(try Repository.text("Sources/Probity/Probity.docc/Guarantees.md"))
        let rows = Markdown.rows(article.section("## Limits")).map { "\($0[0]): \($0[1])" }
        func number(_ value: Int) -> String {
            String(
                String(value).reversed().enumerated().flatMap { place, digit in
                    place > 0 && place.isMultiple(of: 3) ? [",", digit] : [digit]
                }.reversed())
        }
        func mebibytes(_ value: Int) -> String { "\(value >> 20) MiB" }
        #expect(
            rows == [
                "one record: \(number(Limits.recordBytes)) bytes",
                "one source record: \(mebibytes(Limits.inputRecordBytes))",
                "one private record, with evidence: \(mebibytes(Limits.privateRecordBytes))",
                "events of one submission: \(number(Limits.eventsPerSubmission))",
                "identities of one submission: \(number(Limits.identitiesPerSubmission))",
                "events of one append: \(number(Limits.eventsPerAppend)), one more for each of its submissions",
                "one append, its submissions together: \(mebibytes(Limits.appendBytes))",
                "appends that wait for the writer: 262,144 events, 96 MiB with their drafts",
                "tags of one event: \(Limits.tagsPerEvent)",
                "one stream, tag, source or actor: \(Limits.labelBytes) bytes",
                "one identity's value: \(number(Limits.identityValueBytes)) bytes",
                "instants: 1677-09-21 to 2262-04-11, in nanoseconds",
            ])
    }
}
