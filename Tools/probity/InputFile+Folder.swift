import Glibc

extension InputFile {
    /// What a folder held.
    struct Listing {
        /// Regular files, in the byte order of their paths.
        var files: [InputFile] = []
        /// Folders and files that could not be read.
        var errors: [ImportError] = []
        /// What was left out, or that there was nothing.
        var note: String?

        /// What `body` gives; nil where it could not be read, which is noted.
        fileprivate mutating func noting<Found>(_ body: () throws(ImportError) -> Found) -> Found? {
            do throws(ImportError) {
                return try body()
            } catch {
                errors.append(error)
                return nil
            }
        }
    }

    /// The regular files below a folder; the file itself where it is none.
    func files() -> Listing {
        guard isFolder else { return Listing(files: [self]) }
        var listing = Listing()
        var hidden = 0
        var links = 0
        var others = 0
        var folders = [self]
        while let folder = folders.popLast() {
            for name in listing.noting({ () throws(ImportError) in try folder.names() }) ?? [] {
                if name.first == UInt8(ascii: ".") {
                    hidden += 1
                    continue
                }
                let slash = folder.path.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
                let file = InputFile(path: folder.path + slash + name)
                switch listing.noting({ () throws(ImportError) in try file.kind() }) {
                case nil: continue
                case S_IFREG: listing.files.append(file)
                case S_IFDIR: folders.append(file)
                case S_IFLNK: links += 1
                default: others += 1
                }
            }
        }
        listing.files.sort { $0.path.lexicographicallyPrecedes($1.path) }
        let left = [(hidden, "hidden"), (links, "symbolic links"), (others, "no regular files")]
            .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        if !left.isEmpty {
            listing.note = "\(name): left out \(left.joined(separator: ", "))"
        } else if listing.files.isEmpty, listing.errors.isEmpty {
            listing.note = "\(name) holds no files"
        }
        return listing
    }

    /// The names in the folder but its own and its parent's.
    private func names() throws(ImportError) -> [[UInt8]] {
        guard let stream = withPath({ opendir($0) }) else { throw ImportError(path: name, errno: errno) }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw ImportError(path: name, errno: errno) }
                return names
            }
            // SAFETY: `d_name` ends with a zero byte inside of the entry, which lasts until the next call.
            let name = UnsafeRawPointer(entry).advanced(by: MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
                .assumingMemoryBound(to: CChar.self)
            let bytes = Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))
            if bytes != [0x2E], bytes != [0x2E, 0x2E] { names.append(bytes) }
        }
    }

    /// The kind of the file itself, not of what it may link to.
    private func kind() throws(ImportError) -> mode_t {
        var found = stat()
        guard withPath({ lstat($0, &found) }) == 0 else { throw ImportError(path: name, errno: errno) }
        return found.st_mode & S_IFMT
    }
}
