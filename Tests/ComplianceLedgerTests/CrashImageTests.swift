import DurabilitySimulation
import FaultRecords
import Testing

@testable import ComplianceLedger

@Suite("Every state that a power loss may leave, at every instant of small histories")
struct CrashImageTests {
    private static let parts = 6
    /// Of the histories and of the instants of each, one in so many is looked at.
    private static let historyStep = TestEffort.count(5, nightly: 1)
    private static let instantStep = TestEffort.count(4, nightly: 1)
    /// Of the states of an instant, one in so many is looked at.
    private static let step = TestEffort.count(53, nightly: 1)

    /// What an auditor would say of a state, after it was opened and closed; empty where all is well.
    private static func problems(_ image: LedgerWorld, _ oracle: CrashOracle) -> [String] {
        do throws(LedgerError) {
            let ledger = try image.open()
            var problems = oracle.problems(of: ledger)
            try ledger.close()
            problems += try image.audit()
            return problems
        } catch {
            return ["\(error)"]
        }
    }

    /// What tells a state and what is known of it from others.
    private static func digest(_ files: SimulatedFileSystem, _ oracle: CrashOracle) -> Int {
        var hasher = Hasher()
        for path in files.files {
            hasher.combine(path)
            hasher.combine(files.contents(path))
        }
        hasher.combine(oracle.acknowledged.count)
        hasher.combine(oracle.published.count)
        return hasher.finalize()
    }

    @Test(
        "each is a prefix with every acknowledged event once, in whole batches, and verifies",
        arguments: 0..<parts)
    func images(part: Int) throws {
        var record = FaultRecord(
            "crash-images", .crashes,
            fault: "Of all histories of one to three batches, at every instant between two calls: each state "
                + "in which a power loss may leave the files (every size, and every choice of the unsynced "
                + "writes and their sectors of 512 bytes, and of the changes of names), once.",
            expectation: "It opens, holds every acknowledged event once, whole batches only, and verifies.",
            test: "CrashImageTests/images")
        var isBounded = false
        for (number, history) in SmallHistory.all.enumerated()
        where number / 2 % Self.parts == part && number % Self.historyStep == 0 {
            let (world, instants) = try history.run()
            #expect(instants.last?.oracle.attempts.allSatisfy(\.isAcknowledged) == true)
            var seen: Set<Int> = []
            for (place, instant) in instants.enumerated() where place % Self.instantStep == 0 {
                let images = instant.files.crashImages
                if images.isBounded { isBounded = true }
                for index in stride(from: place % Self.step, to: images.count, by: Self.step) {
                    let files = images[index]
                    guard seen.insert(Self.digest(files, instant.oracle)).inserted else { continue }
                    let problems = Self.problems(LedgerWorld(copying: world, files: files), instant.oracle)
                    record.committed += 1
                    record.acknowledged += instant.oracle.acknowledged.count
                    record.lost += problems.filter { $0.hasPrefix("LOSS") }.count
                    if !problems.isEmpty { record.failed += 1 }
                    #expect(problems.isEmpty, "\(history), instant \(place), image \(index): \(problems)")
                }
            }
        }
        #expect(!isBounded, "the states of a history are too many to be all of them")
        #expect(record.committed > 10)
        record.report()
    }

    @Test("a file system whose sync does nothing leaves states in which acknowledged events are gone")
    func sabotage() throws {
        let history = SmallHistory(shapes: [.event], rolls: false)
        let (world, instants) = try history.run(wrapping: { ForgetfulFileSystem($0) })
        var losses = 0
        for instant in instants where losses < 6 {
            let images = instant.files.crashImages
            for index in stride(from: 0, to: images.count, by: 1 + images.count / 4) where losses < 6 {
                let image = LedgerWorld(copying: world, files: images[index])
                if !Self.problems(image, instant.oracle).isEmpty { losses += 1 }
            }
        }
        #expect(losses > 5)
    }
}
