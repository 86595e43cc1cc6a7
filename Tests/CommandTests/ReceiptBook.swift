import ComplianceLedger
import LedgerModel
import Merkle
import RecordFormat

/// What a client was told of its events, and keeps: the ledger has to hold all of it, whatever happens.
struct ReceiptBook {
    private struct Entry {
        var position: UInt64
        /// The event's id in the ledger.
        var event: String
        /// Of its record, once it was read.
        var leaf: SHA256Digest?
    }

    /// By the event's own id.
    private var entries: [String: Entry] = [:]

    /// How many events were acknowledged.
    var count: Int { entries.count }

    /// Whether an event was acknowledged.
    func has(_ id: String) -> Bool { entries[id] != nil }

    /// Notes the receipts that a run printed. The last line is none where it has no end.
    /// - Returns: what contradicts an earlier receipt.
    mutating func note(_ run: Run) -> [String] {
        var problems: [String] = []
        for line in run.text[..<(run.text.lastIndex(of: "\n") ?? run.text.startIndex)].split(separator: "\n")
        {
            let words = line.split(separator: " ")
            guard words.count == 4, ["recorded", "duplicate"].contains(words[0]),
                let position = UInt64(words[1])
            else {
                problems.append("no receipt: \(line)")
                continue
            }
            let (event, id) = (String(words[2]), String(words[3]))
            if let before = entries[id] {
                if before.position != position || before.event != event {
                    problems.append("\(id) was at \(before.position) and is at \(position)")
                }
                if words[0] == "recorded" { problems.append("\(id) is recorded twice") }
            } else {
                entries[id] = Entry(position: position, event: event)
            }
        }
        return problems
    }

    /// Reads the whole log, and finds every acknowledged event in it: once, where the receipt says, and with
    /// the bytes that it had when it was read first.
    /// - Returns: how many are not so, and the first few of them.
    mutating func check(_ path: String) -> (lost: Int, problems: [String]) {
        var places: [String: [(position: UInt64, leaf: SHA256Digest)]] = [:]
        do {
            let ledger = try Ledger.open(path, for: .reading)
            places.reserveCapacity(Int(ledger.size.value))
            try ledger.forEachRecord { record in
                let event = String(decoding: record.id.bits.guidBytes, as: UTF8.self)
                places[event, default: []].append((record.position.value, MerkleHash.leaf(record.bytes)))
                return true
            }
        } catch {
            return (count, ["the log cannot be read: \(error)"])
        }
        var lost = 0
        var problems: [String] = []
        for (id, entry) in entries {
            let found = places[entry.event] ?? []
            let isThere =
                found.count == 1 && found[0].position == entry.position
                && (entry.leaf == nil || entry.leaf == found[0].leaf)
            if isThere {
                entries[id]?.leaf = found[0].leaf
                continue
            }
            lost += 1
            if problems.count < 5 {
                problems.append("\(id), acknowledged at \(entry.position): found at \(found.map(\.position))")
            }
        }
        let doubled = places.filter { $0.value.count > 1 }
        if !doubled.isEmpty { problems.append("\(doubled.count) ids are in the log more than once") }
        return (lost, problems)
    }
}
