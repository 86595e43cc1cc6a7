import DurabilitySimulation
import DurableIO
import Testing

@Suite struct SimulatedFaultTests {
    private func make() throws -> (SimulatedFileSystem, any File) {
        let system = SimulatedFileSystem()
        system.setContents("f", [0, 0, 0, 0])
        return (system, try system.open("f", .readWrite))
    }

    @Test("the planned call fails, once, and no other")
    func once() throws {
        let (system, file) = try make()
        system.failNextCalls(Fault(number: 2, operation: "write", code: .noSpace))
        try file.write([1], at: 0)
        #expect(code { () throws(DurableIOError) in try file.write([2], at: 1) } == .noSpace)
        try file.write([3], at: 2)
        #expect(system.contents("f") == [1, 0, 3, 0])
    }

    @Test("a permanent fault strikes from its call on, until it is cleared")
    func permanent() throws {
        let (system, file) = try make()
        system.failNextCalls(Fault(number: 2, isPermanent: true))
        try file.write([1], at: 0)
        #expect(code { () throws(DurableIOError) in try file.write([2], at: 1) } == .inputOutput)
        #expect(code { () throws(DurableIOError) in _ = try file.size() } == .inputOutput)
        system.clearFaults()
        #expect(try file.size() == 4)
    }

    @Test("a fault can be bound to a path")
    func path() throws {
        let (system, file) = try make()
        system.failNextCalls(Fault(operation: "write", pathSuffix: "g"))
        try file.write([1], at: 0)
        let other = try system.open("g", .createNew)
        #expect(code { () throws(DurableIOError) in try other.write([2], at: 0) } == .inputOutput)
    }

    @Test("a call can fail and have happened")
    func happened() throws {
        let (system, file) = try make()
        system.failNextCalls(Fault(operation: "write", manner: .failedButHappened))
        #expect(code { () throws(DurableIOError) in try file.write([7], at: 0) } == .inputOutput)
        system.failNextCalls(Fault(operation: "fdatasync", manner: .failedButHappened))
        #expect(code { () throws(DurableIOError) in try file.synchronizeData() } == .inputOutput)
        system.failNextCalls(Fault(operation: "rename", manner: .failedButHappened))
        #expect(code { () throws(DurableIOError) in try system.rename("f", to: "g") } == .inputOutput)
        system.failNextCalls(Fault(operation: "fsync directory", manner: .failedButHappened))
        #expect(code { () throws(DurableIOError) in try system.synchronizeDirectory("/") } == .inputOutput)
        system.crash(keeping: .nothingUnsynced)
        #expect(system.contents("g") == [7, 0, 0, 0])
        #expect(system.files == ["/g"])
    }

    @Test("a lock that failed is not held, even if its file was made")
    func lock() throws {
        let system = SimulatedFileSystem()
        system.failNextCalls(Fault(operation: "lock", manner: .failedButHappened))
        #expect(code { () throws(DurableIOError) in _ = try system.lock("lock") } == .inputOutput)
        #expect(system.files == ["/lock"])
        _ = try system.lock("lock")
    }

    @Test("a write that fails in part leaves some of its first bytes")
    func inPart() throws {
        var lengths: Set<Int> = []
        for seed in UInt64(0)..<50 {
            let system = SimulatedFileSystem(seed: seed)
            let file = try system.open("f", .createNew)
            system.failNextCalls(Fault(operation: "write", manner: .failedInPart))
            #expect(code { () throws(DurableIOError) in try file.write([1, 2, 3], at: 0) } == .inputOutput)
            let found = try #require(system.contents("f"))
            #expect([1, 2, 3].starts(with: found), "seed \(seed)")
            lengths.insert(found.count)
        }
        #expect(lengths == [0, 1, 2, 3])
    }

    @Test("a sync that marks clean lies: the bytes are read, a second sync succeeds, a power loss takes them")
    func markedClean() throws {
        let (system, file) = try make()
        try file.write([1, 2], at: 0)
        system.failNextCalls(Fault(operation: "fsync", manner: .failedAndMarkedClean))
        #expect(code { () throws(DurableIOError) in try file.synchronize() } == .inputOutput)
        try file.synchronize()
        #expect(system.contents("f") == [1, 2, 0, 0])
        system.kill()
        #expect(system.contents("f") == [1, 2, 0, 0])
        let careless = system.copy()
        careless.crash(keeping: .everything)
        #expect(careless.contents("f") == [0, 0, 0, 0])
        // The same bytes written and synchronized again are durable.
        let again = try system.open("f", .readWrite)
        try again.write([1, 2], at: 0)
        try again.synchronize()
        system.crash()
        #expect(system.contents("f") == [1, 2, 0, 0])
    }

    @Test("bytes marked clean at the end of a file leave zeros, once its size is durable")
    func markedCleanAtTheEnd() throws {
        let (system, file) = try make()
        try file.write([1, 2], at: 4)
        system.failNextCalls(Fault(operation: "fdatasync", manner: .failedAndMarkedClean))
        #expect(code { () throws(DurableIOError) in try file.synchronizeData() } == .inputOutput)
        try file.synchronizeData()
        system.crash()
        #expect(system.contents("f") == [0, 0, 0, 0, 0, 0])
    }

    @Test("a write that succeeds and is lost is read until a power loss, and no sync keeps it")
    func lostWrite() throws {
        let (system, file) = try make()
        try file.write([1], at: 0)
        system.failNextCalls(Fault(operation: "write", manner: .succeededButLost))
        try file.write([2, 2, 2, 2], at: 1)
        try file.write([3], at: 2)
        try file.synchronize()
        system.kill()
        #expect(system.contents("f") == [1, 2, 3, 2, 2])
        system.crash(keeping: .everything)
        #expect(system.contents("f") == [1, 0, 3, 0, 0])
    }

    @Test("a sync that succeeds and is lost forgets what was pending, and a later one does not bring it back")
    func lostSync() throws {
        for operation in ["fsync", "fdatasync"] {
            let (system, file) = try make()
            try file.write([1], at: 0)
            system.failNextCalls(Fault(operation: operation, manner: .succeededButLost))
            if operation == "fsync" { try file.synchronize() } else { try file.synchronizeData() }
            try file.write([2], at: 1)
            try file.synchronize()
            system.crash(keeping: .everything)
            #expect(system.contents("f") == [0, 2, 0, 0], "\(operation)")
        }
    }

    @Test("names that are changed and lost are seen until a power loss, and no sync keeps them")
    func lostNames() throws {
        let (system, _) = try make()
        system.failNextCalls(Fault(operation: "rename", manner: .succeededButLost))
        try system.rename("f", to: "g")
        system.failNextCalls(Fault(operation: "open", manner: .succeededButLost))
        let made = try system.open("h", .createNew)
        try made.write([1], at: 0)
        try made.synchronize()
        try system.synchronizeDirectory("/")
        try system.createDirectory("d", permissions: 0o700)
        system.failNextCalls(Fault(operation: "fsync directory", manner: .succeededButLost))
        try system.synchronizeDirectory("/")
        try system.synchronizeDirectory("/")
        #expect(system.files == ["/g", "/h"])
        system.crash(keeping: .everything)
        #expect(system.files == ["/f"])
        #expect(try system.information("d") == nil)
        // What changes nothing works.
        system.failNextCalls(Fault(isPermanent: true, manner: .succeededButLost))
        #expect(try system.open("f", .read).size() == 4)
        #expect(try system.list("/") == ["f"])
    }

    @Test("the room of the simulation is what its limit leaves, and nothing bounds it without one")
    func space() throws {
        let system = SimulatedFileSystem()
        #expect(try system.space(at: "/") == nil)
        system.spaceLimit = 10
        try system.open("f", .createNew).write([1, 2, 3], at: 0)
        #expect(try system.space(at: "f") == StorageSpace(available: 7, total: 10))
        system.spaceLimit = 2
        #expect(try system.space(at: "/") == StorageSpace(available: 0, total: 2))
        #expect(code { () throws(DurableIOError) in _ = try system.space(at: "none") } == .notFound)
        system.failNextCalls(Fault(operation: "statvfs"))
        #expect(code { () throws(DurableIOError) in _ = try system.space(at: "/") } == .inputOutput)
    }

    @Test("a write beyond the space limit fills what is left, and space comes back with a removal")
    func spaceLimit() throws {
        let (system, file) = try make()
        let other = try system.open("g", .createNew)
        system.spaceLimit = 7
        #expect(
            throws: DurableIOError(.noSpace, operation: "write", path: "g", offset: 3)
        ) { try other.write([1, 2, 3, 4], at: 0) }
        #expect(system.contents("g") == [1, 2, 3])
        #expect(system.usedSpace == 7)
        // Overwriting needs no space.
        try file.write([5, 5, 5, 5], at: 0)
        try system.remove("f")
        #expect(code { () throws(DurableIOError) in try other.write([4], at: 3) } == .noSpace)
        file.close()
        try other.write([4], at: 3)
        #expect(system.contents("g") == [1, 2, 3, 4])
    }

    @Test("every call is logged, those that fail too")
    func log() throws {
        let (system, file) = try make()
        system.clearCalls()
        system.failNextCalls(Fault(operation: "fsync"))
        try file.write([1], at: 0)
        #expect(code { () throws(DurableIOError) in try file.synchronize() } == .inputOutput)
        #expect(code { () throws(DurableIOError) in _ = try system.list("none") } == .notFound)
        #expect(system.calls.map(\.description) == ["write f", "fsync f", "list none"])
        #expect(system.callCount == 3)
    }
}
