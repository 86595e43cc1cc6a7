import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Testing

@testable import ComplianceLedger

@Suite struct SegmentSizeTests {
    @Test("segments keep the size they were asked for when the ledger was made, behind a full disk too")
    func afterLackOfSpace() throws {
        let world = LedgerWorld()
        let size = LedgerOrigin.segmentBytesAllowed.lowerBound
        try Ledger.create(
            at: LedgerWorld.path, origin: "ledger.example/test", segmentBytes: size, in: world.environment)
        let ledger = try world.open()
        _ = try ledger.appendAndWait([Samples.submission(0, evidence: [1])])
        world.files.failNextCalls(Fault(operation: "write", pathSuffix: ".seg", code: .noSpace))
        #expect(throws: AppendError.self) { try ledger.appendAndWait([Samples.submission(1)]) }
        world.files.clearFaults()
        var random = SeededGenerator(seed: 5)
        for number in 1..<120 {
            _ = try ledger.appendAndWait([Samples.submission(number, evidence: random.bytes(100))])
        }
        try ledger.close()
        for folder in [world.layout.log, world.layout.privateRecords] {
            let names = try world.files.list(folder).filter { SegmentName.first(ofSegment: $0) != nil }
            #expect(names.count > 3, "\(folder): \(names)")
            for name in names {
                let bytes = try #require(world.files.contents(folder + "/" + name)?.count)
                #expect(bytes < Int(size) + 600, "\(folder)/\(name)")
            }
        }
        #expect(try world.audit() == [])
    }

    @Test("a segment that was begun and holds nothing is not taken away where commit names it")
    func emptySegment() throws {
        let world = LedgerWorld(segmentBytes: 700)
        var ledger = try world.opened()
        var number = 0
        // Segments begin, until the name of one of the log's is not made durable.
        world.files.failNextCalls(
            Fault(number: 2, operation: "fsync directory", pathSuffix: "/log"))
        while (try? ledger.appendAndWait([Samples.submission(number, evidence: [1])])) != nil { number += 1 }
        world.files.clearFaults()
        world.files.kill()
        ledger = try world.open()
        let mark = try #require(
            try CommitFile.read(path: world.layout.commit, files: world.files)?.log)
        #expect(mark.segment == mark.count && mark.count == UInt64(number))
        // The next batch finds no space, and is taken back.
        world.files.failNextCalls(Fault(operation: "write", pathSuffix: ".seg", code: .noSpace))
        #expect(throws: AppendError.self) {
            try ledger.appendAndWait([Samples.submission(100, evidence: [1])])
        }
        world.files.clearFaults()
        world.files.kill()
        ledger = try world.open()
        #expect(ledger.size.value == UInt64(number))
        _ = try ledger.appendAndWait([Samples.submission(100, evidence: [1])])
        try ledger.close()
        #expect(try world.audit() == [])
    }
}
