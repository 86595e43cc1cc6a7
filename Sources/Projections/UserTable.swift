import ComplianceState
import EventCatalogue
import GRDB
import LedgerModel

/// The rows of `user` and `user_device`.
struct UserTable {
    private let find: RawStatement
    private let replace: RawStatement
    private let addUse: RawStatement
    private let deleteUses: RawStatement
    private let uses: RawStatement

    private static let columns = """
        last_occurred, granted, denied, interrupted, granted_at, granted_position, denied_at, denied_position,
        factor_at, factor_position, factor_denied_at, factor_denied_position, methods, enabled
        """

    init(_ database: Database) throws {
        find = try RawStatement(database, "SELECT \(Self.columns) FROM user WHERE subject = ?")
        replace = try RawStatement(
            database,
            """
            INSERT INTO user (\(Self.columns), subject, tenant)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
            ON CONFLICT (subject) DO UPDATE SET last_occurred = ?1, granted = ?2, denied = ?3, interrupted = ?4,
                granted_at = ?5, granted_position = ?6, denied_at = ?7, denied_position = ?8, factor_at = ?9,
                factor_position = ?10, factor_denied_at = ?11, factor_denied_position = ?12, methods = ?13,
                enabled = ?14
            """)
        addUse = try RawStatement(
            database,
            """
            INSERT INTO user_device VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (user, id_kind, id) DO UPDATE SET
                sign_ins = sign_ins + excluded.sign_ins,
                first_at = min(first_at, excluded.first_at),
                first_position = CASE
                    WHEN (excluded.first_at, excluded.first_position) < (first_at, first_position)
                    THEN excluded.first_position ELSE first_position END,
                last_at = max(last_at, excluded.last_at),
                last_position = CASE
                    WHEN (excluded.last_at, excluded.last_position) > (last_at, last_position)
                    THEN excluded.last_position ELSE last_position END
            """)
        deleteUses = try RawStatement(database, "DELETE FROM user_device WHERE user = ?")
        uses = try RawStatement(
            database,
            """
            SELECT id_kind, id, first_at, first_position, last_at, last_position, sign_ins FROM user_device
            WHERE user = ? ORDER BY id_kind, id
            """)
    }

    /// The tally of a person; nil where there is no row. Devices are not among it.
    func read(_ subject: Int64) throws -> UserTally? {
        find.bind(1, subject)
        guard try find.step() else { return nil }
        defer { find.reset() }
        return Self.tally(find)
    }

    static func tally(_ statement: RawStatement, from column: Int32 = 0) -> UserTally {
        func moment(_ place: Int32) -> UserTally.Moment? {
            guard let at = statement.optionalTime(column + place) else { return nil }
            return UserTally.Moment(at: at, position: statement.position(column + place + 1))
        }
        return UserTally(
            lastOccurred: statement.optionalTime(column), granted: Int(statement.integer(column + 1)),
            denied: Int(statement.integer(column + 2)), interrupted: Int(statement.integer(column + 3)),
            lastGranted: moment(4), lastDenied: moment(6), lastFactorSatisfied: moment(8),
            lastFactorDenied: moment(10), methods: UInt64(bitPattern: statement.integer(column + 12)),
            account: RegionValue(code: UInt16(truncatingIfNeeded: statement.integer(column + 13))))
    }

    /// The columns of a tally in a statement that reads from other tables too.
    static let tallyColumns =
        columns.split { $0 == "," || $0 == " " || $0 == "\n" }.map { "user." + $0 }.joined(separator: ", ")

    /// Which devices a person signed in with, by their keys.
    func devices(_ subject: Int64) throws -> [UserTally.Use] {
        uses.bind(1, subject)
        var out: [UserTally.Use] = []
        while try uses.step() {
            guard let kind = DeviceIDKind(rawValue: uses.code(0)), let id = uses.bits(1) else { continue }
            out.append(
                UserTally.Use(
                    kind: kind, id: id, first: UserTally.Moment(at: uses.time(2), position: uses.position(3)),
                    last: UserTally.Moment(at: uses.time(4), position: uses.position(5)),
                    count: Int(uses.integer(6))))
        }
        return out
    }

    func write(_ tally: UserTally, subject: Int64, tenant: Int64) throws {
        func moment(_ place: Int32, _ moment: UserTally.Moment?) {
            replace.bind(place, moment?.at.nanoseconds)
            replace.bind(place + 1, moment.map { Int64(clamping: $0.position.value) })
        }
        replace.bind(1, tally.lastOccurred?.nanoseconds)
        replace.bind(2, Int64(tally.granted))
        replace.bind(3, Int64(tally.denied))
        replace.bind(4, Int64(tally.interrupted))
        moment(5, tally.lastGranted)
        moment(7, tally.lastDenied)
        moment(9, tally.lastFactorSatisfied)
        moment(11, tally.lastFactorDenied)
        replace.bind(13, Int64(bitPattern: tally.methods))
        replace.bind(14, Int64(tally.account.code))
        replace.bind(15, subject)
        replace.bind(16, tenant)
        try replace.run()
    }

    /// Adds to how a person used devices.
    func add(_ uses: [UserTally.Use], subject: Int64) throws {
        for use in uses {
            addUse.bind(1, subject)
            addUse.bind(2, Int64(use.kind.rawValue))
            addUse.bind(3, use.id)
            addUse.bind(4, use.first.at.nanoseconds)
            addUse.bind(5, use.first.position)
            addUse.bind(6, use.last.at.nanoseconds)
            addUse.bind(7, use.last.position)
            addUse.bind(8, Int64(use.count))
            try addUse.run()
        }
    }

    func removeUses(_ subject: Int64) throws {
        deleteUses.bind(1, subject)
        try deleteUses.run()
    }
}
