import CChecksum
import Testing

@testable import LogFormat

@Suite struct CRC32CTests {
    @Test("published values come out")
    func vectors() {
        #expect(CRC32C.checksum(Array("123456789".utf8)) == 0xE306_9283)
        // RFC 3720 appendix B.4.
        #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(CRC32C.checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(CRC32C.checksum(Array(0..<32)) == 0x46DD_794E)
        #expect(CRC32C.checksum([UInt8]()) == 0)
    }

    @Test("the processor's instruction and the table agree at every length and alignment")
    func portable() {
        var random = SeededRandom(seed: 4)
        let bytes = (0..<600).map { _ in UInt8.random(in: 0...255, using: &random) }
        bytes.withUnsafeBytes { buffer in
            for start in 0..<9 {
                for count in 0..<(buffer.count - start) {
                    let part = UnsafeRawBufferPointer(rebasing: buffer[start..<(start + count)])
                    let portable = probity_crc32c_portable(0, part.baseAddress, part.count)
                    #expect(CRC32C.checksum(part) == portable, "start \(start), \(count) bytes")
                }
            }
        }
    }
}
