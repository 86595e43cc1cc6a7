import ComplianceState
import GRDB
import LedgerModel

/// Writes one batch: rows of what its events say, and then the states that they touch.
///
/// Runs within one transaction. Order matters: contents are noted before anything is judged by them, keys are
/// joined before facts are counted to a device, and every state is folded once, at the end.
struct BatchWriter {
    private let database: Database
    private var changes: [Int64: SubjectChange] = [:]
    /// Contested records that came again in this batch.
    private var touched: Set<RecordKey> = []

    init(_ database: Database) { self.database = database }

    mutating func write(
        _ batch: EventBatch, families: [String], _ numbers: inout SubjectNumbers,
        _ contested: inout ContestedRecords
    ) throws {
        try note(batch, &numbers, &contested)
        try bind(batch, &numbers, contested)
        try addFacts(batch.facts, &numbers)
        try addDecisions(batch, &numbers, contested)
        try judge(&numbers, contested)
        try countTenants(batch.tenants, families, &numbers)
        try CoverageTable(database).add(batch.coverage)
        try extend(&numbers)
        let writer = try StateWriter(database, inForce: contested.inForce)
        // Rows of neighbours lie side by side.
        for number in changes.keys.sorted() {
            if let change = changes[number] { try writer.write(change, &numbers) }
        }
    }

    /// Notes the contents of records that came again, and what they speak of.
    private mutating func note(
        _ batch: EventBatch, _ numbers: inout SubjectNumbers, _ contested: inout ContestedRecords
    ) throws {
        for key in batch.contested { contested.insert(key) }
        for key in batch.copies { contested.insertCopy(key) }
        guard !contested.isEmpty || !batch.twins.isEmpty else { return }
        touched.formUnion(batch.contested)
        for content in batch.announced { try contested.note(content, in: database) }
        touched.formUnion(try contested.note(batch.twins, in: database))
        func note(_ content: ContestedRecords.Content, _ subjects: [Subject]) throws {
            guard contested.canChange(content.key) else { return }
            touched.insert(content.key)
            if contested.contains(content.key) { try contested.note(content, in: database) }
            for subject in subjects {
                try ContestedRecords.note(
                    content.key, speaksOf: try numbers.number(of: subject, in: database), in: database)
            }
        }
        func note(_ facts: [SubjectFact], _ bindings: [Binding], _ decisions: [AccessDecision]) throws {
            for entry in facts { try note(ContestedRecords.Content(entry.fact), [entry.subject]) }
            for binding in bindings {
                try note(
                    ContestedRecords.Content(binding), [.device(binding.first), .device(binding.second)])
            }
            for decision in decisions { try note(ContestedRecords.Content(decision), []) }
        }
        let decisions = try DecisionTable(database)
        for recalled in batch.recalled {
            for content in recalled.contents { try contested.note(content, in: database) }
            try note(recalled.facts, recalled.bindings, recalled.decisions)
            for decision in recalled.decisions { try decisions.contest(decision.position) }
        }
        try note(batch.facts, batch.bindings, batch.decisions)
    }

    private mutating func bind(
        _ batch: EventBatch, _ numbers: inout SubjectNumbers, _ contested: ContestedRecords
    ) throws {
        let table = try BindingTable(database)
        var ordinals: [GlobalPosition: Int64] = [:]
        var isContested = false
        for binding in batch.bindings {
            let first = try numbers.number(of: .device(binding.first), in: database)
            let second = try numbers.number(of: .device(binding.second), in: database)
            try table.add(binding, ordinal: ordinals[binding.position, default: 0], first, second)
            ordinals[binding.position, default: 0] += 1
            // A device that is known by its keys alone has a row too.
            try touch(.device(binding.first), &numbers)
            try touch(.device(binding.second), &numbers)
            isContested = isContested || contested.canChange(binding.recordKey)
            if !isContested, let merge = numbers.directory.bind(binding.first, binding.second) {
                try join(merge, table, &numbers)
            }
        }
        for key in touched where try table.hasBinding(of: key) { isContested = true }
        if isContested { try bindAnew(table, &numbers, contested) }
    }

    /// Gives one device's rows to another.
    private mutating func join(
        _ merge: DeviceDirectory.Merge, _ table: BindingTable, _ numbers: inout SubjectNumbers
    ) throws {
        let absorbed = try numbers.number(of: .device(merge.absorbed), in: database)
        let canonical = try numbers.number(of: .device(merge.canonical), in: database)
        try table.moveAll(from: absorbed, to: canonical)
        try StateWriter(database, inForce: InForce()).remove(absorbed)
        changes[absorbed] = nil
        changes[canonical] = SubjectChange(
            subject: .device(merge.canonical), number: canonical, isWhole: true)
    }

    /// Joins all keys anew where a binding may no longer be in force: keys may part as well.
    private mutating func bindAnew(
        _ table: BindingTable, _ numbers: inout SubjectNumbers, _ contested: ContestedRecords
    ) throws {
        var directory = DeviceDirectory()
        var keys: Set<DeviceKey> = []
        for (first, second, content) in try table.all() {
            guard case .device(let first)? = try numbers.subject(first, in: database),
                case .device(let second)? = try numbers.subject(second, in: database)
            else { continue }
            keys.insert(first)
            keys.insert(second)
            if contested.inForce.contains(content.key, contentTag: content.tag, mapping: content.mapping) {
                directory.bind(first, second)
            }
        }
        let states = try StateWriter(database, inForce: InForce())
        let before = numbers.directory
        numbers.directory = directory
        for key in keys.sorted() {
            let old = before.canonical(of: key)
            let new = directory.canonical(of: key)
            let number = try numbers.number(of: .device(key), in: database)
            try table.move(number, to: try numbers.number(of: .device(new), in: database))
            guard old != new || before.members(of: key) != directory.members(of: key) else { continue }
            if new != key {
                try states.remove(number)
                changes[number] = nil
            }
            try touch(.device(new), &numbers, isWhole: true)
        }
    }

    private mutating func touch(
        _ subject: Subject, _ numbers: inout SubjectNumbers, isWhole: Bool = false
    ) throws {
        let owner = numbers.owner(of: subject)
        let number = try numbers.number(of: owner, in: database)
        changes[number, default: SubjectChange(subject: owner, number: number)].isWhole =
            isWhole || changes[number]?.isWhole ?? false
    }

    /// How long compliance is valid decides when each of a tenant's devices falls silent.
    private mutating func extend(_ numbers: inout SubjectNumbers) throws {
        let tenants = changes.values.compactMap { change -> TenantKey? in
            guard case .tenant(let tenant) = change.subject,
                change.isWhole || change.facts.contains(where: { $0.region == .complianceValidity })
            else { return nil }
            return tenant
        }
        for tenant in tenants {
            let devices = try RawStatement(database, "SELECT subject FROM device WHERE tenant = ?")
            devices.bind(1, try numbers.number(of: tenant, in: database))
            var found: [Int64] = []
            while try devices.step() { found.append(devices.integer(0)) }
            for number in found {
                if changes[number] == nil {
                    guard let subject = try numbers.subject(number, in: database) else { continue }
                    changes[number] = SubjectChange(subject: subject, number: number)
                }
                changes[number]?.regions.insert(.contact)
            }
        }
    }

    private mutating func addFacts(_ facts: [SubjectFact], _ numbers: inout SubjectNumbers) throws {
        var rows: [(subject: Int64, index: Int)] = []
        rows.reserveCapacity(facts.count)
        for index in facts.indices {
            rows.append((try numbers.number(of: facts[index].subject, in: database), index))
        }
        // In the order of the table, so that a page is touched once.
        rows.sort { left, right in
            if left.subject != right.subject { return left.subject < right.subject }
            let (a, b) = (facts[left.index].fact, facts[right.index].fact)
            return a.region != b.region ? a.region.rawValue < b.region.rawValue : a < b
        }
        let table = try FactTable(database)
        for row in rows {
            let entry = facts[row.index]
            try table.add(entry.fact, subject: row.subject)
            let owner = numbers.owner(of: entry.subject)
            let number = owner == entry.subject ? row.subject : try numbers.number(of: owner, in: database)
            changes[number, default: SubjectChange(subject: owner, number: number)].facts.append(entry.fact)
        }
    }

    private func addDecisions(
        _ batch: EventBatch, _ numbers: inout SubjectNumbers, _ contested: ContestedRecords
    ) throws {
        let table = try DecisionTable(database)
        for decision in batch.decisions {
            try table.add(
                decision, tenant: try numbers.number(of: decision.tenant, in: database),
                device: try decision.device.map { try numbers.number(of: .device($0), in: database) },
                user: try decision.user.map { try numbers.number(of: .user($0), in: database) },
                isContested: contested.canChange(decision.recordKey))
        }
    }

    /// Marks what contents that came again have put into question.
    private mutating func judge(_ numbers: inout SubjectNumbers, _ contested: ContestedRecords) throws {
        let decisions = try DecisionTable(database)
        for key in touched {
            try decisions.judge(key, by: contested.inForce)
            for number in try ContestedRecords.subjects(key, in: database) {
                if let subject = try numbers.subject(number, in: database) {
                    try touch(subject, &numbers, isWhole: true)
                }
            }
        }
    }

    private func countTenants(
        _ counts: [TenantKey: EventBatch.TenantCount], _ families: [String], _ numbers: inout SubjectNumbers
    ) throws {
        let total = try RawStatement(
            database,
            """
            UPDATE tenant SET events = events + ?1, first_occurred = min(coalesce(first_occurred, ?2), ?2),
                last_occurred = max(coalesce(last_occurred, ?3), ?3) WHERE tenant = ?4
            """)
        let family = try RawStatement(
            database,
            """
            INSERT INTO tenant_family VALUES (?, ?, ?)
            ON CONFLICT (tenant, family) DO UPDATE SET events = events + excluded.events
            """)
        for (key, count) in counts {
            let number = try numbers.number(of: key, in: database)
            total.bind(1, Int64(count.byFamily.values.reduce(0, +)))
            total.bind(2, count.first.nanoseconds)
            total.bind(3, count.last.nanoseconds)
            total.bind(4, number)
            try total.run()
            for (index, events) in count.byFamily {
                family.bind(1, number)
                family.bind(2, text: families[index])
                family.bind(3, Int64(events))
                try family.run()
            }
        }
    }
}
