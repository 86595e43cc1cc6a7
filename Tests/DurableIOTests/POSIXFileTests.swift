import DurableIO
import Testing

@Suite struct POSIXFileTests {
    let system = POSIXFileSystem()
    let at: TemporaryDirectory

    init() throws { at = try TemporaryDirectory() }

    @Test("bytes are read where they were written, and a hole reads as zeros")
    func readWrite() throws {
        let file = try system.open(at("a"), .createNew)
        try file.write([1, 2, 3], at: 4)
        try file.synchronizeData()
        try file.synchronize()
        #expect(try file.size() == 7)
        #expect(try file.readAll(limit: 7) == [0, 0, 0, 0, 1, 2, 3])
        #expect(try file.bytes(at: 5, count: 2) == [2, 3])
        try file.truncate(to: 5)
        #expect(try file.readAll(limit: 7) == [0, 0, 0, 0, 1])
    }

    @Test("a read is short only at the end of the file")
    func shortRead() throws {
        let file = try system.open(at("a"), .createNew)
        try file.write([UInt8](repeating: 5, count: 100), at: 0)
        var buffer = [UInt8](repeating: 0, count: 64)
        for (offset, expected) in [(0, 64), (36, 64), (37, 63), (99, 1), (100, 0), (1 << 40, 0)] {
            let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0, at: UInt64(offset)) }
            #expect(count == expected, "at \(offset)")
        }
        #expect(try buffer.withUnsafeMutableBytes { try file.read(into: $0, at: .max) } == 0)
    }

    @Test("more bytes than the file has are refused, however many", arguments: [4, 1 << 17, Int.max])
    func truncated(count: Int) throws {
        let file = try system.open(at("a"), .createNew)
        try file.write([1, 2, 3], at: 0)
        #expect(
            throws: DurableIOError(.truncated, operation: "read", path: at("a"), offset: 3)
        ) { try file.bytes(at: 0, count: count) }
    }

    @Test("a file above the caller's limit is not read")
    func limit() throws {
        let file = try system.open(at("a"), .createNew)
        try file.write([1, 2, 3], at: 0)
        #expect(code { () throws(DurableIOError) in _ = try file.readAll(limit: 2) } == .tooLarge)
        #expect(try file.readAll(limit: 3) == [1, 2, 3])
    }

    @Test("an offset that no file reaches is refused")
    func farOffset() throws {
        let file = try system.open(at("a"), .createNew)
        for offset in [UInt64.max, UInt64(Int64.max)] {
            #expect(code { () throws(DurableIOError) in try file.write([1], at: offset) } == .tooLarge)
        }
        #expect(code { () throws(DurableIOError) in try file.truncate(to: .max) } == .tooLarge)
        #expect(try file.size() == 0)
    }

    @Test("a file opened for reading is not changed")
    func readOnly() throws {
        try system.open(at("a"), .createNew).write([1], at: 0)
        let file = try system.open(at("a"), .read)
        #expect(code { () throws(DurableIOError) in try file.write([2], at: 0) } == .readOnly)
        #expect(code { () throws(DurableIOError) in try file.truncate(to: 0) } == .readOnly)
        #expect(try file.readAll(limit: 1) == [1])
    }

    @Test("a closed file refuses every call, and closing again does nothing")
    func closed() throws {
        let file = try system.open(at("a"), .createNew)
        file.close()
        // Whoever is given the descriptor's number next must not be closed by the second call.
        let other = try system.open(at("b"), .createNew)
        file.close()
        try other.write([1], at: 0)
        #expect(code { () throws(DurableIOError) in try file.write([2], at: 0) } == .closed)
        #expect(code { () throws(DurableIOError) in _ = try file.size() } == .closed)
        #expect(code { () throws(DurableIOError) in try file.synchronize() } == .closed)
        #expect(try other.readAll(limit: 1) == [1])
    }

    @Test("closing while others write never lets a byte into another file")
    func closingUnderWrites() async throws {
        for round in 0..<50 {
            let file = try system.open(at("a\(round)"), .createNew)
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask { for place in 0..<20 { try? file.write([0xAA], at: UInt64(place)) } }
                }
                group.addTask { file.close() }
            }
            let other = try system.open(at("b\(round)"), .createNew)
            #expect(try other.size() == 0)
        }
    }

    @Test("files give their descriptors back when they are let go")
    func descriptors() throws {
        let before = try system.list("/proc/self/fd").count
        for _ in 0..<500 { _ = try system.open(at("a"), .createOrOpen) }
        // Other tests of the process open files at the same time.
        #expect(try system.list("/proc/self/fd").count < before + 250)
    }
}
