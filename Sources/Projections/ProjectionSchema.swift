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
        try forEachWord { list, code, word in
            statement.bind(1, text: list)
            statement.bind(2, code)
            statement.bind(3, text: word)
            try statement.run()
        }
        try ProjectionProgress(
            ledger: ledger, revision: ProjectionProgress.currentRevision, size: .empty, logSize: .empty,
            lastEvent: nil
        ).write(database)
    }

    /// Calls `body` with each word of `word`, its list and its code.
    static func forEachWord(_ body: (_ list: String, _ code: Int64, _ word: String) throws -> Void) rethrows {
        for region in Region.allCases {
            try body("region", Int64(region.rawValue), region.word)
            for value in values(of: region) {
                try body("region/" + region.word, Int64(value.code), value.word(in: region))
            }
        }
        for feed in SourceFeed.allCases { try body("feed", Int64(feed.rawValue), feed.word) }
        for enumeration in EventCatalogue.enumerations {
            func words<Words: CatalogueEnumeration>(_: Words.Type) throws {
                for value in Words.allCases { try body(Words.name, Int64(value.rawValue), value.word) }
            }
            try words(enumeration)
        }
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
