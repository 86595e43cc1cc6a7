import DurableIO
import Foundation
import Glibc
import LedgerModel
import Testing

@testable import ComplianceLedger

@Suite("ledgers that are not their user's alone")
struct OwnershipTests {
    /// A ledger with an event on this machine's files.
    private final class Place {
        let folder: String
        var ledger: String { folder + "/ledger" }

        init() throws {
            var template = Array((NSTemporaryDirectory() + "/probity-XXXXXX").utf8CString)
            folder = String(cString: mkdtemp(&template))
            try Ledger.create(at: ledger, origin: "ledger.example/own", in: .system)
            try append(1)
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        func append(_ number: Int) throws {
            let opened = try Ledger.open(ledger, for: .writing, in: .system)
            defer { try? opened.close() }
            _ = try opened.appendAndWait([Samples.submission(number, evidence: [1])])
        }

        /// Why writing is refused; nil where it is not.
        func refusal(_ path: String? = nil) -> LedgerError? {
            do throws(LedgerError) {
                try Ledger.open(path ?? ledger, for: .writing, in: .system).close()
                return nil
            } catch {
                return error
            }
        }

        /// Whether reading works, and what an audit finds.
        func reads(_ path: String? = nil) throws -> Bool {
            let size = try Ledger.open(path ?? ledger, for: .reading, in: .system).size.value
            return try size == 1 && Audit.run(path ?? ledger, in: .system).findings.isEmpty
        }
    }

    @Test("folders that others may read or write are refused for writing, and only for that")
    func folders() throws {
        let place = try Place()
        for name in [
            "", "/log", "/log/hashes", "/private", "/private/records", "/private/identities",
            "/quarantine", "/read-models",
        ] {
            for mode: mode_t in [0o755, 0o750, 0o710, 0o701, 0o704, 0o770, 0o777] {
                chmod(place.ledger + name, mode)
                guard case .looseFolder(let path, let found) = place.refusal() else {
                    Issue.record("\(name), mode \(String(mode, radix: 8))")
                    continue
                }
                #expect(path == place.ledger + name && found == mode)
                #expect(try place.reads())
            }
            chmod(place.ledger + name, 0o700)
        }
        #expect(place.refusal() == nil)
    }

    @Test("files that others may write are refused for writing, and only for that")
    func files() throws {
        let place = try Place()
        let segment = "00000000000000000000.seg"
        for name in [
            "origin", "commit", "highwater", "checkpoint", "lock", "log/" + segment,
            "private/records/" + segment, "quarantine/size",
        ] {
            let path = place.ledger + "/" + name
            var before = stat()
            #expect(stat(path, &before) == 0, "\(name)")
            for mode: mode_t in [0o620, 0o602, 0o666] {
                chmod(path, mode)
                guard case .looseFile(path, UInt32(mode)) = place.refusal() else {
                    Issue.record("\(name), mode \(String(mode, radix: 8))")
                    continue
                }
                #expect(try place.reads())
            }
            chmod(path, before.st_mode & 0o7777)
        }
        #expect(place.refusal() == nil)
    }

    @Test("a link in the place of the folder, of key, secret or log is refused for writing")
    func links() throws {
        let place = try Place()
        let link = place.folder + "/link"
        symlink("ledger", link)
        for path in [link, link + "/", link + "//"] {
            guard case .symbolicLink(link) = place.refusal(path) else {
                Issue.record("\(path)")
                continue
            }
            #expect(try place.reads(path))
        }
        for name in ["key", "secret", "log", "commit", "private"] {
            let path = place.ledger + "/" + name
            rename(path, path + ".moved")
            symlink(name + ".moved", path)
            guard case .symbolicLink(path) = place.refusal() else {
                Issue.record("\(name): \(String(describing: place.refusal()))")
                continue
            }
            #expect(try place.reads(), "\(name)")
            unlink(path)
            rename(path + ".moved", path)
        }
        #expect(place.refusal() == nil)
    }

    @Test(
        "whatever belongs to another user is refused for writing, for root too",
        .enabled(if: geteuid() == 0, "only root can give files away"))
    func foreign() throws {
        let place = try Place()
        let segment = "log/00000000000000000000.seg"
        for name in ["", "/log", "/private", "/commit", "/origin", "/key", "/secret", "/" + segment] {
            let path = place.ledger + name
            chown(path, 65_534, 65_534)
            guard case .foreign(path, 65_534) = place.refusal() else {
                Issue.record("\(name): \(String(describing: place.refusal()))")
                continue
            }
            #expect(try place.reads(), "\(name)")
            chown(path, 0, 0)
        }
        #expect(place.refusal() == nil)
    }

    @Test("an empty folder that others may read is closed to them by making a ledger in it")
    func creating() throws {
        let place = try Place()
        let path = place.folder + "/new"
        mkdir(path, 0o755)
        chmod(path, 0o755)
        let mask = umask(0)
        defer { umask(mask) }
        try Ledger.create(at: path, origin: "ledger.example/own", in: .system)
        let all =
            [path]
            + (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? [])
            .map { path + "/" + $0 }
        #expect(all.count > 8)
        for name in all {
            var found = stat()
            #expect(stat(name, &found) == 0)
            let isFolder = found.st_mode & S_IFMT == S_IFDIR
            let expected: mode_t = isFolder ? 0o700 : name.hasSuffix("/origin") ? 0o644 : 0o600
            #expect(found.st_mode & 0o7777 == expected, "\(name)")
        }
        #expect(place.refusal(path) == nil)
        // One with something in it stays as it is.
        let other = place.folder + "/other"
        mkdir(other, 0o755)
        chmod(other, 0o755)
        _ = FileManager.default.createFile(atPath: other + "/notes", contents: Data())
        #expect(throws: LedgerError.self) {
            try Ledger.create(at: other, origin: "ledger.example/own", in: .system)
        }
        var found = stat()
        #expect(stat(other, &found) == 0 && found.st_mode & 0o777 == 0o755)
    }
}
