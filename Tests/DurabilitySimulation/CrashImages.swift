import Synchronization

/// Every state in which a power loss at one instant may leave a simulated file system.
///
/// Each file on its own: one of the sizes that it went through, and of its writes that were not synchronized
/// any choice, each whole, lost or in any choice of its sectors. Apart from that each change of names, made
/// or not. An image is one choice for every file and for the names, and all such choices are there once.
///
/// What would be too many is bounded: a file with more than ``mostPieces`` sectors in its pending writes has
/// every prefix of its writes, with and without any one of them, and any one torn behind or before each of
/// its sectors; more than ``mostNames`` pending changes of names are kept up to each of them, with and
/// without any one.
public struct CrashImages: Sendable {
    /// Sectors of a file's pending writes of which every choice is an image.
    public static let mostPieces = 9
    /// Changes of names of which every choice is an image.
    public static let mostNames = 7

    private let disk: Disk
    private var files: [(inode: Int, images: [[UInt8]])] = []
    private var names: [[Int: [String: Int]]] = []
    /// Whether something was too many to be enumerated in full.
    public private(set) var isBounded = false

    init(of disk: Disk) {
        var disk = disk
        disk.endProcess()
        self.disk = disk
        var seen: Set<[Int: [String: Int]]> = []
        for kept in choices(of: disk.nameChanges.count, most: Self.mostNames) {
            var other = disk
            for (change, isKept) in zip(disk.nameChanges, kept) where isKept { other.makeDurable(change) }
            let names = other.inodes.compactMapValues { $0.isDirectory ? $0.durableEntries : nil }
            if seen.insert(names).inserted { self.names.append(names) }
        }
        // A file that no image has a name for is in none.
        let named = Set(names.flatMap(\.values).flatMap(\.values))
        for (number, inode) in disk.inodes.sorted(by: { $0.key < $1.key })
        where named.contains(number) && !inode.pending.isEmpty {
            files.append((number, images(of: inode)))
        }
    }

    public var count: Int { files.reduce(names.count) { $0 * $1.images.count } }

    /// A file system in the state of an image, with nothing pending.
    public subscript(index: Int) -> SimulatedFileSystem {
        var disk = disk
        var rest = index
        for (inode, images) in files {
            disk.inodes[inode]?.settle(on: images[rest % images.count])
            rest /= images.count
        }
        for (directory, entries) in names[rest] { disk.inodes[directory]?.durableEntries = entries }
        for number in disk.inodes.keys { disk.inodes[number]?.forgetLiveEntries() }
        disk.nameChanges.removeAll()
        disk.faults.removeAll()
        disk.calls.removeAll()
        disk.collect()
        return SimulatedFileSystem(disk)
    }

    /// The distinct bytes that a file may have.
    private mutating func images(of inode: Inode) -> [[UInt8]] {
        let pieces = inode.pending.map { change in
            if case .write(let offset, let bytes) = change {
                inode.sectors(of: bytes, at: offset).count
            } else {
                0
            }
        }
        var seen: Set<[UInt8]> = []
        var out: [[UInt8]] = []
        for fates in fates(pieces) {
            for keptChanges in 0...inode.pending.count {
                let bytes = inode.survivors(keptChanges: keptChanges, fates)
                if seen.insert(bytes).inserted { out.append(bytes) }
            }
        }
        return out
    }

    /// What may become of the changes of a file whose writes have so many sectors.
    private mutating func fates(_ pieces: [Int]) -> [[Inode.Fate]] {
        let sum = pieces.reduce(0, +)
        if sum <= Self.mostPieces {
            return (0..<(1 << sum)).map { choice in
                var place = 0
                return pieces.map { count in
                    defer { place += count }
                    return .torn((place..<(place + count)).map { choice >> $0 & 1 == 1 })
                }
            }
        }
        isBounded = true
        let whole = choices(of: pieces.count, most: Self.mostPieces).map { kept in
            kept.map { $0 ? Inode.Fate.whole : .lost }
        }
        var out = whole
        for fates in whole {
            for (index, count) in pieces.enumerated() where count > 1 {
                for cut in 1..<count {
                    for isFirst in [true, false] {
                        var torn = fates
                        torn[index] = .torn((0..<count).map { ($0 < cut) == isFirst })
                        out.append(torn)
                    }
                }
            }
        }
        return out
    }

    /// Which of so many may be kept: any, or where they are more than `most`, those up to some, with and
    /// without any one.
    private mutating func choices(of count: Int, most: Int) -> [[Bool]] {
        if count <= most {
            return (0..<(1 << count)).map { choice in (0..<count).map { choice >> $0 & 1 == 1 } }
        }
        isBounded = true
        var out: [[Bool]] = []
        for end in 0...count {
            let prefix = (0..<count).map { $0 < end }
            out.append(prefix)
            for one in 0..<count where count > 0 {
                var other = prefix
                other[one].toggle()
                out.append(other)
            }
        }
        return out
    }
}

extension SimulatedFileSystem {
    /// Every state in which a power loss at this instant may leave the medium. The file system goes on.
    public var crashImages: CrashImages { disk.withLock { CrashImages(of: $0) } }
}
