import ComplianceLedger
import ComplianceState
import GRDB
import LedgerModel

extension Verification {
    /// At most so many of SQLite's own findings are told.
    private static let mostOfSQLite = 10

    /// Has SQLite look at its file: pages, rows, and whether each index has exactly the rows of its table.
    mutating func checkFile(_ database: Database) throws {
        let check = try RawStatement(database, "PRAGMA integrity_check(\(Self.mostOfSQLite))")
        while try check.step() {
            guard let text = check.text(0), !text.utf8.elementsEqual("ok".utf8) else { continue }
            report.note("file", "integrity", expected: "ok", found: text)
        }
    }

    /// Compares every row of every table that the log decides, by sums.
    ///
    /// Where a comparison row by row has told a difference, sums of the same tables tell nothing more.
    mutating func compareTables(_ database: Database) throws {
        let isTold = report.total > 0
        rows.finish(fold.directory())
        try addWhatIsThereFromTheStart()
        try checkLogSize()
        for table in ComparedTable.allCases {
            let (wanted, found) = (rows.sum(table), try table.sum(database))
            guard wanted != found, !(isTold && table.isComparedByRow) else { continue }
            report.note(
                table.rawValue, "rows", expected: "\(wanted.count) rows",
                found: wanted.count == found.count
                    ? "as many, of which some say something else" : "\(found.count) rows")
        }
    }

    /// How many events the log held when it was last looked at: it may have grown since, and never shrinks.
    private mutating func checkLogSize() throws {
        var most = ledger.size
        if progress.logSize > most {
            // What a reader sees of the log ends where it did when it was opened.
            most = try onLedger("compare the read model with the log") { () throws(LedgerError) in
                try Ledger.open(ledger.layout.root, for: .reading, in: ledger.environment).size
            }
        }
        guard progress.logSize < progress.size || progress.logSize > most else { return }
        report.note(
            ComparedTable.progress.rawValue, "log_size",
            expected: "\(progress.size.value) to \(most.value)", found: "\(progress.logSize.value)")
    }

    /// The tables themselves, the words of codes, and how far the log was read.
    private mutating func addWhatIsThereFromTheStart() throws {
        ProjectionSchema.forEachWord { list, code, word in
            rows.add(.word) {
                $0.add(text: list)
                $0.add(code)
                $0.add(text: word)
            }
        }
        var last: EventID?
        if progress.size.value > 0 {
            last = try onLedger("compare the read model with the log") { () throws(LedgerError) in
                try ledger.event(at: GlobalPosition(progress.size.value - 1)).id
            }
        }
        rows.add(.progress) {
            $0.add(1)
            $0.add(ledger.origin.id.bits)
            $0.add(ProjectionProgress.currentRevision)
            $0.add(Int64(clamping: progress.size.value))
            $0.add(last?.bits)
        }
        let empty = try DatabaseQueue()
        rows.replace(
            .schema,
            by: try empty.write { database in
                try ProjectionSchema.migrate(database)
                return try ComparedTable.schema.sum(database)
            })
        try empty.close()
    }
}

extension ComparedTable {
    /// Whether rows are compared one by one as well.
    fileprivate var isComparedByRow: Bool {
        switch self {
        case .tenant, .interval, .device, .user, .userDevice, .accessDecision, .source, .sourceFeed,
            .sourceHour:
            true
        default: false
        }
    }
}

extension LogRows {
    /// Adds the rows of a state.
    mutating func add(_ subject: Subject, _ intervals: [Interval]) {
        var sequences: [TrackName: Int] = [:]
        for interval in intervals {
            let track = TrackName(interval)
            let sequence = sequences[track, default: 0]
            sequences[track] = sequence + 1
            add(.interval) {
                $0.add(interval)
                $0.add(blob: track.bytes)
                $0.add(sequence)
                $0.add(subject)
            }
        }
        guard case .device = subject else { return }
        let device = DeviceSummary.Row(intervals)
        add(.device) {
            $0.add(text: subject.tenant.text)
            $0.add(device.firstSeen)
            $0.add(device.lastSeen)
            for value in device.values { $0.add(value.code) }
            $0.add(device.owner?.bits)
            $0.add(subject)
        }
    }

    /// Adds the rows of a person.
    mutating func add(_ key: UserKey, _ tally: UserTally, _ uses: [UserTally.Use]) {
        add(.user) {
            $0.add(text: key.tenant.text)
            $0.add(tally.lastOccurred)
            for count in [tally.granted, tally.denied, tally.interrupted] { $0.add(count) }
            for moment in [
                tally.lastGranted, tally.lastDenied, tally.lastFactorSatisfied, tally.lastFactorDenied,
            ] { $0.add(moment) }
            $0.add(Int64(bitPattern: tally.methods))
            $0.add(tally.account.code)
            $0.add(.user(key))
        }
        for use in uses {
            add(.userDevice) {
                $0.add(use.kind.rawValue)
                $0.add(use.id)
                $0.add(use.first)
                $0.add(use.last)
                $0.add(use.count)
                $0.add(.user(key))
            }
        }
    }

    /// Adds the rows of a source.
    mutating func add(_ source: SourceRecords) {
        let name = source.source.description
        add(.source) {
            $0.add(text: name)
            $0.add(source.events)
            for instant in [source.first, source.last, source.lastRecorded] { $0.add(instant) }
        }
        for (feed, records) in source.feeds {
            add(.sourceFeed) {
                $0.add(text: name)
                $0.add(feed.rawValue)
                $0.add(records.records)
                $0.add(records.unplaced)
                for instant in [records.first, records.last, records.cursor, records.lastRecorded] {
                    $0.add(instant)
                }
            }
            for (hour, count) in records.hours {
                add(.sourceHour) {
                    $0.add(text: name)
                    $0.add(feed.rawValue)
                    $0.add(hour)
                    $0.add(count)
                }
            }
        }
    }
}

extension RowBytes {
    fileprivate mutating func add(_ interval: Interval) {
        add(interval.region.rawValue)
        add(interval.object)
        add(interval.value.code)
        add(interval.detail)
        add(interval.witnessCode)
        add(interval.reporterCode)
        add(interval.from)
        add(interval.position)
        add(interval.to)
        add(interval.endPosition.map { Int64(clamping: $0.value) })
        add(interval.confirmed)
        add(interval.confirmedPosition)
        add(interval.count)
    }
}
