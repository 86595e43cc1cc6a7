import DurabilitySimulation
import DurableIO
import Testing

@Suite("All states that a power loss may leave")
struct CrashImagesTests {
    /// Two files, one with a new name, a rename and writes over sectors.
    private func busy(seed: UInt64) throws -> SimulatedFileSystem {
        let system = SimulatedFileSystem(seed: seed)
        system.setContents("old", [UInt8](repeating: 1, count: 1_100))
        let old = try system.open("old", .readWrite)
        try old.write([UInt8](repeating: 2, count: 600), at: 300)
        let new = try system.open("new", .createNew)
        try new.write([3], at: 0)
        try new.synchronize()
        try new.write([4], at: 1)
        try system.rename("new", to: "newer")
        return system
    }

    private func state(_ system: SimulatedFileSystem) -> [String: [UInt8]] {
        var out: [String: [UInt8]] = [:]
        for path in system.files { out[path] = system.contents(path) }
        return out
    }

    @Test("each is there once, and they are those that seeds come to, in every combination")
    func complete() throws {
        let images = try busy(seed: 0).crashImages
        var enumerated: Set<[String: [UInt8]]> = []
        for index in 0..<images.count {
            let image = images[index]
            enumerated.insert(state(image))
            #expect(image.crashImages.count == 1)
        }
        #expect(!images.isBounded)
        // Two sectors of one file; three lengths and bytes of the other; its name old, new or none.
        #expect(images.count == 4 * 3 * 3)
        // Where it has no name, its bytes are not to be seen.
        #expect(enumerated.count == 4 * (3 + 3 + 1))
        var seeded: Set<[String: [UInt8]]> = []
        for seed in UInt64(0)..<3_000 {
            let system = try busy(seed: seed)
            system.crash()
            seeded.insert(state(system))
        }
        #expect(seeded == enumerated)
        for policy in [CrashPolicy.everything, .nothingUnsynced] {
            let system = try busy(seed: 0)
            system.crash(keeping: policy)
            #expect(enumerated.contains(state(system)), "\(policy)")
        }
    }

    @Test("bytes, sizes and names survive independently of each other, by seeds too")
    func independent() throws {
        var seen: Set<[Int]> = []
        for seed in UInt64(0)..<3_000 {
            let system = SimulatedFileSystem(seed: seed)
            for name in ["a", "b"] { system.setContents(name, [0]) }
            for name in ["a", "b"] { try system.open(name, .readWrite).write([1], at: 1) }
            try system.open("c", .createNew).close()
            try system.rename("b", to: "d")
            system.crash()
            let b = system.contents("b") ?? system.contents("d")
            let facts = [
                system.contents("a")?.count ?? -1, system.contents("a")?.last.map { Int($0) } ?? -1,
                b?.count ?? -1, b?.last.map { Int($0) } ?? -1, system.contents("c") == nil ? 0 : 1,
                system.contents("d") == nil ? 0 : 1,
            ]
            seen.insert(facts)
        }
        // Of each file three states, and two of either name.
        #expect(seen.count == 3 * 3 * 2 * 2)
    }

    @Test("what was synchronized is in every image, and too many are bounded and said to be")
    func bounds() throws {
        let system = SimulatedFileSystem()
        let file = try system.open("f", .createNew)
        try file.write([9, 9], at: 0)
        try file.synchronize()
        try system.synchronizeDirectory("/")
        #expect(system.crashImages.count == 1)
        for number in 0..<UInt64(12) { try file.write([UInt8(number)], at: 2 + 512 * number) }
        let images = system.crashImages
        #expect(images.isBounded && images.count > 100)
        var sizes: Set<Int> = []
        for index in 0..<images.count {
            let bytes = try #require(images[index].contents("f"))
            #expect(bytes.starts(with: [9, 9]))
            sizes.insert(bytes.count)
        }
        #expect(sizes.count == 13)
        // The file system itself goes on.
        try file.synchronize()
        #expect(system.crashImages.count == 1)
    }
}
