import DurabilitySimulation
import DurableIO
import Testing

@Suite struct DirectoryLockTests {
    /// Both systems must behave alike.
    enum Kind: CaseIterable { case posix, simulated }

    private func make(_ kind: Kind) throws -> (any FileSystem, String, TemporaryDirectory?) {
        switch kind {
        case .posix:
            let at = try TemporaryDirectory()
            return (POSIXFileSystem(), at("lock"), at)
        case .simulated: return (SimulatedFileSystem(), "/lock", nil)
        }
    }

    @Test("a lock excludes a second holder until it is given back", arguments: Kind.allCases)
    func exclusion(_ kind: Kind) throws {
        let (system, path, directory) = try make(kind)
        let lock = try system.lock(path)
        #expect(code { () throws(DurableIOError) in _ = try system.lock(path) } == .locked)
        try lock.confirm()
        lock.unlock()
        #expect(code { () throws(DurableIOError) in try lock.confirm() } == .locked)
        let second = try system.lock(path)
        // The first holder has nothing left to give back.
        lock.unlock()
        #expect(code { () throws(DurableIOError) in _ = try system.lock(path) } == .locked)
        try second.confirm()
        _ = directory
    }

    @Test("a lock is given back when it is let go", arguments: Kind.allCases)
    func letGo(_ kind: Kind) throws {
        let (system, path, directory) = try make(kind)
        do { _ = try system.lock(path) }
        try system.lock(path).unlock()
        _ = directory
    }

    @Test("opening and closing the locked file otherwise does not lose the lock", arguments: Kind.allCases)
    func otherHandles(_ kind: Kind) throws {
        let (system, path, directory) = try make(kind)
        let lock = try system.lock(path)
        try system.open(path, .readWrite).close()
        #expect(code { () throws(DurableIOError) in _ = try system.lock(path) } == .locked)
        try lock.confirm()
        _ = directory
    }

    @Test("a holder notices that the file of its lock was removed or replaced", arguments: Kind.allCases)
    func removed(_ kind: Kind) throws {
        let (system, path, directory) = try make(kind)
        let lock = try system.lock(path)
        try system.remove(path)
        #expect(code { () throws(DurableIOError) in try lock.confirm() } == .locked)
        let intruder = try system.lock(path)
        #expect(code { () throws(DurableIOError) in try lock.confirm() } == .locked)
        try intruder.confirm()
        _ = directory
    }
}
