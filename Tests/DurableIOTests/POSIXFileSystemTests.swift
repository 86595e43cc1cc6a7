import DurableIO
import Glibc
import Testing

@Suite struct POSIXFileSystemTests {
    let system = POSIXFileSystem()
    let at: TemporaryDirectory

    init() throws { at = try TemporaryDirectory() }

    @Test("opening a file that is not there is refused, and names number, operation and path")
    func missing() {
        #expect(
            throws: DurableIOError(.notFound, operation: "open", path: at("a"), errno: ENOENT)
        ) { try system.open(at("a"), .read) }
        #expect(code { () throws(DurableIOError) in _ = try system.open(at("a"), .readWrite) } == .notFound)
    }

    @Test("the room of a file system is what is free of what there is, and takes a path that is there")
    func space() throws {
        try system.open(at("a"), .createNew).write([1], at: 0)
        for path in [at("a"), at("."), "/"] {
            let space = try #require(try system.space(at: path))
            #expect(space.total > 0 && space.available <= space.total, "\(path): \(space)")
        }
        #expect(code { () throws(DurableIOError) in _ = try system.space(at: at("none")) } == .notFound)
        #expect(code { () throws(DurableIOError) in _ = try system.space(at: "a\0b") } == .unsupported)
    }

    @Test("making a new file is refused when the name is taken")
    func taken() throws {
        try system.open(at("a"), .createNew).write([1], at: 0)
        #expect(code { () throws(DurableIOError) in _ = try system.open(at("a"), .createNew) } == .exists)
        #expect(try system.open(at("a"), .createOrOpen).size() == 1)
    }

    @Test("a new file has the permissions asked for")
    func permissions() throws {
        _ = try system.open(at("key"), .createNew, permissions: 0o600)
        let information = try #require(try system.information(at("key")))
        #expect(information.permissions == 0o600)
        #expect(information.kind == .file)
        #expect(information.owner == geteuid())
        #expect(information.isOwnedByProcess)
    }

    @Test("a symbolic link is read through, never written through, and described as itself")
    func symbolicLink() throws {
        try system.open(at("a"), .createNew).write([7, 8], at: 0)
        #expect(symlink(at("a"), at("link")) == 0)
        #expect(try system.open(at("link"), .read).readAll(limit: 10) == [7, 8])
        for access in [FileAccess.readWrite, .createOrOpen] {
            #expect(code { () throws(DurableIOError) in _ = try system.open(at("link"), access) } == .symlink)
        }
        #expect(code { () throws(DurableIOError) in _ = try system.open(at("link"), .createNew) } == .exists)
        #expect(try system.information(at("link"))?.kind == .symlink)
        try system.remove(at("link"))
        #expect(try system.information(at("a"))?.size == 2)
    }

    @Test("what is not a regular file is refused without waiting for a writer")
    func notRegular() throws {
        #expect(code { () throws(DurableIOError) in _ = try system.open(at.path, .read) } == .isADirectory)
        #expect(
            code { () throws(DurableIOError) in _ = try system.open(at.path, .readWrite) } == .isADirectory)
        #expect(mkfifo(at("fifo"), 0o600) == 0)
        #expect(code { () throws(DurableIOError) in _ = try system.open(at("fifo"), .read) } == .unsupported)
        #expect(try system.information(at("fifo"))?.kind == .other)
    }

    @Test("a path with a NUL byte is refused, not cut")
    func nulByte() throws {
        try system.open(at("a"), .createNew).close()
        #expect(code { () throws(DurableIOError) in _ = try system.open(at("a\0b"), .read) } == .unsupported)
        #expect(code { () throws(DurableIOError) in try system.remove(at("a\0b")) } == .unsupported)
        #expect(try system.information(at("a")) != nil)
    }

    @Test("names are listed in the order of their bytes")
    func list() throws {
        #expect(try system.list(at.path) == [])
        for name in ["b", "a", "B", "é", "a.tmp", "10", "9"] { try system.open(at(name), .createNew).close() }
        #expect(try system.list(at.path) == ["10", "9", "B", "a", "a.tmp", "b", "é"])
        #expect(code { () throws(DurableIOError) in _ = try system.list(at("none")) } == .notFound)
        #expect(code { () throws(DurableIOError) in _ = try system.list(at("a")) } == .notADirectory)
    }

    @Test("the largest name that a directory can hold is listed whole")
    func longName() throws {
        let name = String(repeating: "n", count: 255)
        try system.open(at(name), .createNew).close()
        #expect(try system.list(at.path) == [name])
        let tooLong = at(name + "n")
        #expect(code { () throws(DurableIOError) in _ = try system.open(tooLong, .createNew) } == .tooLarge)
    }

    @Test("a directory is made once, removed only when empty, and synchronized")
    func directories() throws {
        try system.createDirectory(at("d"), permissions: 0o700)
        #expect(try system.information(at("d"))?.kind == .directory)
        #expect(try system.information(at("d"))?.permissions == 0o700)
        #expect(
            code { () throws(DurableIOError) in try system.createDirectory(at("d"), permissions: 0o700) }
                == .exists)
        try system.open(at("d/a"), .createNew).close()
        try system.synchronizeDirectory(at("d"))
        #expect(code { () throws(DurableIOError) in try system.remove(at("d")) } == .notEmpty)
        try system.remove(at("d/a"))
        try system.remove(at("d"))
        #expect(try system.information(at("d")) == nil)
        #expect(code { () throws(DurableIOError) in try system.synchronizeDirectory(at("d")) } == .notFound)
        #expect(code { () throws(DurableIOError) in try system.remove(at("d")) } == .notFound)
    }

    @Test("a file is not synchronized as a directory")
    func synchronizeFile() throws {
        try system.open(at("a"), .createNew).close()
        #expect(
            code { () throws(DurableIOError) in try system.synchronizeDirectory(at("a")) } == .notADirectory)
    }

    @Test("two folders change places in one call, and a name that is not there changes with none")
    func exchange() throws {
        for name in ["one", "other"] {
            try system.createDirectory(at(name), permissions: 0o700)
            try system.open(at(name) + "/f", .createNew).write(Array(name.utf8), at: 0)
        }
        try system.exchange(at("one"), at("other"))
        #expect(try system.contents(of: at("one") + "/f", limit: 10) == Array("other".utf8))
        #expect(try system.contents(of: at("other") + "/f", limit: 10) == Array("one".utf8))
        #expect(
            code { () throws(DurableIOError) in try system.exchange(at("one"), at("none")) } == .notFound)
        #expect(
            code { () throws(DurableIOError) in try system.exchange("a\u{0}", at("one")) } == .unsupported)
    }

    @Test("a rename replaces what had the name")
    func rename() throws {
        try system.open(at("old"), .createNew).write([1], at: 0)
        try system.open(at("new"), .createNew).write([2], at: 0)
        try system.rename(at("new"), to: at("old"))
        #expect(try system.list(at.path) == ["old"])
        #expect(try system.contents(of: at("old"), limit: 1) == [2])
        #expect(code { () throws(DurableIOError) in try system.rename(at("new"), to: at("x")) } == .notFound)
    }

    @Test("a directory that only its owner may enter is refused to others", .enabled(if: geteuid() != 0))
    func permissionDenied() throws {
        try system.createDirectory(at("d"), permissions: 0)
        #expect(
            code { () throws(DurableIOError) in _ = try system.open(at("d/a"), .createNew) }
                == .permissionDenied)
    }
}
