import ComplianceState
import GRDB
import LedgerModel

extension ContestedRecords {
    /// Reads which records may give way, and which of them do.
    mutating func readTwins(_ database: Database) throws {
        let statement = try RawStatement(database, "SELECT twin, record_key, gives_way FROM twin_copy")
        while try statement.step() {
            guard let twin = statement.bits(0), let key = statement.bits(1) else { continue }
            let isGiven = statement.integer(2) != 0
            noteCopy(RecordKey(key), twin, givesWay: isGiven || inForce.givesWay(RecordKey(key)))
        }
    }

    /// Takes in which records have the same in common. Returns those that give way from now on, and those
    /// that no longer do.
    mutating func note(_ groups: [Bits128: TwinGroup], in database: Database) throws -> Set<RecordKey> {
        guard !groups.isEmpty else { return [] }
        let replace = try RawStatement(database, "INSERT OR REPLACE INTO twin_copy VALUES (?, ?, ?)")
        let others = try RawStatement(
            database, "SELECT 1 FROM twin_copy WHERE record_key = ? AND gives_way = 1 LIMIT 1")
        var changed: Set<RecordKey> = []
        for (twin, group) in groups {
            for key in group.copies {
                replace.bind(1, twin)
                replace.bind(2, key.bits)
                replace.bind(3, flag: group.areOneFact)
                try replace.run()
                others.bind(1, key.bits)
                let givesWay = try others.step()
                others.reset()
                if givesWay != inForce.givesWay(key) { changed.insert(key) }
                noteCopy(key, twin, givesWay: givesWay)
            }
        }
        return changed
    }
}
