import GRDB

/// The tables whose rows the log decides, by the names that they have in the file.
///
/// Not among them: `device_label` and `user_label`, whose rows are copies that may be dropped at any time.
enum ComparedTable: String, CaseIterable {
    /// What tables, indexes and views there are, and how they are defined.
    case schema = "sqlite_schema"
    case progress
    case word
    case tenant
    case tenantFamily = "tenant_family"
    case subject
    case deviceBinding = "device_binding"
    case fact
    case contestedContent = "contested_content"
    case contestedSubject = "contested_subject"
    case twinCopy = "twin_copy"
    case interval
    case device
    case user
    case userDevice = "user_device"
    case accessDecision = "access_decision"
    case source
    case sourceFeed = "source_feed"
    case sourceHour = "source_hour"

    /// How many of the last columns of ``query`` are numbers of subjects.
    private var subjectColumns: Int32 {
        switch self {
        case .subject, .deviceBinding, .accessDecision: 2
        case .fact, .contestedSubject, .interval, .device, .user, .userDevice: 1
        default: 0
        }
    }

    /// All rows; of what stands in them for something else, what that is called.
    private var query: String {
        switch self {
        case .schema:
            """
            SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'
            """
        case .progress: "SELECT one, ledger, revision, next, last_event FROM progress"
        case .word: "SELECT list, code, word FROM word"
        case .tenant: "SELECT text, events, first_occurred, last_occurred FROM tenant"
        case .tenantFamily:
            """
            SELECT tenant.text, part.family, part.events FROM tenant_family AS part
            LEFT JOIN tenant ON tenant.tenant = part.tenant
            """
        case .subject: "SELECT text, subject, stands_for FROM subject"
        case .deviceBinding:
            """
            SELECT position, ordinal, record_key, content_tag, modified, mapping, first, second
            FROM device_binding
            """
        case .fact: "SELECT \(FactTable.columns), subject FROM fact"
        case .contestedContent:
            """
            SELECT record_key, content_tag, mapping, has_modified, modified, stated_tag, stated_mapping
            FROM contested_content
            """
        case .contestedSubject: "SELECT record_key, subject FROM contested_subject"
        case .twinCopy: "SELECT twin, record_key, gives_way FROM twin_copy"
        case .interval: "SELECT \(IntervalTable.columns), track, sequence, subject FROM interval"
        case .device:
            """
            SELECT tenant.text, first_seen, last_seen, enrolment, broker, registration, management, evaluated, reported,
                observed, signalled, platform, trust_type, enabled, ownership, owner, subject
            FROM device LEFT JOIN tenant ON tenant.tenant = device.tenant
            """
        case .user:
            """
            SELECT tenant.text, \(UserTable.tallyColumns), user.subject FROM user
            LEFT JOIN tenant ON tenant.tenant = user.tenant
            """
        case .userDevice:
            """
            SELECT id_kind, id, first_at, first_position, last_at, last_position, sign_ins, user FROM user_device
            """
        case .accessDecision:
            """
            SELECT d.position, tenant.text, d.occurred, d.recorded, d.outcome, d.basis, d.status, d.error_code,
                d.application, d.resource, d.client_app, d.is_interactive, d.kind, d.requirement, d.protocol,
                d.is_compliant, d.is_managed, d.trust_type, d.platform, d.correlation, d.policies, d.policies_omitted,
                d.record_key, d.content_tag, d.modified, d.mapping, d.is_contested, d.in_force, d.device, d.user
            FROM access_decision AS d LEFT JOIN tenant ON tenant.tenant = d.tenant
            """
        case .source: "SELECT source, events, first_occurred, last_occurred, last_recorded FROM source"
        case .sourceFeed:
            "SELECT source, feed, records, unplaced, first, last, cursor, last_recorded FROM source_feed"
        case .sourceHour: "SELECT source, feed, hour, records FROM source_hour"
        }
    }

    /// The sum over the rows of the file.
    func sum(_ database: Database) throws -> RowSum {
        var sum = RowSum()
        var row = RowBytes()
        var names = try SubjectCells(database)
        let rows = try RawStatement(database, query)
        let count = rows.columnCount
        while try rows.step() {
            row.removeAll()
            for column in 0..<(count - subjectColumns) { row.add(rows, column) }
            for column in (count - subjectColumns)..<count { try names.add(rows, column, to: &row) }
            sum.add(row)
        }
        return sum
    }
}

/// What the numbers of subjects stand for, as cells; remembers the last one, which the next row mostly has.
private struct SubjectCells {
    private let find: RawStatement
    private var last: (number: Int64, cells: RowBytes)?

    init(_ database: Database) throws {
        find = try RawStatement(
            database,
            """
            SELECT subject.kind, tenant.text, subject.id_kind, subject.id
            FROM subject LEFT JOIN tenant ON tenant.tenant = subject.tenant WHERE subject.subject = ?
            """)
    }

    mutating func add(_ rows: RawStatement, _ column: Int32, to row: inout RowBytes) throws {
        guard let number = rows.optionalInteger(column) else { return row.addNull() }
        if let last, last.number == number { return row.add(last.cells) }
        var cells = RowBytes()
        find.bind(1, number)
        if try find.step() {
            for place in 0..<4 { cells.add(find, Int32(place)) }
            find.reset()
        } else {
            // Another row than any that stands for somebody.
            cells.add(number)
        }
        last = (number, cells)
        row.add(cells)
    }
}
