/// The names of a document's open elements, up to a depth beyond which they are only counted.
struct XMLOpenTags: Sendable {
    /// No document that is read is deeper.
    static let compared = XMLLimits.mostDepth

    private(set) var depth = 0
    /// Whether a tag closed another element than the innermost one, or held another tag.
    private(set) var isUnbalanced = false
    /// The name of the outermost element; empty before it.
    private(set) var root: [UInt8] = []
    private var names: [[UInt8]] = []

    mutating func open(_ name: [UInt8]) {
        if depth == 0 { root = name }
        if depth < Self.compared { names.append(name) }
        depth += 1
    }

    /// Closes the innermost element of the name, with those in it; none where none has that name.
    mutating func close(_ name: [UInt8]) {
        guard depth <= Self.compared else {
            depth -= 1
            return
        }
        guard let place = names.lastIndex(of: name) else {
            isUnbalanced = true
            return
        }
        if place != names.count - 1 { isUnbalanced = true }
        names.removeLast(names.count - place)
        depth = place
    }

    /// Notes that a tag was left before its end.
    mutating func leave() { isUnbalanced = true }
}
