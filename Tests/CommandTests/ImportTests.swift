import DurableIO
import Foundation
import LedgerModel
import LogFormat
import LogStore
import Testing

@Suite("importing a fleet's exports")
struct ImportTests {
    @Test("counts add up, a second import records nothing, and the ledger verifies")
    func countsAddUp() {
        let fleet = FleetLedger(importing: false)
        defer { fleet.shell.remove() }
        let first = fleet.importAll()
        #expect(first.status == 0, "\(first.errors)")
        let total = object(first)["total"] as? [String: Any] ?? [:]
        #expect(total.number("read") > 100)
        #expect(
            total.number("read") == total.number("recorded") + total.number("duplicates")
                + total.number("revisions")
                + total.number("quarantined"))
        #expect(total.number("quarantined") == 0)
        #expect(total.number("duplicates") > 0)
        #expect(total.number("revisions") > 0)
        for file in object(first)["files"] as? [[String: Any]] ?? [] {
            #expect(
                file.number("read") == file.number("recorded") + file.number("duplicates")
                    + file.number("revisions") + file.number("quarantined"))
        }
        let size = object(fleet.shell.probity("status", "--json")).number("size")
        let second = object(fleet.importAll())["total"] as? [String: Any] ?? [:]
        #expect(
            second.number("recorded") == 0 && second.number("revisions") == 0 && second.number("events") == 0)
        #expect(second.number("duplicates") == total.number("read"))
        #expect(object(fleet.shell.probity("status", "--json")).number("size") == size)
        #expect(fleet.shell.probity("verify").status == 0)
    }

    @Test("every distinct record that the simulation wrote is in the ledger once")
    func distinctRecords() {
        let fleet = FleetLedger(importing: false)
        defer { fleet.shell.remove() }
        let total = object(fleet.importAll())["total"] as? [String: Any] ?? [:]
        var distinct = 0
        var both = 0
        for line in String(decoding: fleet.shell.read("truth.jsonl"), as: UTF8.self).split(separator: "\n") {
            let parsed = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any] ?? [:]
            guard parsed["kind"] as? String == "counts", let source = parsed["source"] as? String,
                source.hasPrefix("entra-")
            else { continue }
            distinct += parsed.number("distinct")
            both += parsed.number("bothRoads")
        }
        // A record that came by both roads is recorded twice at most: the second time as corroboration.
        #expect(total.number("recorded") >= distinct)
        #expect(total.number("recorded") <= distinct + both)
    }

    @Test("no planted name, address, serial or device name stands in the log")
    func nothingPersonalInTheLog() throws {
        let fleet = FleetLedger()
        defer { fleet.shell.remove() }
        let planted = fleet.planted.map { Array($0.utf8) }.filter { $0.count >= 4 }
        #expect(planted.count > 50)
        var raw: [UInt8] = []
        for file in fleet.shell.files("ledger/log") where file.hasSuffix(".seg") {
            let opened = try POSIXFileSystem().open(fleet.shell.folder + "/" + file, .read)
            let header = try opened.bytes(at: 0, count: SegmentHeader.byteCount).withUnsafeBytes {
                try SegmentHeader($0, kind: .log)
            }
            var scanner = try SegmentScanner(OpenSegment(file: opened, header: header))
            while case .block(let block) = try scanner.next() { raw += try block.decoded().raw }
        }
        #expect(raw.count > 10_000)
        for file in fleet.shell.files("ledger/log") where !file.hasSuffix(".seg") {
            raw += fleet.shell.read(file)
        }
        let haystack = Data(raw)
        for value in planted {
            #expect(
                haystack.range(of: Data(value)) == nil,
                "a planted value of \(value.count) bytes stands in the log")
        }
        // The search itself is not blind: the private store, which holds them, is found to.
        var found = 0
        for file in fleet.shell.files("ledger/private/records") where file.hasSuffix(".seg") {
            let opened = try POSIXFileSystem().open(fleet.shell.folder + "/" + file, .read)
            let header = try opened.bytes(at: 0, count: SegmentHeader.byteCount).withUnsafeBytes {
                try SegmentHeader($0, kind: .privateRecords)
            }
            var scanner = try SegmentScanner(OpenSegment(file: opened, header: header))
            while case .block(let block) = try scanner.next() {
                let data = Data(try block.decoded().raw)
                found += planted.filter { data.range(of: Data($0)) != nil }.count
            }
        }
        #expect(found > 0)
    }

    @Test("read models agree with the replay, and again after everything disposable was deleted and rebuilt")
    func projectionsAgree() {
        let fleet = FleetLedger()
        defer { fleet.shell.remove() }
        let shell = fleet.shell
        let before = shell.probity("replay", "--verify-projections", "--json")
        #expect(before.status == 0, "\(before.errors)")
        shell.remove("ledger/read-models")
        shell.remove("ledger/log/hashes")
        for file in shell.files("ledger/log") where file.hasSuffix(".idx") { shell.remove(file) }
        #expect(shell.probity("verify").status == 1)
        #expect(shell.probity("rebuild").status == 0)
        #expect(shell.probity("verify").status == 0)
        let after = shell.probity("replay", "--verify-projections", "--json")
        #expect(after.status == 0, "\(after.errors)")
        #expect(object(before)["digest"] as? String == object(after)["digest"] as? String)
    }

    @Test("the same exports in another order give the same states")
    func orderDoesNotMatter() {
        let first = FleetLedger()
        let second = FleetLedger(importing: false)
        defer {
            first.shell.remove()
            second.shell.remove()
        }
        _ = second.shell.run(["import", "--tenant", second.tenant] + second.exports.reversed())
        let left = object(first.shell.probity("replay", "--json"))
        let right = object(second.shell.probity("replay", "--json"))
        #expect(left.number("devices") == right.number("devices"))
        #expect(left["digest"] as? String == right["digest"] as? String)
        #expect(right.number("devices") > 0)
    }
}
