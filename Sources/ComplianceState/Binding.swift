public import LedgerModel
import RecordFormat

/// One record says that two keys are one device's.
public struct Binding: Hashable, Sendable {
    public let first: DeviceKey
    public let second: DeviceKey
    public let occurred: Timestamp
    public let position: GlobalPosition
    public let recordKey: RecordKey
    public let contentTag: ContentTag
    public let modified: Timestamp?
    public let mappingRevision: MappingRevision

    public init(
        first: DeviceKey, second: DeviceKey, occurred: Timestamp, position: GlobalPosition,
        recordKey: RecordKey,
        contentTag: ContentTag, modified: Timestamp?, mappingRevision: MappingRevision
    ) {
        self.first = first
        self.second = second
        self.occurred = occurred
        self.position = position
        self.recordKey = recordKey
        self.contentTag = contentTag
        self.modified = modified
        self.mappingRevision = mappingRevision
    }

    init(_ first: DeviceKey, _ second: DeviceKey, _ view: borrowing RecordView) {
        self.init(
            first: first, second: second, occurred: view.occurred.instant, position: view.position,
            recordKey: view.recordKey, contentTag: view.contentTag, modified: view.modified,
            mappingRevision: view.mappingRevision)
    }
}
