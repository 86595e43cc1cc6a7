import DurabilitySimulation
import DurableIO
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceLedger

@Suite("A ledger of the first format version")
struct LedgerOfVersion1Tests {
    /// The ledger on a disk of its own.
    private static func world() throws -> LedgerWorld {
        let world = LedgerWorld(segmentBytes: 700)
        try world.files.createDirectory(LedgerWorld.path, permissions: 0o700)
        for folder in world.layout.folders { try world.files.createDirectory(folder, permissions: 0o700) }
        for file in LedgerOfVersion1.files {
            world.files.setContents(LedgerWorld.path + "/" + file.path, file.bytes)
        }
        return world
    }

    private static func events(_ world: LedgerWorld) throws -> [[UInt8]] {
        var out: [[UInt8]] = []
        try world.open(.reading).forEachRecord { view in
            out.append(Array(view.bytes))
            return true
        }
        return out
    }

    @Test("it is read, verified, and written on, and what stood there stays as it was")
    func read() throws {
        let world = try Self.world()
        #expect(LedgerOfVersion1.files.count > 10)
        let findings = try Audit.run(LedgerWorld.path, in: world.environment).findings
        #expect(findings.allSatisfy { $0.grade == .disposable }, "\(findings.map(\.text))")
        #expect(try Self.events(world).count == 4)
        try world.record(4..<6)
        #expect(try world.audit() == [])
        #expect(try Self.events(world).count == 6)
        for file in LedgerOfVersion1.files where file.path.hasSuffix(".seg") {
            let now = world.files.contents(LedgerWorld.path + "/" + file.path) ?? []
            #expect(now.starts(with: file.bytes), "\(file.path)")
        }
    }

    @Test("what is written now is what it was written as: the same events, evidence, identities and root")
    func written() throws {
        let old = try Self.world()
        let new = try LedgerWorld.recorded(4)
        #expect(try Self.events(old) == Self.events(new))
        for name in ["origin", "key", "secret", "highwater", "checkpoint"] {
            let file = try #require(LedgerOfVersion1.files.first { $0.path == name })
            #expect(new.files.contents(LedgerWorld.path + "/" + name) == file.bytes, "\(name)")
        }
        // Segments are compressed, and another liblz4 may do so in other bytes.
        func lists(_ world: LedgerWorld) throws -> [[[UInt8]]] {
            let ledger = try world.open(.reading)
            var identities: [[UInt8]] = []
            try ledger.forEachIdentity { identities.append($0.encoded) }
            var refused: [[UInt8]] = []
            try ledger.forEachQuarantined { refused.append($0.encoded) }
            return [identities, refused]
        }
        #expect(try lists(old) == lists(new))
        #expect(try lists(old).map(\.count) == [4, 1])
    }
}
