import DurableIO

/// The state of the simulated medium, the system's memory, and the processes' hold on both. A value: a copy
/// of it is another world.
struct Disk: Sendable {
    static let root = 0
    /// The largest file; a test that goes beyond has lost its way.
    static let largestFile = 1 << 32

    var inodes: [Int: Inode] = [Disk.root: Inode(isDirectory: true, permissions: 0o755)]
    var nameChanges: [NameChange] = []
    var random: SplitMix64
    var spaceLimit: Int?
    var faults: [Fault] = []
    var calls: [Call] = []
    /// Whether what is done now is to be seen and never to be durable.
    private(set) var isFleeting = false
    /// Grows with every death of the process; what was opened before is dead.
    var life = 0
    var handles: [Int: Int] = [:]
    var locks: [Int: Int] = [:]
    private var nextNumber = 1

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// A number for an inode, a handle or a lock.
    mutating func number() -> Int {
        defer { nextNumber += 1 }
        return nextNumber
    }

    /// Logs a call, lets the planned faults strike it, and does it.
    /// - Parameter inPart: what a fault leaves behind whose manner is neither nothing nor everything.
    mutating func perform<Result>(
        _ call: Call, inPart: (inout Disk, Fault.Manner) -> Void = { _, _ in },
        _ effect: (inout Disk) throws(DurableIOError) -> Result
    ) throws(DurableIOError) -> Result {
        calls.append(call)
        var struck: Fault?
        for index in faults.indices where faults[index].strikes(call) { struck = struck ?? faults[index] }
        guard let struck else { return try effect(&self) }
        switch struck.manner {
        case .failedWithoutEffect: break
        case .failedButHappened: _ = try effect(&self)
        case .failedInPart, .failedAndMarkedClean: inPart(&self, struck.manner)
        case .succeededButLost:
            isFleeting = true
            defer { isFleeting = false }
            let before = nameChanges.count
            let result = try effect(&self)
            if nameChanges.count > before { nameChanges.removeLast(nameChanges.count - before) }
            return result
        }
        throw DurableIOError(struck.code, operation: call.operation, path: call.path)
    }

    /// The bytes in use, by files that have a name or are open.
    var usedSpace: Int {
        var used = Set(handles.values)
        for inode in inodes.values { used.formUnion(inode.entries.values) }
        return used.reduce(0) { $0 + (inodes[$1]?.live.count ?? 0) }
    }

    mutating func endProcess() {
        life += 1
        handles.removeAll()
        locks.removeAll()
    }

    /// Power loss: what is durable, and what the policy keeps, is all there is.
    mutating func crash(keeping policy: CrashPolicy) {
        endProcess()
        // The order of a dictionary differs from run to run; that of the numbers does not.
        for number in inodes.keys.sorted() { inodes[number]?.crash(keeping: policy, &random) }
        let keptInFour = random.next(below: 5)
        for change in nameChanges {
            let isKept =
                switch policy {
                case .everything: true
                case .nothingUnsynced: false
                case .seeded: random.next(below: 4) < keptInFour
                }
            if isKept { makeDurable(change) }
        }
        nameChanges.removeAll()
        for number in inodes.keys { inodes[number]?.forgetLiveEntries() }
        collect()
    }

    /// Makes what was done to the names in a directory durable.
    mutating func synchronizeDirectory(_ directory: Int) {
        guard !isFleeting else { return nameChanges.removeAll { $0.directory == directory } }
        var remaining: [NameChange] = []
        for change in nameChanges {
            guard change.directory == directory else {
                remaining.append(change)
                continue
            }
            makeDurable(change)
            // Names that the file had before are history: it has one name at a time.
            remaining.removeAll { $0.inode == change.inode || $0.inode == change.exchanged }
        }
        nameChanges = remaining
        collect()
    }

    mutating func makeDurable(_ change: NameChange) {
        loseDurableNames(change.inode)
        if let other = change.exchanged, let former = change.former {
            loseDurableNames(other)
            inodes[former.directory]?.durableEntries[former.name] = other
        }
        if let place = change.place {
            inodes[place.directory]?.durableEntries[place.name] = change.inode
        }
    }

    private mutating func loseDurableNames(_ lost: Int) {
        for number in inodes.keys {
            guard let names = inodes[number]?.durableEntries, names.values.contains(lost) else { continue }
            for (name, inode) in names where inode == lost { inodes[number]?.durableEntries[name] = nil }
        }
    }

    /// Forgets inodes that nothing leads to.
    mutating func collect() {
        var needed = Set(handles.values).union(locks.keys).union([Disk.root])
        for inode in inodes.values {
            needed.formUnion(inode.entries.values)
            needed.formUnion(inode.durableEntries.values)
        }
        for change in nameChanges { needed.formUnion([change.inode, change.exchanged ?? change.inode]) }
        inodes = inodes.filter { needed.contains($0.key) }
    }
}

extension Inode {
    mutating func forgetLiveEntries() { entries = durableEntries }
}
