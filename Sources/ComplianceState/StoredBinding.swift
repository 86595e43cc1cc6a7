import LedgerModel

/// A binding as a fold holds it: its keys by the numbers of their subjects.
struct StoredBinding: Sendable {
    let first: Int
    let second: Int
    let content: RecordContent
    let occurred: Timestamp

    init(_ binding: Binding, first: Int, second: Int) {
        self.first = first
        self.second = second
        content = RecordContent(binding)
        occurred = binding.occurred
    }

    func isInForce(_ inForce: InForce) -> Bool {
        inForce.contains(content.key, contentTag: content.tag, mapping: content.mapping)
    }
}
