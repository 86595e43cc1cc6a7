import DurabilitySimulation
import DurableIO
import Testing

@Suite struct SimulatedFileSystemTests {
    /// What a system answered, in words that leave out where it stands.
    private func script(_ system: any FileSystem, _ root: String) -> [String] {
        var out: [String] = []
        func step(_ name: String, _ action: () throws(DurableIOError) -> String) {
            do throws(DurableIOError) {
                out.append("\(name): \(try action())")
            } catch {
                out.append("\(name): \(error.operation), \(error.code), \(error.path.dropFirst(root.count))")
            }
        }
        let at = { (name: String) in root + "/" + name }
        func bytes(_ file: any File) throws(DurableIOError) -> String { "\(try file.readAll(limit: 99))" }
        func done(_ action: () throws(DurableIOError) -> Void) throws(DurableIOError) -> String {
            try action()
            return "done"
        }
        step("open none") { () throws(DurableIOError) in try bytes(try system.open(at("a"), .read)) }
        step("open in none") { () throws(DurableIOError) in try bytes(try system.open(at("x/a"), .createNew))
        }
        step("create") { () throws(DurableIOError) in
            let file = try system.open(at("a"), .createNew)
            try file.write([1, 2, 3], at: 2)
            try file.truncate(to: 4)
            return try bytes(file)
        }
        step("create again") { () throws(DurableIOError) in try bytes(try system.open(at("a"), .createNew)) }
        step("through a file") { () throws(DurableIOError) in try bytes(try system.open(at("a/b"), .read)) }
        step("mkdir") { () throws(DurableIOError) in
            try done { () throws(DurableIOError) in try system.createDirectory(at("d"), permissions: 0o700) }
        }
        step("mkdir again") { () throws(DurableIOError) in
            try done { () throws(DurableIOError) in try system.createDirectory(at("a"), permissions: 0o700) }
        }
        step("open directory") { () throws(DurableIOError) in try bytes(try system.open(at("d"), .readWrite))
        }
        step("list") { () throws(DurableIOError) in "\(try system.list(root))" }
        step("list file") { () throws(DurableIOError) in "\(try system.list(at("a")))" }
        step("sync file as directory") { () throws(DurableIOError) in
            try done { () throws(DurableIOError) in try system.synchronizeDirectory(at("a")) }
        }
        for (from, to) in [("a", "d"), ("d", "a"), ("a", "d/a"), ("d", "d/e"), ("none", "b"), ("d/a", "d/a")]
        {
            step("rename \(from) \(to)") { () throws(DurableIOError) in
                try done { () throws(DurableIOError) in try system.rename(at(from), to: at(to)) }
            }
        }
        for name in ["d", "a", "d/a", "d"] {
            step("remove \(name)") { () throws(DurableIOError) in
                try done { () throws(DurableIOError) in try system.remove(at(name)) }
            }
        }
        step("stat") { () throws(DurableIOError) in
            try system.open(at("s"), .createNew, permissions: 0o640).write([1], at: 0)
            guard let information = try system.information(at("s")) else { return "nothing" }
            return "\(information.kind) \(information.size) \(information.permissions)"
        }
        step("stat none") { () throws(DurableIOError) in "\(try system.information(at("none")) == nil)" }
        step("stat through a file") { () throws(DurableIOError) in
            "\(try system.information(at("s/x")) == nil)"
        }
        step("closed") { () throws(DurableIOError) in
            let file = try system.open(at("s"), .read)
            file.close()
            return try bytes(file)
        }
        step("read only") { () throws(DurableIOError) in
            let file = try system.open(at("s"), .read)
            return try done { () throws(DurableIOError) in try file.write([1], at: 0) }
        }
        return out
    }

    @Test("the simulated system answers as the real one does")
    func agreement() throws {
        let at = try TemporaryDirectory()
        let real = script(POSIXFileSystem(), at.path)
        let simulated = SimulatedFileSystem()
        try simulated.createDirectory("/root", permissions: 0o700)
        let answers = script(simulated, "/root")
        for (one, other) in zip(real, answers) { #expect(one == other) }
        #expect(real.count == answers.count)
        #expect(real.contains("create: [0, 0, 1, 2]"))
    }

    @Test("surgery changes what is read and what a power loss leaves")
    func surgery() throws {
        let system = SimulatedFileSystem()
        system.setContents("f", [1, 2, 3])
        system.flipBit("f", byte: 1, bit: 7)
        #expect(system.contents("f") == [1, 0x82, 3])
        system.truncateRaw("f", to: 2)
        system.crash(keeping: .nothingUnsynced)
        #expect(system.contents("f") == [1, 0x82])
        #expect(system.contents("g") == nil)
        #expect(system.callCount == 0)
    }

    @Test("a copy shares nothing with its original, and makes the same choices")
    func copy() throws {
        let system = SimulatedFileSystem(seed: 3)
        let file = try system.open("f", .createNew)
        try system.synchronizeDirectory("/")
        for place in 0..<8 { try file.write([UInt8(place + 1)], at: UInt64(place)) }
        let copy = system.copy()
        let same = system.copy()
        try file.write([9], at: 0)
        #expect(copy.contents("f") == [1, 2, 3, 4, 5, 6, 7, 8])
        copy.crash()
        same.crash()
        #expect(copy.contents("f") == same.contents("f"))
        #expect(system.contents("f")?.first == 9)
        let outcomes = (UInt64(0)..<30).map { seed in
            let other = system.copy(seed: seed)
            other.crash()
            return other.contents("f")
        }
        #expect(Set(outcomes).count > 5)
    }
}
