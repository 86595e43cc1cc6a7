import ComplianceState
import GRDB
import LedgerModel

/// The small numbers that stand for tenants and subjects in the tables, and which keys are one device's.
///
/// Numbers are given out as names come up, and remembered. What is remembered belongs to the transaction:
/// after one that was rolled back, it must be read anew.
struct SubjectNumbers {
    private var tenants: [TenantKey: Int64] = [:]
    private var numbers: [Subject: Int64] = [:]
    var directory = DeviceDirectory()

    /// More than this many are forgotten, and looked up again: some twenty MiB.
    private static let remembered = 150_000

    init() {}

    /// Reads which keys belong together.
    init(_ database: Database) throws {
        let statement = try RawStatement(
            database,
            """
            SELECT tenant.text, alias.id_kind, alias.id, main.id_kind, main.id
            FROM subject AS alias JOIN subject AS main ON main.subject = alias.stands_for
            JOIN tenant ON tenant.tenant = alias.tenant
            WHERE alias.stands_for <> alias.subject
            """)
        while try statement.step() {
            guard let tenant = statement.text(0).flatMap(TenantKey.init(text:)),
                let alias = Self.device(statement, 1, tenant), let main = Self.device(statement, 3, tenant)
            else { continue }
            directory.bind(main, alias)
        }
    }

    private static func device(_ statement: RawStatement, _ column: Int32, _ tenant: TenantKey) -> DeviceKey?
    {
        guard let kind = DeviceIDKind(rawValue: statement.code(column)), let id = statement.bits(column + 1)
        else {
            return nil
        }
        return DeviceKey(tenant: tenant, kind: kind, id: id)
    }

    /// A tenant's number, given to it at the first call.
    mutating func number(of tenant: TenantKey, in database: Database) throws -> Int64 {
        if let known = tenants[tenant] { return known }
        let find = try RawStatement(database, "SELECT tenant FROM tenant WHERE text = ?")
        find.bind(1, text: tenant.text)
        if try find.step() {
            let number = find.integer(0)
            find.reset()
            tenants[tenant] = number
            return number
        }
        let add = try RawStatement(database, "INSERT INTO tenant (text) VALUES (?)")
        add.bind(1, text: tenant.text)
        try add.run()
        tenants[tenant] = database.lastInsertedRowID
        return database.lastInsertedRowID
    }

    /// A subject's number, given to it at the first call.
    mutating func number(of subject: Subject, in database: Database) throws -> Int64 {
        if let known = numbers[subject] { return known }
        let tenant = try number(of: subject.tenant, in: database)
        if numbers.count >= Self.remembered { numbers.removeAll() }
        let name = SubjectName(subject)
        let find = try RawStatement(database, SubjectName.query)
        name.bind(find, tenant: tenant)
        if try find.step() {
            let number = find.integer(0)
            find.reset()
            numbers[subject] = number
            return number
        }
        let add = try RawStatement(
            database,
            """
            INSERT INTO subject (kind, tenant, id_kind, id, text, stands_for)
            VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(subject), 0) + 1 FROM subject))
            """)
        name.bind(add, tenant: tenant)
        add.bind(5, text: name.text)
        try add.run()
        let number = database.lastInsertedRowID
        numbers[subject] = number
        return number
    }

    /// The subject that a number stands for.
    func subject(_ number: Int64, in database: Database) throws -> Subject? {
        let statement = try RawStatement(
            database,
            """
            SELECT subject.kind, tenant.text, subject.id_kind, subject.id
            FROM subject JOIN tenant ON tenant.tenant = subject.tenant WHERE subject.subject = ?
            """)
        statement.bind(1, number)
        guard try statement.step() else { return nil }
        defer { statement.reset() }
        return Self.subject(statement)
    }

    /// Reads kind, tenant's text, kind of id, and id.
    static func subject(_ statement: RawStatement, from column: Int32 = 0) -> Subject? {
        guard let kind = SubjectKind(rawValue: statement.code(column)),
            let tenant = statement.text(column + 1).flatMap(TenantKey.init(text:))
        else { return nil }
        if kind == .tenant { return .tenant(tenant) }
        guard let id = statement.bits(column + 3) else { return nil }
        switch kind {
        case .device: return device(statement, column + 2, tenant).map { .device($0) }
        case .user: return .user(UserKey(tenant: tenant, identity: IdentityID(id)))
        case .policy: return .policy(tenant, id)
        case .application: return .application(tenant, id)
        case .connection: return .connection(tenant, id)
        case .subscription: return .subscription(tenant, id)
        case .tenant: return .tenant(tenant)
        }
    }

    /// The subject whose rows hold a subject's state: itself, or for a device the key that stands for it.
    func owner(of subject: Subject) -> Subject {
        guard case .device(let key) = subject else { return subject }
        return .device(directory.canonical(of: key))
    }

    /// All subjects whose facts make a state.
    func members(of owner: Subject) -> [Subject] {
        guard case .device(let key) = owner else { return [owner] }
        return directory.members(of: key).map { .device($0) }
    }
}

/// What a row of `subject` says of what it stands for.
struct SubjectName: Hashable {
    let kind: SubjectKind
    let idKind: UInt8
    let id: [UInt8]
    let text: String

    static let query = "SELECT subject FROM subject WHERE kind = ? AND tenant = ? AND id_kind = ? AND id = ?"

    init(_ subject: Subject) {
        switch subject {
        case .device(let key):
            (kind, idKind, id, text) = (.device, key.kind.rawValue, key.id.bytes, key.text)
        case .user(let key):
            (kind, idKind, id, text) = (.user, 0, key.identity.bits.bytes, key.identity.bits.guidText)
        case .policy(_, let policy): (kind, idKind, id, text) = (.policy, 0, policy.bytes, policy.guidText)
        case .application(_, let application):
            (kind, idKind, id, text) = (.application, 0, application.bytes, application.guidText)
        case .connection(_, let connection):
            (kind, idKind, id, text) = (.connection, 0, connection.bytes, connection.guidText)
        case .subscription(_, let sku): (kind, idKind, id, text) = (.subscription, 0, sku.bytes, sku.guidText)
        case .tenant(let tenant): (kind, idKind, id, text) = (.tenant, 0, [], tenant.text)
        }
    }

    /// Binds kind, tenant, kind of id, and id, at the first four places.
    func bind(_ statement: RawStatement, tenant: Int64) {
        statement.bind(1, Int64(kind.rawValue))
        statement.bind(2, tenant)
        statement.bind(3, Int64(idKind))
        statement.bind(4, id)
    }
}

/// The kinds of subjects, as `subject.kind` has them.
enum SubjectKind: UInt8 {
    case device = 1
    case user = 2
    case policy = 3
    case application = 4
    case tenant = 5
    case connection = 6
    case subscription = 7
}
