extension FileSystem {
    /// All bytes of a file, or nil if there is none.
    /// - Throws: ``DurableIOError/Code/tooLarge`` if they are more than `limit`.
    public func contents(of path: String, limit: Int) throws(DurableIOError) -> [UInt8]? {
        let file: any File
        do throws(DurableIOError) {
            file = try open(path, .read)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
        defer { file.close() }
        return try file.readAll(limit: limit)
    }

    /// Gives a file new bytes so that, at every instant and after any crash, it has all the old bytes or all
    /// the new ones; when this returns, the new ones are durable.
    ///
    /// The bytes are first written beside the file under its name with `.tmp` appended; what an earlier crash
    /// left there is removed. After an error the file may be old or new, and the temporary file may remain.
    /// Two callers at a time must not replace the same file.
    ///
    /// - Parameter permissions: of the new file, lessened by the process's umask; the old file's are not
    ///   kept.
    public func replaceAtomically(
        _ path: String, with bytes: [UInt8], permissions: UInt32
    ) throws(DurableIOError) {
        // The happy path, as strace shows it:
        //
        //   openat(AT_FDCWD, "d/f.tmp", O_RDWR|O_CREAT|O_EXCL|O_NOCTTY|O_NONBLOCK|O_NOFOLLOW|O_CLOEXEC, 0600)
        //   fstat(3)
        //   pwrite64(3, …, 0)
        //   fsync(3)             a crash before this leaves f.tmp with anything in it; f is untouched
        //   close(3)
        //   rename("d/f.tmp", "d/f")
        //   openat(AT_FDCWD, "d", O_RDONLY|O_CLOEXEC|O_DIRECTORY)
        //   fsync(3)             a crash before this leaves the old f or the new one, each whole
        //   close(3)
        let temporary = path + ".tmp"
        let file = try openReplacing(temporary, permissions: permissions)
        do throws(DurableIOError) {
            defer { file.close() }
            try file.write(bytes, at: 0)
            try file.synchronize()
        } catch {
            // Gives back the space; a failure here changes nothing for the caller.
            try? remove(temporary)
            throw error
        }
        try rename(temporary, to: path)
        try synchronizeDirectory(directory(of: path))
    }

    /// A new file under a name that may be taken by a left-over. Opening that one would keep its permissions,
    /// which may be wider than those of the new file.
    private func openReplacing(_ path: String, permissions: UInt32) throws(DurableIOError) -> any File {
        do throws(DurableIOError) {
            return try open(path, .createNew, permissions: permissions)
        } catch {
            guard error.code == .exists else { throw error }
        }
        try remove(path)
        return try open(path, .createNew, permissions: permissions)
    }
}

/// The directory that holds the last component of a path.
private func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}
