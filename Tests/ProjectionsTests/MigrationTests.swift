import Foundation
import GRDB
import Migrations
import Testing

@testable import Projections

@Suite struct MigrationTests {
    @Test("the migrations that are listed are the files in the folder, numbered without gaps")
    func listed() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Migrations")
        let files = try FileManager.default.contentsOfDirectory(atPath: root.path).filter {
            $0.hasSuffix(".sql")
        }
        #expect(files.sorted() == Migration.all.map(\.fileName))
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
        for migration in Migration.all {
            let text = try String(
                contentsOf: root.appendingPathComponent(migration.fileName), encoding: .utf8)
            #expect(text == migration.sql)
        }
    }

    @Test("a file knows how many migrations it has")
    func userVersion() throws {
        let fixture = try LedgerFixture()
        let store = try fixture.store()
        let version = try store.database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        #expect(version == Migration.all.count)
    }
}
