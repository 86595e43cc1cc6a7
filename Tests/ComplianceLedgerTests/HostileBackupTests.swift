import DurabilitySimulation
import DurableIO
import FaultRecords
import LedgerModel
import Merkle
import Testing

@testable import ComplianceLedger

@Suite struct HostileBackupTests {
    @Test("a flipped byte in any file of a backup is refused, and the file is named")
    func flipped() throws {
        let world = try LedgerWorld.recorded(6)
        try world.backup()
        var count = 0
        for (path, bytes) in world.contents(below: "backup") {
            let step = max(1, bytes.count / TestEffort.count(9, nightly: 400))
            for byte in stride(from: 0, to: bytes.count, by: step) {
                let copy = LedgerWorld(copying: world)
                copy.files.flipBit(path, byte: byte, bit: byte % 8)
                let error = ledgerError { () throws(LedgerError) in try copy.restore(to: "place") }
                let text = error.map { "\($0)" } ?? "none"
                #expect(text.contains(path.dropFirst()), "\(path), byte \(byte): \(text)")
                #expect(try copy.files.information("place") == nil)
                #expect(!copy.files.files.contains { $0.contains("restoring") })
                count += 1
            }
        }
        #expect(count > 100)
    }

    @Test("a missing, a shorter and a longer file are refused, and named")
    func sizes() throws {
        let world = try LedgerWorld.recorded(6)
        try world.backup()
        for (path, bytes) in world.contents(below: "backup") where !path.hasSuffix("manifest") {
            for change in 0..<3 {
                let copy = LedgerWorld(copying: world)
                switch change {
                case 0: try copy.files.remove(path)
                case 1: copy.files.truncateRaw(path, to: bytes.count - 1)
                default: copy.files.setContents(path, bytes + [0])
                }
                let error = try #require(
                    ledgerError { () throws(LedgerError) in try copy.restore(to: "place") }, "\(path)")
                #expect("\(error)".contains(path.dropFirst()) && error.provesDamage, "\(error)")
            }
        }
    }

    private static let digest = SHA256.hash(of: [1])

    @Test(
        "paths that no ledger has are refused before any file is opened",
        arguments: [
            "../origin", "/etc/passwd", "log/../../x", "log/00000000000000000000.seg/../../../x", "", ".",
            "..",
            "log", "log/", "log/1.seg", "log/00000000000000000000.idx", "lock", "read-models/current",
            "log/hashes/0", "manifest", "unfinished", "quarantine/..torn", "quarantine/-.torn",
            "quarantine/1-2-3-4.torn", "quarantine/1-../../x.torn", "origin\u{0}", "Origin", "./origin",
            "private//records/00000000000000000000.seg",
        ])
    func paths(_ path: String) throws {
        let world = try LedgerWorld.recorded(2)
        try world.backup()
        try Self.rewrite(world) { lines in lines + [("file", "\(Self.digest.hex) 1 \(path)")] }
        world.files.clearCalls()
        let error = try #require(ledgerError { () throws(LedgerError) in try world.restore(to: "place") })
        #expect("\(error)".contains("names no file of a ledger"), "\(error)")
        #expect(!world.files.calls.contains { $0.operation == "open" && !$0.path.hasSuffix("manifest") })
    }

    @Test("numbers that no backup has, repeated files and other versions are refused, and nothing is made")
    func numbers() throws {
        let world = try LedgerWorld.recorded(2)
        try world.backup()
        let hex = Self.digest.hex
        let segment = "log/00000000000000000000.seg"
        let bad: [(name: String, value: String)?] = [
            ("file", "\(hex) 18446744073709551615 quarantine/1-2.torn"),
            ("file", "\(hex) 18446744073709551616 quarantine/1-2.torn"),
            ("file", "\(hex) 9223372036854775807 quarantine/1-2.torn"),
            ("file", "\(hex) -1 quarantine/1-2.torn"), ("file", "\(hex) 1  quarantine/1-2.torn"),
            ("file", "\(hex) 1 \(segment)"), ("file", "\(hex.dropLast()) 1 quarantine/1-2.torn"),
            ("file", "\(hex) 4 quarantine/1-2.torn"),
        ]
        for line in bad.compactMap(\.self) {
            let copy = LedgerWorld(copying: world)
            try Self.rewrite(copy) { $0 + [line] }
            #expect(
                ledgerError { () throws(LedgerError) in try copy.restore(to: "place") }?.provesDamage == true,
                "\(line)")
            #expect(!copy.files.files.contains { $0.contains("place") })
        }
        for (name, value) in [
            ("size", "18446744073709551615"), ("size", "3"), ("size", "0"), ("root", Self.digest.base64),
            ("epoch", "7"), ("ledger", "00000000-0000-4000-8000-000000000001"), ("format", "2"),
            ("size", "x"),
        ] {
            let copy = LedgerWorld(copying: world)
            try Self.rewrite(copy) { lines in
                lines.map { $0.name.utf8.elementsEqual(name.utf8) ? (name, value) : $0 }
            }
            #expect(
                ledgerError { () throws(LedgerError) in try copy.restore(to: "place") } != nil,
                "\(name) \(value)")
            #expect(!copy.files.files.contains { $0.contains("place") })
        }
    }

    @Test("a list that leaves a segment out is refused by the audit, though every file is as it says")
    func leftOut() throws {
        let world = try LedgerWorld.recorded(12)
        try world.backup()
        let segments = world.contents(below: "backup").keys.filter { $0.hasSuffix(".seg") }
        #expect(segments.count > 3)
        for path in segments {
            let copy = LedgerWorld(copying: world)
            try Self.rewrite(copy) { lines in lines.filter { !$0.value.hasSuffix(path.dropFirst(8)) } }
            let error = try #require(ledgerError { () throws(LedgerError) in try copy.restore(to: "place") })
            #expect(error.provesDamage, "\(path): \(error)")
        }
    }

    /// Writes a manifest anew, with a checksum that is right.
    private static func rewrite(
        _ world: LedgerWorld, _ change: ([(name: String, value: String)]) -> [(name: String, value: String)]
    ) throws {
        let bytes = try #require(world.files.contents("backup/manifest"))
        let file = try #require(LineFile(bytes))
        world.files.setContents("backup/manifest", LineFile(change(file.lines)).bytes)
    }
}
