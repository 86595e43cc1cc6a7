import ComplianceHistory
import ComplianceLedger
import LedgerModel
import Projections

/// Finds persons by what people call them: asks the identities, then the names in the read models, and reads
/// the private records where neither has the name.
struct PersonLookup {
    let history: History

    init(_ history: History) { self.history = history }

    /// The tags of everyone who is meant; none where nobody was ever seen under the name.
    func tags(_ name: String) throws(LedgerError) -> [Tag] {
        var tags = try history.userTags(name)
        guard tags.isEmpty else { return tags }
        _ = ReadModels.answer(about: history.ledger, instead: "reading the private records") {
            reading throws(ProjectionError) in
            tags = try reading.people(named: name).map { Tag(.word("user"), .id($0.bits)) }
        }
        guard tags.isEmpty else { return tags }
        Terminal.note("looking for the name in all private records")
        let progress = ProgressBar("private records")
        defer { progress.end() }
        let size = history.ledger.size.value
        return try history.peopleInPrivateRecords(named: name) { progress.show($0, of: size) }
    }

    /// That nobody is meant. The name is left out: it is personal.
    static func nobody(_ place: String = "") -> NotFound {
        NotFound(
            "\(place)no person was seen under this name or id",
            hint: "probity list users shows those of whom a sign-in, a factor or a licence is told")
    }
}
