import DurabilitySimulation
import DurableIO
import Testing

@Suite struct SimulatedCrashTests {
    private func written(
        _ bytes: [UInt8], seed: UInt64 = 0, synchronizingDirectory: Bool = true
    ) throws -> (SimulatedFileSystem, any File) {
        let system = SimulatedFileSystem(seed: seed)
        let file = try system.open("f", .createNew)
        try file.write(bytes, at: 0)
        if synchronizingDirectory { try system.synchronizeDirectory("/") }
        return (system, file)
    }

    @Test("a synchronized file whose directory was not is lost with its name")
    func lostName() throws {
        let (system, file) = try written([1], synchronizingDirectory: false)
        try file.synchronize()
        let kind = system.copy()
        system.crash(keeping: .nothingUnsynced)
        #expect(system.files == [])
        kind.crash(keeping: .everything)
        #expect(kind.contents("f") == [1])
    }

    @Test("both syncs say that bytes and size are durable", arguments: [false, true])
    func synchronized(dataOnly: Bool) throws {
        for seed in UInt64(0)..<100 {
            let (system, file) = try written([1, 2, 3], seed: seed)
            if dataOnly { try file.synchronizeData() } else { try file.synchronize() }
            system.crash()
            #expect(system.contents("f") == [1, 2, 3], "seed \(seed)")
        }
    }

    @Test("a name whose file was not synchronized survives without bytes")
    func lostBytes() throws {
        let (system, _) = try written([1, 2, 3])
        system.crash(keeping: .nothingUnsynced)
        #expect(system.contents("f") == [])
    }

    @Test("some seed tears a write at a sector, and none tears a sector")
    func torn() throws {
        var seen: Set<[Bool]> = []
        for seed in UInt64(0)..<400 {
            let (system, file) = try written([UInt8](repeating: 1, count: 4096), seed: seed)
            try file.synchronize()
            // From the middle of a sector to the middle of another.
            try file.write([UInt8](repeating: 2, count: 1024), at: 700)
            system.crash()
            let bytes = try #require(system.contents("f"))
            let parts = [700..<1024, 1024..<1536, 1536..<1724]
            for part in parts {
                #expect(Set(bytes[part]).count == 1, "seed \(seed), bytes \(part)")
            }
            #expect(bytes[..<700].allSatisfy { $0 == 1 } && bytes[1724...].allSatisfy { $0 == 1 })
            seen.insert(parts.map { bytes[$0.lowerBound] == 2 })
        }
        #expect(seen.count == 8)
    }

    @Test("a later write can survive an earlier one, and each can be lost")
    func reordered() throws {
        var seen: Set<[UInt8]> = []
        for seed in UInt64(0)..<200 {
            let (system, file) = try written([0, 0], seed: seed)
            try file.synchronize()
            try file.write([1], at: 0)
            try file.write([2], at: 1)
            system.crash()
            seen.insert(system.contents("f") ?? [])
        }
        #expect(seen == [[0, 0], [1, 0], [0, 2], [1, 2]])
    }

    @Test("a size can survive without its bytes, which read as zeros, and bytes without their size")
    func sizes() throws {
        var seen: Set<[UInt8]> = []
        for seed in UInt64(0)..<300 {
            let (system, file) = try written([9], seed: seed)
            try file.synchronize()
            try file.write([1], at: 1)
            try file.write([2], at: 2)
            system.crash()
            seen.insert(system.contents("f") ?? [])
        }
        #expect(seen == [[9], [9, 0], [9, 1], [9, 0, 0], [9, 1, 0], [9, 0, 2], [9, 1, 2]])
    }

    @Test("a cut that was not synchronized may be undone")
    func truncation() throws {
        var seen: Set<[UInt8]> = []
        for seed in UInt64(0)..<100 {
            let (system, file) = try written([1, 2, 3], seed: seed)
            try file.synchronize()
            try file.truncate(to: 1)
            system.crash()
            seen.insert(system.contents("f") ?? [])
        }
        #expect(seen == [[1], [1, 2, 3]])
    }

    @Test("after a rename that was not synchronized the target is the old file or the new, for 1,000 seeds")
    func rename() throws {
        var seen: Set<[UInt8]> = []
        for seed in UInt64(0)..<1000 {
            let system = SimulatedFileSystem(seed: seed)
            system.setContents("f", [1])
            let file = try system.open("f.tmp", .createNew)
            try file.write([2], at: 0)
            try file.synchronize()
            try system.rename("f.tmp", to: "f")
            system.crash()
            let found = try #require(system.contents("f"), "seed \(seed)")
            seen.insert(found)
            // One file has one name.
            if found == [2] { #expect(system.contents("f.tmp") == nil, "seed \(seed)") }
        }
        #expect(seen == [[1], [2]])
    }

    @Test("after an exchange that was not synchronized both folders are where they were, or each the other")
    func exchange() throws {
        var seen: Set<[UInt8]> = []
        for seed in UInt64(0)..<300 {
            let system = SimulatedFileSystem(seed: seed)
            for name in ["a", "b"] {
                try system.createDirectory(name, permissions: 0o700)
                system.setContents(name + "/f", Array(name.utf8))
            }
            try system.synchronizeDirectory("/")
            try system.exchange("a", "b")
            #expect(system.contents("a/f") == Array("b".utf8) && system.contents("b/f") == Array("a".utf8))
            system.crash()
            let found = try #require(system.contents("a/f"), "seed \(seed)") + (system.contents("b/f") ?? [])
            seen.insert(found)
        }
        #expect(seen == [Array("ab".utf8), Array("ba".utf8)])
        let system = SimulatedFileSystem(seed: 1)
        for name in ["a", "b"] {
            try system.createDirectory(name, permissions: 0o700)
            system.setContents(name + "/f", Array(name.utf8))
        }
        try system.synchronizeDirectory("/")
        try system.exchange("a", "b")
        try system.synchronizeDirectory("/")
        try system.rename("b", to: "c")
        system.crash(keeping: .nothingUnsynced)
        #expect(system.contents("a/f") == Array("b".utf8) && system.contents("b/f") == Array("a".utf8))
        #expect(system.contents("c/f") == nil)
    }

    @Test("a removal and a directory that were not synchronized may be undone")
    func removal() throws {
        var seen: Set<[String]> = []
        for seed in UInt64(0)..<100 {
            let system = SimulatedFileSystem(seed: seed)
            system.setContents("f", [1])
            try system.remove("f")
            try system.createDirectory("d", permissions: 0o700)
            try system.open("d/g", .createNew).close()
            system.crash()
            seen.insert(system.files)
        }
        #expect(seen == [[], ["/f"], ["/d/g"], ["/d/g", "/f"]])
    }

    @Test("a directory's sync settles its own names and no others")
    func twoDirectories() throws {
        let system = SimulatedFileSystem()
        for name in ["a", "b"] { try system.createDirectory(name, permissions: 0o700) }
        try system.synchronizeDirectory("/")
        for name in ["a/f", "b/f"] { try system.open(name, .createNew).close() }
        try system.synchronizeDirectory("a")
        system.crash(keeping: .nothingUnsynced)
        #expect(system.files == ["/a/f"])
    }

    @Test("a file renamed again and again has one name after every crash, for 500 seeds")
    func chain() throws {
        for seed in UInt64(0)..<500 {
            let system = SimulatedFileSystem(seed: seed)
            try system.createDirectory("d", permissions: 0o700)
            try system.synchronizeDirectory("/")
            system.setContents("a", [1])
            for (from, to) in [("a", "b"), ("b", "d/c"), ("d/c", "e")] { try system.rename(from, to: to) }
            if seed % 2 == 0 { try system.synchronizeDirectory("d") }
            system.crash()
            #expect(system.files.count == 1, "seed \(seed)")
        }
    }

    @Test(
        "a durable name is not undone by an earlier one",
        arguments: [CrashPolicy.everything, .nothingUnsynced])
    func formerName(policy: CrashPolicy) throws {
        let system = SimulatedFileSystem()
        try system.createDirectory("d", permissions: 0o700)
        try system.synchronizeDirectory("/")
        system.setContents("a", [1])
        try system.rename("a", to: "b")
        try system.rename("b", to: "d/c")
        try system.synchronizeDirectory("d")
        system.crash(keeping: policy)
        #expect(system.files == ["/d/c"])
    }

    @Test("a crash kills handles and locks, and the system goes on")
    func handles() throws {
        let (system, file) = try written([1])
        let lock = try system.lock("lock")
        system.crash()
        #expect(code { () throws(DurableIOError) in try file.write([1], at: 0) } == .inputOutput)
        #expect(code { () throws(DurableIOError) in _ = try file.size() } == .inputOutput)
        #expect(code { () throws(DurableIOError) in try lock.confirm() } == .locked)
        let second = try system.lock("lock")
        lock.unlock()
        try second.confirm()
        try system.open("f", .readWrite).write([5], at: 0)
        #expect(system.contents("f")?.first == 5)
    }

    @Test("the death of the process leaves what it wrote, which a power loss still takes")
    func kill() throws {
        let (system, file) = try written([1, 2])
        let lock = try system.lock("lock")
        system.kill()
        #expect(code { () throws(DurableIOError) in _ = try file.size() } == .inputOutput)
        #expect(system.contents("f") == [1, 2])
        _ = try system.lock("lock")
        _ = lock
        system.crash(keeping: .nothingUnsynced)
        #expect(system.contents("f") == [])
    }

    @Test("the same seed and calls have the same outcome; other seeds have others")
    func deterministic() throws {
        func outcome(_ seed: UInt64) throws -> [[UInt8]?] {
            let system = SimulatedFileSystem(seed: seed)
            for name in ["a", "b", "c", "d", "e"] {
                let file = try system.open(name, .createNew)
                for place in 0..<6 {
                    try file.write([UInt8](repeating: 1, count: 700), at: UInt64(place * 700))
                }
            }
            system.crash()
            return ["a", "b", "c", "d", "e"].map { system.contents($0) }
        }
        for seed in UInt64(0)..<20 { #expect(try outcome(seed) == outcome(seed), "seed \(seed)") }
        #expect(Set(try (UInt64(0)..<20).map(outcome)).count > 10)
    }
}
