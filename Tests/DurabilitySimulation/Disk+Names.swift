import DurableIO

extension Disk {
    /// The components of a path. There is one root, and relative paths start there too.
    private func components(_ path: String) -> [String] {
        var out: [String] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = out.popLast() } else { out.append(String(part)) }
        }
        return out
    }

    /// The inode at a path; nil if there is none.
    /// - Throws: ``DurableIOError/Code/notADirectory`` if the path leads through a file.
    func inode(at path: String, _ operation: String) throws(DurableIOError) -> Int? {
        var number = Disk.root
        for name in components(path) {
            guard let inode = inodes[number], inode.isDirectory else {
                throw DurableIOError(.notADirectory, operation: operation, path: path)
            }
            guard let next = inode.entries[name] else { return nil }
            number = next
        }
        return number
    }

    func existing(_ path: String, _ operation: String) throws(DurableIOError) -> Int {
        guard let number = try inode(at: path, operation) else {
            throw DurableIOError(.notFound, operation: operation, path: path)
        }
        return number
    }

    func directory(_ path: String, _ operation: String) throws(DurableIOError) -> Int {
        let number = try existing(path, operation)
        guard inodes[number]?.isDirectory == true else {
            throw DurableIOError(.notADirectory, operation: operation, path: path)
        }
        return number
    }

    /// The directory and the name that a path ends in.
    private func place(_ path: String, _ operation: String) throws(DurableIOError) -> NameChange.Place {
        var parts = components(path)
        guard let name = parts.popLast() else {
            throw DurableIOError(.unsupported, operation: operation, path: path)
        }
        do throws(DurableIOError) {
            let parent = try directory(parts.joined(separator: "/"), operation)
            return NameChange.Place(directory: parent, name: name)
        } catch {
            throw DurableIOError(error.code, operation: operation, path: path)
        }
    }

    /// A new file or directory under a free name.
    mutating func make(
        _ path: String, isDirectory: Bool, permissions: UInt32, _ operation: String
    ) throws(DurableIOError) -> Int {
        guard try inode(at: path, operation) == nil else {
            throw DurableIOError(.exists, operation: operation, path: path)
        }
        let place = try place(path, operation)
        let inode = number()
        inodes[inode] = Inode(isDirectory: isDirectory, permissions: permissions & 0o7777)
        inodes[place.directory]?.entries[place.name] = inode
        nameChanges.append(NameChange(inode: inode, place: place, former: nil))
        return inode
    }

    mutating func remove(_ path: String) throws(DurableIOError) {
        let number = try existing(path, "remove")
        let place = try place(path, "remove")
        if let entries = inodes[number]?.entries, !entries.isEmpty {
            throw DurableIOError(.notEmpty, operation: "remove", path: path)
        }
        inodes[place.directory]?.entries[place.name] = nil
        nameChanges.append(NameChange(inode: number, place: nil, former: place))
    }

    mutating func rename(_ from: String, to: String) throws(DurableIOError) {
        let number = try existing(from, "rename")
        let source = try place(from, "rename")
        let target = try place(to, "rename")
        if let replaced = inodes[target.directory]?.entries[target.name] {
            if replaced == number { return }
            let isDirectory = inodes[number]?.isDirectory == true
            guard inodes[replaced]?.isDirectory == isDirectory else {
                throw DurableIOError(
                    isDirectory ? .notADirectory : .isADirectory, operation: "rename", path: from)
            }
            if let entries = inodes[replaced]?.entries, !entries.isEmpty {
                throw DurableIOError(.notEmpty, operation: "rename", path: from)
            }
        }
        if inodes[number]?.isDirectory == true {
            let (inner, outer) = (components(to), components(from))
            guard !inner.starts(with: outer) else {
                throw DurableIOError(.unsupported, operation: "rename", path: from)
            }
        }
        inodes[source.directory]?.entries[source.name] = nil
        inodes[target.directory]?.entries[target.name] = number
        nameChanges.append(NameChange(inode: number, place: target, former: source))
    }

    mutating func exchange(_ one: String, _ other: String) throws(DurableIOError) {
        let first = try existing(one, "exchange")
        let second = try existing(other, "exchange")
        let from = try place(one, "exchange")
        let to = try place(other, "exchange")
        guard from.directory == to.directory, first != second else {
            throw DurableIOError(.unsupported, operation: "exchange", path: one)
        }
        inodes[from.directory]?.entries[from.name] = second
        inodes[to.directory]?.entries[to.name] = first
        nameChanges.append(NameChange(inode: first, place: to, former: from, exchanged: second))
    }
}
