import FaultRecords
import Glibc
import Testing

@testable import DurableIO

@Suite struct WholeTransferTests {
    /// What the system does with one call.
    private enum Answer: CaseIterable {
        /// All that was asked for.
        case whole
        /// A part of it, a byte at least.
        case part
        /// A signal came before anything was done.
        case interrupted
    }

    /// Calls of a system that answers as it is told, on a file that is an array.
    private struct System {
        var file: [UInt8]
        var seed: UInt64
        var calls = 0

        private mutating func random(below bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }

        /// How many bytes of `wanted` this call is for; nil for one that is interrupted.
        private mutating func answer(_ wanted: Int) -> Int? {
            calls += 1
            switch Answer.allCases[random(below: 3)] {
            case .whole: return wanted
            case .part: return 1 + random(below: wanted)
            case .interrupted:
                errno = EINTR
                return nil
            }
        }

        mutating func read(_ buffer: UnsafeMutableRawBufferPointer, _ place: off_t) -> Int {
            let rest = file.dropFirst(Int(place)).prefix(buffer.count)
            guard !rest.isEmpty else { return 0 }
            guard let count = answer(rest.count) else { return -1 }
            buffer.copyBytes(from: rest.prefix(count))
            return count
        }

        mutating func write(_ bytes: UnsafeRawBufferPointer, _ place: off_t) -> Int {
            guard let count = answer(bytes.count) else { return -1 }
            let end = Int(place) + count
            if file.count < end { file += [UInt8](repeating: 0, count: end - file.count) }
            file.replaceSubrange(Int(place)..<end, with: bytes.prefix(count))
            return count
        }
    }

    @Test("short and interrupted reads and writes move every byte to its place, whatever they come to")
    func transparent() {
        var record = FaultRecord(
            "s13-short-transfers", .calls,
            fault: "reads and writes do a part of what they were asked, or are interrupted by a signal",
            expectation: "every byte is where it belongs, and nobody is told",
            test: "WholeTransferTests/transparent")
        let seeds = UInt64(TestEffort.count(2_000, nightly: 200_000))
        for seed in 0..<seeds {
            let count = Int(seed % 97)
            let offset = Int(seed % 13)
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ Int(seed)) }
            var system = System(file: [UInt8](repeating: 0xEE, count: 20), seed: seed)
            var expected = system.file
            if expected.count < offset + count, count > 0 {
                expected += [UInt8](repeating: 0, count: offset + count - expected.count)
            }
            expected.replaceSubrange(offset..<(offset + count), with: bytes)
            let wrote = bytes.withUnsafeBytes { bytes in
                WholeTransfer.write(bytes, at: UInt64(offset)) { system.write($0, $1) }
            }
            var buffer = [UInt8](repeating: 0, count: count + 50)
            let read = buffer.withUnsafeMutableBytes { buffer in
                WholeTransfer.read(into: buffer, at: UInt64(offset)) { system.read($0, $1) }
            }
            let isGood =
                wrote == WholeTransfer.Result(count: count) && system.file == expected
                && read == WholeTransfer.Result(count: expected.count - offset)
                && Array(buffer.prefix(read.count)) == Array(expected.dropFirst(offset))
            record.committed += system.calls
            if !isGood { record.failed += 1 }
            #expect(isGood, "seed \(seed)")
        }
        record.seeds = "0..<\(seeds)"
        record.report()
    }

    @Test("what is no interruption ends a transfer where it came, with the system's number")
    func failing() {
        for number in [EIO, ENOSPC, EAGAIN, EFBIG] {
            var calls = 0
            let bytes = [UInt8](repeating: 1, count: 10)
            let result = bytes.withUnsafeBytes { bytes in
                WholeTransfer.write(bytes, at: 100) { rest, _ in
                    calls += 1
                    guard calls > 1 else { return 4 }
                    errno = number
                    return -1
                }
            }
            #expect(result == WholeTransfer.Result(count: 4, failure: .init(errno: number, place: 104)))
            #expect(calls == 2)
        }
    }

    @Test("a write that does nothing and says nothing is a failure, not an endless loop")
    func nothingWritten() {
        var calls = 0
        let result = ([1, 2] as [UInt8]).withUnsafeBytes { bytes in
            WholeTransfer.write(bytes, at: 0) { _, _ in
                calls += 1
                return 0
            }
        }
        #expect(result.failure == .init(errno: 0, place: 0) && calls == 1)
    }
}
