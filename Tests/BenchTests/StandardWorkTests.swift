import Foundation
import Testing

@testable import probity_bench

@Suite("The standard work", .serialized)
struct StandardWorkTests {
    @Test("one seed makes one work, another one another")
    func seeds() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let made = try [(1, "a"), (1, "b"), (2, "c")].map { seed, name in
            let work = StandardWork(folder: folder.path + "/" + name)
            try work.prepare(events: 300, seed: UInt64(seed))
            let records = try #require(FileManager.default.contents(atPath: work.records))
            return (account: try #require(work.account()), records: records)
        }
        #expect(made[0].account == made[1].account && made[0].records == made[1].records)
        #expect(made[0].account.root != made[2].account.root)
        let account = made[0].account
        #expect(account.events == 300 && account.types.values.reduce(0, +) == 300)
        #expect(account.observed > 0 && account.recordBytes > 300 * 100)
    }

    @Test("the file of records has the form that C reads")
    func form() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let work = StandardWork(folder: folder.path + "/made")
        try work.prepare(events: 200, seed: 3)
        let account = try #require(work.account())
        let bytes = [UInt8](try #require(FileManager.default.contents(atPath: work.records)))
        func number(_ offset: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        #expect(bytes.prefix(8).elementsEqual("PRBYWORK".utf8) && number(8, 4) == 1)
        #expect(number(16, 8) == 200 && number(24, 8) == account.recordBytes)
        var offset = 64
        var (entries, recordBytes) = (0, 0)
        var observed: Set<[UInt8]> = []
        while offset < bytes.count {
            let (entry, record) = (number(offset, 4), number(offset + 4, 4))
            let (stream, type) = (number(offset + 48, 2), number(offset + 50, 2))
            #expect(entry.isMultiple(of: 8) && 72 + record + stream + type <= entry)
            // A record is an array of 21, and what stands behind the stream's version begins with the source.
            #expect(bytes[offset + 72] == 0x95)
            #expect(bytes[offset + 72 + number(offset + 52, 2)] & 0xE0 == 0x80)
            #expect(bytes[(offset + 75)..<(offset + 91)].elementsEqual(bytes[(offset + 32)..<(offset + 48)]))
            if bytes[offset + 54] < 2 { observed.insert(Array(bytes[(offset + 56)..<(offset + 72)])) }
            entries += 1
            recordBytes += record
            offset += entry
        }
        #expect(entries == 200 && recordBytes == account.recordBytes && observed.count == account.observed)
    }

    @Test("a work that is not whole, or of another number of events, is made anew")
    func anew() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let work = StandardWork(folder: folder.path + "/made")
        try work.prepare(events: 100, seed: 1)
        let first = try #require(work.account())
        try FileManager.default.removeItem(atPath: work.folder + "/account.json")
        #expect(work.account() == nil)
        try work.prepare(events: 100, seed: 1)
        #expect(work.account() == first)
        try work.prepare(events: 120, seed: 1)
        #expect(work.account()?.events == 120)
    }
}

/// A folder of a test's own.
struct TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/probity-bench-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
