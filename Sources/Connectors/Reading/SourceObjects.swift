import StrictJSON

/// The objects of a list of a source record, in their order.
struct SourceObjects: Sequence {
    /// Objects only; nil where the list is absent.
    let elements: JSONElements?
    /// Where the list stands.
    let path: SourcePath

    var count: Int { elements?.count ?? 0 }

    func makeIterator() -> Iterator { Iterator(elements: elements?.makeIterator(), path: path) }

    struct Iterator: IteratorProtocol {
        var elements: JSONElements.Iterator?
        let path: SourcePath

        mutating func next() -> SourceMembers? {
            elements?.next().map { SourceMembers($0, path: path) }
        }
    }
}
