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

    mutating func write(_ bytes: [UInt8], at offset: Int) {
        guard !bytes.isEmpty else { return }
        live.put(bytes, at: offset)
        pending.append(.write(offset: offset, bytes: bytes))
    }

    mutating func resize(to size: Int) {
        live.resize(to: size)
        pending.append(.resize(size))
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
                if random.next(below: 4) < wholeInFour {
                    bytes.put(content, at: offset)
                } else if random.coin() {
                    bytes.putSectors(of: content, at: offset) { random.coin() }
                }
            }
            if index < keptChanges { keptSize = size }
        }
        bytes.resize(to: keptSize)
        return bytes
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

    fileprivate mutating func putSectors(
        of bytes: [UInt8], at offset: Int, where isKept: () -> Bool
    ) {
        var start = 0
        while start < bytes.count {
            let end = Swift.min(bytes.count, start + sectorSize - (offset + start) % sectorSize)
            if isKept() { put(bytes[start..<end], at: offset + start) }
            start = end
        }
    }
}
