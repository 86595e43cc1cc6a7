/// The values of one text, in one block of memory that grows while they are read.
///
/// Invariants
/// - The nodes at `0..<count` are initialised.
/// - `next` of a finished node that is no member's name is in `1...count`, and an object's members stand in
///   pairs, so a walk from node to node stays within `0..<count`.
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
