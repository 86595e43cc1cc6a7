/// The values of one text, in one block of memory that grows while they are read.
///
/// Invariants
/// - The nodes at `0..<count` are initialised.
/// - `next` of a finished node is in `1...count`, and an object's members stand in pairs, so a walk from node
///   to node stays within `0..<count`.
/// - The index of a finished object names a member's name in each of its places.
@usableFromInline
struct JSONTape: ~Copyable {
    // SAFETY: owned by this value alone, which cannot be copied; written only through `mutating` members.
    private var nodes: UnsafeMutablePointer<JSONNode>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = max(capacity, 1)
        nodes = .allocate(capacity: self.capacity)
    }

    deinit { nodes.deallocate() }

    subscript(index: Int) -> JSONNode {
        @inline(__always) get {
            assert(index >= 0 && index < count, "a node of the tape")
            return nodes[index]
        }
        @inline(__always) set {
            assert(index >= 0 && index < count, "a node of the tape")
            nodes[index] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ node: JSONNode) {
        if count == capacity { grow() }
        (nodes + count).initialize(to: node)
        count += 1
    }

    /// Has `write` append nodes behind those that are there: it is given the room and how many fit into it,
    /// and says how many it has written.
    @inline(__always)
    mutating func append(_ write: (UnsafeMutableRawPointer, Int) -> Int) {
        let written = write(UnsafeMutableRawPointer(nodes + count), capacity - count)
        precondition(written >= 0 && written <= capacity - count, "no more nodes than there is room for")
        count += written
    }

    /// How many nodes the index of an object of `count` members takes: two numbers of 32 bits a member.
    @inline(__always)
    static func indexNodes(_ count: Int) -> Int { (count + 1) / 2 }

    /// Appends room for the index of an object of `count` members, and returns where it begins.
    mutating func appendIndex(_ count: Int) -> Int {
        let start = self.count
        for _ in 0..<Self.indexNodes(count) {
            append(JSONNode(kind: .null, start: 0, end: 0, next: 0))
        }
        return start
    }

    /// The number at a place of the index that begins at node `start`.
    @inline(__always)
    func indexed(_ start: Int, _ place: Int) -> UInt32 {
        assert(place >= 0 && start + place / 4 < count, "a place of the index")
        // SAFETY: an index lies in initialised nodes of four such numbers each.
        return UnsafeRawPointer(nodes + start).load(fromByteOffset: 4 * place, as: UInt32.self)
    }

    /// Writes the number at a place of the index that begins at node `start`.
    @inline(__always)
    mutating func setIndexed(_ start: Int, _ place: Int, _ number: UInt32) {
        assert(place >= 0 && start + place / 4 < count, "a place of the index")
        // SAFETY: an index lies in initialised nodes of four such numbers each.
        UnsafeMutableRawPointer(nodes + start).storeBytes(
            of: number, toByteOffset: 4 * place, as: UInt32.self)
    }

    /// Lends the numbers of the index that begins at node `start`, from a place on.
    ///
    /// SAFETY: they live as long as the tape, and are valid until something is appended.
    @inline(__always)
    func numbers(_ start: Int, from place: Int) -> UnsafeRawPointer {
        UnsafeRawPointer(nodes + start) + 4 * place
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<JSONNode>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: nodes, count: count)
        nodes.deallocate()
        nodes = larger
        capacity *= 2
    }
}

// SAFETY: it owns its memory, and once it is read-only (in ``JSONStorage``) nothing writes to that.
extension JSONTape: @unchecked Sendable {}
