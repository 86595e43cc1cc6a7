/// One numbered step of the read models' schema.
public struct Migration: Sendable {
    /// From 1, without gaps.
    public let number: Int
    /// The file's name without number and ending.
    public let name: String
    public let sql: String

    init(_ number: Int, _ name: String, _ sql: [UInt8]) {
        self.number = number
        self.name = name
        self.sql = String(decoding: sql, as: UTF8.self)
    }

    /// The name of the file it was embedded from: `V0001_progress.sql`.
    public var fileName: String {
        let digits = String(number)
        return "V" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_" + name + ".sql"
    }

    /// All steps, in their order.
    public static let all: [Migration] = [
        Migration(1, "progress", PackageResources.V0001_progress_sql),
        Migration(2, "subjects", PackageResources.V0002_subjects_sql),
        Migration(3, "facts", PackageResources.V0003_facts_sql),
        Migration(4, "states", PackageResources.V0004_states_sql),
        Migration(5, "access", PackageResources.V0005_access_sql),
        Migration(6, "labels", PackageResources.V0006_labels_sql),
        Migration(7, "views", PackageResources.V0007_views_sql),
        Migration(8, "twins", PackageResources.V0008_twins_sql),
        Migration(9, "coverage", PackageResources.V0009_coverage_sql),
        Migration(10, "configuration", PackageResources.V0010_configuration_sql),
    ]
}
