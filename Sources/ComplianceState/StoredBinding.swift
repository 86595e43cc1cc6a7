import LedgerModel

/// A binding as a fold holds it: its keys by the numbers of their subjects.
struct StoredBinding: Sendable {
    let first: Int
    let second: Int
    let recordKey: RecordKey
    private let contentTag: ContentTag
    private let modified: Timestamp?
    private let mappingRevision: MappingRevision

    init(_ binding: Binding, first: Int, second: Int) {
        self.first = first
        self.second = second
        recordKey = binding.recordKey
        contentTag = binding.contentTag
        modified = binding.modified
        mappingRevision = binding.mappingRevision
    }

    func note(in inForce: inout InForce) {
        inForce.note(recordKey, contentTag: contentTag, modified: modified, mapping: mappingRevision)
    }

    func isInForce(_ inForce: InForce) -> Bool {
        inForce.contains(recordKey, contentTag: contentTag, mapping: mappingRevision)
    }
}
