/// A file or a directory, as the process sees it and as a power loss would leave it.
struct Inode: Sendable {
    let isDirectory: Bool
    var permissions: UInt32

    /// What reads see.
    private(set) var live: [UInt8] = []
    /// What is on the medium for certain.
    private(set) var durable: [UInt8] = []
    /// What leads from the durable bytes to the live ones, in the order it was done.
    private(set) var pending: [Change] = []

    /// The names in a directory, to inode numbers.
    var entries: [String: Int] = [:]
    var durableEntries: [String: Int] = [:]

    enum Change: Sendable {
        case write(offset: Int, bytes: [UInt8])
        /// Cut or extended with zeros.
        case resize(Int)
    }

    init(isDirectory: Bool, permissions: UInt32) {
        self.isDirectory = isDirectory
        self.permissions = permissions
    }

    /// - Parameter isFleeting: whether the bytes never reach the medium: only their size does.
    mutating func write(_ bytes: [UInt8], at offset: Int, isFleeting: Bool = false) {
        guard !bytes.isEmpty else { return }
        let grows = offset + bytes.count > live.count
        live.put(bytes, at: offset)
        if !isFleeting {
            pending.append(.write(offset: offset, bytes: bytes))
        } else if grows {
            pending.append(.resize(live.count))
        }
    }

    mutating func resize(to size: Int, isFleeting: Bool = false) {
        live.resize(to: size)
        if !isFleeting { pending.append(.resize(size)) }
    }

    /// A sync that works: what is pending becomes durable.
    mutating func synchronize() {
        for change in pending { durable.apply(change) }
        pending.removeAll()
    }

    /// A sync that loses the pending bytes and forgets that they were pending. The changes of size remain.
    mutating func markClean() {
        var size = durable.count
        pending = pending.map { change in
            switch change {
            case .write(let offset, let bytes): size = max(size, offset + bytes.count)
            case .resize(let other): size = other
            }
            return .resize(size)
        }
    }

    /// Makes these bytes the live and the durable ones.
    mutating func settle(on bytes: [UInt8]) {
        live = bytes
        durable = bytes
        pending.removeAll()
    }

    /// The bytes after a power loss.
    mutating func crash(keeping policy: CrashPolicy, _ random: inout SplitMix64) {
        switch policy {
        case .everything: synchronize()
        case .nothingUnsynced: pending.removeAll()
        case .seeded: if !pending.isEmpty { durable = survivors(&random) }
        }
        settle(on: durable)
    }

    /// What a power loss makes of one write: which of its sectors it keeps.
    enum Fate: Sendable {
        case lost
        case whole
        case torn([Bool])
    }

    /// A size that the file went through, up to some change; and, whatever the size, each write lost, whole
    /// or torn.
    ///
    /// A later write can survive an earlier one, which is what reordering looks like from outside. Writes
    /// that overlap are applied in the order they were made: a medium that took them in another order would
    /// leave in each sector what the loss of one of them leaves.
    private func survivors(_ random: inout SplitMix64) -> [UInt8] {
        let keptChanges = random.next(below: pending.count + 1)
        // Without a bias of its own, a file with many writes would hardly ever survive whole or be lost
        // whole.
        let wholeInFour = random.next(below: 5)
        let fates = pending.map { change -> Fate in
            guard case .write(let offset, let content) = change else { return .whole }
            if random.next(below: 4) < wholeInFour { return .whole }
            guard random.coin() else { return .lost }
            return .torn(sectors(of: content, at: offset).map { _ in random.coin() })
        }
        return survivors(keptChanges: keptChanges, fates)
    }

    /// The bytes where the size is that behind so many changes, and each write, by its place among the
    /// changes, has its fate.
    func survivors(keptChanges: Int, _ fates: [Fate]) -> [UInt8] {
        var bytes = durable
        var size = durable.count
        var keptSize = size
        for (index, change) in pending.enumerated() {
            switch change {
            case .resize(let other):
                if index < keptChanges { bytes.resize(to: other) }
                size = other
            case .write(let offset, let content):
                size = max(size, offset + content.count)
                switch fates[index] {
                case .lost: break
                case .whole: bytes.put(content, at: offset)
                case .torn(let kept):
                    for (sector, isKept) in zip(sectors(of: content, at: offset), kept) where isKept {
                        bytes.put(content[sector], at: offset + sector.lowerBound)
                    }
                }
            }
            if index < keptChanges { keptSize = size }
        }
        bytes.resize(to: keptSize)
        return bytes
    }

    /// The parts of a write that a medium takes each for itself.
    func sectors(of bytes: [UInt8], at offset: Int) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + sectorSize - (offset + start) % sectorSize)
            out.append(start..<end)
            start = end
        }
        return out
    }
}

/// The bytes that a medium writes wholly or not at all.
private let sectorSize = 512

extension [UInt8] {
    fileprivate mutating func apply(_ change: Inode.Change) {
        switch change {
        case .write(let offset, let bytes): put(bytes, at: offset)
        case .resize(let size): resize(to: size)
        }
    }

    fileprivate mutating func resize(to size: Int) {
        if size < count {
            removeLast(count - size)
        } else {
            append(contentsOf: repeatElement(0, count: size - count))
        }
    }

    fileprivate mutating func put(_ bytes: some Collection<UInt8>, at offset: Int) {
        if offset > count { resize(to: offset) }
        replaceSubrange(offset..<Swift.min(offset + bytes.count, count), with: bytes)
    }
}
