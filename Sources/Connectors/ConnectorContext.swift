public import EventCatalogue
public import LedgerModel

/// What the operator knows of the records that a connector reads, beyond the records themselves.
public struct ConnectorContext: Sendable {
    /// The tenant to which records belong that name none.
    public var tenant: TenantName?
    /// When the records were received; the occurred time of records that carry none.
    public var receivedAt: Timestamp?
    /// The only format to accept; nil to go by the content.
    public var forcedFormat: SourceFormat?
    /// The only source to accept; nil for any.
    public var expectedSource: SourceName?
    /// Of a Jamf Pro: the groups whose members it reports as compliant, by their numbers there.
    public var complianceGroups: Set<Int64> = []
    /// What the operator says of device managers' instances; nil for nothing.
    public var bindings: InstanceBindings?
    /// By which mappings records are read.
    public var mappings = MappingTable.current
    /// What stands around the record and tells its instance.
    var shippedMarks: [FoundMark] = []
    /// What an earlier reading of the record held its group for, whatever else is listed.
    var statedGroup: StatedGroup?

    public init(
        tenant: TenantName? = nil, receivedAt: Timestamp? = nil, forcedFormat: SourceFormat? = nil,
        expectedSource: SourceName? = nil
    ) {
        self.tenant = tenant
        self.receivedAt = receivedAt
        self.forcedFormat = forcedFormat
        self.expectedSource = expectedSource
    }
}

extension OccurredTime {
    /// When what a record says happened: at the instant that it says, else when it was received, else when it
    /// is recorded.
    init(said: Timestamp?, received: Timestamp?) {
        if let said {
            self.init(said)
        } else if let received {
            self.init(received, basis: .submission)
        } else {
            self = .atReceipt
        }
    }
}
