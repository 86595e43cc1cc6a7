import Testing

@testable import ComplianceLedger

@Suite("Versions of streams")
struct StreamVersionsTests {
    private func entry(_ versions: StreamVersions, _ hash: UInt64, _ name: [UInt8]) -> Int? {
        name.withUnsafeBytes { versions.find(hash, $0) }
    }

    @Test("streams whose hashes are equal are kept apart by their names")
    func collisions() {
        var versions = StreamVersions()
        for number in 0..<1_000 {
            let name = Array("stream/\(number)".utf8)
            #expect(entry(versions, UInt64(number % 3), name) == nil)
            _ = name.withUnsafeBytes { versions.add(UInt64(number % 3), $0, count: UInt64(number)) }
        }
        for number in 0..<1_000 {
            let name = Array("stream/\(number)".utf8)
            guard let found = entry(versions, UInt64(number % 3), name) else {
                Issue.record("stream \(number) is lost")
                continue
            }
            #expect(versions[found] == UInt64(number))
            versions[found] += 1
            #expect(versions[found] == UInt64(number) + 1)
            #expect(entry(versions, UInt64(number % 3) + 3, name) == nil)
        }
    }

    @Test("nothing is forgotten before it is much")
    func trims() {
        var versions = StreamVersions()
        for number in 0...UInt64(StreamVersions.limit) {
            versions.trim()
            _ = withUnsafeBytes(of: number) { versions.add(number, $0, count: number) }
        }
        #expect(withUnsafeBytes(of: UInt64(0)) { versions.find(0, $0) } != nil)
        versions.trim()
        #expect(withUnsafeBytes(of: UInt64(0)) { versions.find(0, $0) } == nil)
    }
}
