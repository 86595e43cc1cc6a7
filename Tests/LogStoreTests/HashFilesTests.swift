import DurabilitySimulation
import DurableIO
import Merkle
import Testing

@testable import LogStore

@Suite struct HashFilesTests {
    private func digest(_ value: UInt8) -> SHA256Digest { SHA256.hash(of: [value]) }

    private func make() throws -> (SimulatedFileSystem, HashFiles) {
        let files = SimulatedFileSystem()
        return (files, HashFiles(path: "hashes", files: files))
    }

    @Test("hashes are read back, also after reading opened the file first")
    func roundTrip() throws {
        let (files, hashes) = try make()
        #expect(throws: HashReadingError.self) { try hashes.hashes(level: 0, indexes: 0..<1) }
        try hashes.write(digest(1).bytes, level: 0, index: 0)
        let again = HashFiles(path: "hashes", files: files)
        #expect(try again.hashes(level: 0, indexes: 0..<1) == [digest(1)])
        try again.write(digest(2).bytes + digest(3).bytes, level: 0, index: 1)
        #expect(try again.hashes(level: 0, indexes: 0..<3) == [digest(1), digest(2), digest(3)])
        #expect(try again.count(level: 0) == 3)
        #expect(try again.count(level: 1) == 0)
        #expect(throws: HashReadingError.self) { try again.hashes(level: 0, indexes: 2..<4) }
    }

    @Test("what was synchronized survives a power cut")
    func durable() throws {
        let (files, hashes) = try make()
        try hashes.write(digest(1).bytes, level: 0, index: 0)
        try hashes.write(digest(9).bytes, level: 1, index: 0)
        try files.synchronizeDirectory("/")
        try hashes.synchronize()
        try hashes.write(digest(2).bytes, level: 0, index: 1)
        files.crash(keeping: .nothingUnsynced)
        let again = HashFiles(path: "hashes", files: files)
        #expect(try again.hashes(level: 0, indexes: 0..<1) == [digest(1)])
        #expect(try again.hashes(level: 1, indexes: 0..<1) == [digest(9)])
        #expect(try again.count(level: 0) == 1)
    }

    @Test("all levels are removed together")
    func removing() throws {
        let (_, hashes) = try make()
        try hashes.write(digest(1).bytes, level: 0, index: 0)
        try hashes.write(digest(2).bytes, level: 1, index: 0)
        try hashes.removeAll()
        #expect(try hashes.count(level: 0) == 0)
        try hashes.write(digest(3).bytes, level: 0, index: 0)
        #expect(try hashes.hashes(level: 0, indexes: 0..<1) == [digest(3)])
    }
}
