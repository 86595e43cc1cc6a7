import ComplianceState
import EventCatalogue
import GRDB
import LedgerModel
import Migrations

/// Makes the tables of a generation, and the list of words that their codes stand for.
enum ProjectionSchema {
    /// Runs the migrations that the file does not have yet; `user_version` counts them.
    static func migrate(_ database: Database) throws {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        for migration in Migration.all where migration.number > version {
            try database.execute(sql: migration.sql)
            // A pragma takes no parameters; the number is the code's own.
            try database.execute(sql: "PRAGMA user_version = \(migration.number)")
        }
    }

    /// Fills a new generation with what is there before the first event.
    static func fill(_ database: Database, ledger: LedgerID) throws {
        let statement = try RawStatement(database, "INSERT INTO word (list, code, word) VALUES (?, ?, ?)")
        func add(_ list: String, _ code: Int, _ word: String) throws {
            statement.bind(1, text: list)
            statement.bind(2, Int64(code))
            statement.bind(3, text: word)
            try statement.run()
        }
        for region in Region.allCases {
            try add("region", Int(region.rawValue), region.word)
            for value in values(of: region) {
                try add("region/" + region.word, Int(value.code), value.word(in: region))
            }
        }
        for feed in SourceFeed.allCases { try add("feed", Int(feed.rawValue), feed.word) }
        for enumeration in EventCatalogue.enumerations {
            func words<Words: CatalogueEnumeration>(_: Words.Type) throws {
                for value in Words.allCases { try add(Words.name, Int(value.rawValue), value.word) }
            }
            try words(enumeration)
        }
        try ProjectionProgress(
            ledger: ledger, revision: ProjectionProgress.currentRevision, size: .empty, logSize: .empty,
            lastEvent: nil
        ).write(database)
    }

    /// The values that have a word in a region.
    static func values(of region: Region) -> [RegionValue] {
        // A report's code holds its stage above its verdict.
        let stages = (RegionValue.ReportStage.allCases.map(\.rawValue).max() ?? 0) + 1
        let limit = region == .complianceReported ? UInt16(stages) << 8 : 256
        return (0..<limit).map { RegionValue(code: $0) }
            .filter { $0 == .unknown || $0.word(in: region) != RegionValue.unknown.word(in: region) }
    }
}
