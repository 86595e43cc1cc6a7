import DurabilitySimulation
import DurableIO
import Testing

@Suite struct AtomicReplacementTests {
    @Test("a file is replaced whole, with the permissions asked for")
    func replacement() throws {
        let at = try TemporaryDirectory()
        let system = POSIXFileSystem()
        try system.replaceAtomically(at("f"), with: [1, 2, 3], permissions: 0o644)
        try system.replaceAtomically(at("f"), with: [4], permissions: 0o600)
        #expect(try system.contents(of: at("f"), limit: 10) == [4])
        #expect(try system.information(at("f"))?.permissions == 0o600)
        #expect(try system.list(at.path) == ["f"])
    }

    @Test("what an earlier crash left is overwritten and lends nothing, not even its permissions")
    func staleTemporary() throws {
        let at = try TemporaryDirectory()
        let system = POSIXFileSystem()
        try system.open(at("f.tmp"), .createNew, permissions: 0o644).write([9, 9, 9, 9], at: 0)
        try system.replaceAtomically(at("f"), with: [1], permissions: 0o600)
        #expect(try system.contents(of: at("f"), limit: 10) == [1])
        #expect(try system.information(at("f"))?.permissions == 0o600)
    }

    @Test("a file that is not there has no contents; one above the limit is refused")
    func contents() throws {
        let system = SimulatedFileSystem()
        #expect(try system.contents(of: "f", limit: 10) == nil)
        system.setContents("f", [1, 2])
        #expect(code { () throws(DurableIOError) in _ = try system.contents(of: "f", limit: 1) } == .tooLarge)
    }

    @Test("bytes are synchronized before the rename, and the directory after it")
    func order() throws {
        let system = SimulatedFileSystem()
        try system.createDirectory("d", permissions: 0o700)
        system.clearCalls()
        try system.replaceAtomically("d/f", with: [1], permissions: 0o600)
        #expect(
            system.calls == [
                Call("open", "d/f.tmp"), Call("write", "d/f.tmp"), Call("fsync", "d/f.tmp"),
                Call("rename", "d/f.tmp", target: "d/f"), Call("fsync directory", "d"),
            ])
    }

    @Test(
        "the directory of a path without one is the current one, and of a path under the root the root",
        arguments: [("f", "."), ("/f", "/"), ("/d/f", "/d")])
    func directory(path: String, expected: String) throws {
        let system = SimulatedFileSystem()
        try system.createDirectory("/d", permissions: 0o700)
        try system.replaceAtomically(path, with: [1], permissions: 0o600)
        #expect(system.calls.last == Call("fsync directory", expected))
    }

    @Test(
        "whichever call fails, and however, a power loss leaves the old file or the new one",
        arguments: [
            Fault.Manner.failedWithoutEffect, .failedButHappened, .failedInPart, .failedAndMarkedClean,
        ])
    func everyFault(manner: Fault.Manner) throws {
        let old = [UInt8](repeating: 1, count: 3000)
        let new = [UInt8](repeating: 2, count: 5000)
        for number in 1...6 {
            for isPermanent in [false, true] {
                for seed in UInt64(0)..<40 {
                    let system = SimulatedFileSystem(seed: seed)
                    system.setContents("f", old)
                    system.failNextCalls(Fault(number: number, isPermanent: isPermanent, manner: manner))
                    let isDone = (try? system.replaceAtomically("f", with: new, permissions: 0o600)) != nil
                    #expect(isDone == (number == 6), "call \(number), seed \(seed)")
                    system.crash()
                    let found = system.contents("f")
                    #expect(
                        found == new || (!isDone && found == old),
                        "call \(number), permanent \(isPermanent), seed \(seed)")
                    system.clearFaults()
                    try system.replaceAtomically("f", with: old, permissions: 0o600)
                    #expect(system.durableContents("f") == old)
                }
            }
        }
    }

    @Test("a failed sync is never repeated")
    func syncOnce() throws {
        let system = SimulatedFileSystem()
        system.failNextCalls(Fault(operation: "fsync", manner: .failedAndMarkedClean))
        #expect(
            code { () throws(DurableIOError) in
                try system.replaceAtomically("f", with: [1], permissions: 0o600)
            } == .inputOutput)
        #expect(system.calls.filter { $0.operation == "fsync" }.count == 1)
        #expect(system.contents("f") == nil)
    }

    @Test("a full device keeps the old file and gets its space back")
    func fullDevice() throws {
        let system = SimulatedFileSystem()
        system.setContents("f", [1, 2, 3])
        system.spaceLimit = 10
        let large = [UInt8](repeating: 0, count: 20)
        #expect(
            code { () throws(DurableIOError) in
                try system.replaceAtomically("f", with: large, permissions: 0o600)
            } == .noSpace)
        #expect(system.usedSpace == 3)
        #expect(system.contents("f") == [1, 2, 3])
    }
}
