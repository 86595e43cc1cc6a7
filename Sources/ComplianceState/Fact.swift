public import EventCatalogue
public import LedgerModel
import RecordFormat

/// What one event says about one region of one subject.
///
/// Facts are held by the million: a fact is a flat value without references. Its place in every fold is
/// (occurred, position, ordinal), which is also its order; nothing depends on the order of arrival.
public struct Fact: Hashable, Sendable {
    /// When it happened.
    public let occurred: Timestamp
    public let position: GlobalPosition
    public let recordKey: RecordKey
    public let contentTag: ContentTag
    private let modifiedNanoseconds: Int64
    private let objectBits: Bits128
    public let mappingRevision: MappingRevision
    public let value: RegionValue
    /// Its place among the facts of its event, from 0.
    public let ordinal: UInt8
    public let region: Region
    /// The number of the `Witness`; of a factor that of the `FactorChannel`; 0 for none.
    public let witnessCode: UInt8
    /// The number of the `Reporter`; of a factor that of the `FactorProvider`; 0 for none.
    public let reporterCode: UInt8
    /// By region: the ``RegionValue/Flag`` before (management, complianceObserved); the ``DeviceIDKind`` of
    /// the object (signIn); 1 where the object is the teller and no policy (complianceEvaluated); the
    /// ``SilenceRule`` (contact); the `AuthenticationMethod` (factor, method); the `GrantOperator` (policy);
    /// the `Platform` (compliancePolicy); the `PartnerKind` (connectionState); 1 where not all was read
    /// (policyScope); what ``RegionValue/DeviceStep`` says (step); ``Licence`` as bits (licence). 0 for none.
    public let detail: UInt8
    private let has: Presence

    private struct Presence: OptionSet, Hashable {
        let rawValue: UInt8
        static let modified = Presence(rawValue: 1)
        static let object = Presence(rawValue: 2)
    }

    public init(
        occurred: Timestamp, position: GlobalPosition, ordinal: UInt8, recordKey: RecordKey,
        contentTag: ContentTag, modified: Timestamp?, mappingRevision: MappingRevision, region: Region,
        value: RegionValue, object: Bits128? = nil, witnessCode: UInt8 = 0, reporterCode: UInt8 = 0,
        detail: UInt8 = 0
    ) {
        self.occurred = occurred
        self.position = position
        self.ordinal = ordinal
        self.recordKey = recordKey
        self.contentTag = contentTag
        self.mappingRevision = mappingRevision
        self.region = region
        self.value = value
        self.witnessCode = witnessCode
        self.reporterCode = reporterCode
        self.detail = detail
        modifiedNanoseconds = modified?.nanoseconds ?? 0
        objectBits = object ?? .zero
        has = Presence(
            rawValue: (modified == nil ? 0 : Presence.modified.rawValue)
                | (object == nil ? 0 : Presence.object.rawValue))
    }

    @inline(__always)
    init(
        _ view: borrowing RecordView, ordinal: UInt8, _ region: Region, _ value: RegionValue,
        object: Bits128? = nil,
        witness: UInt8 = 0, reporter: UInt8 = 0, detail: UInt8 = 0
    ) {
        self.init(
            occurred: view.occurred.instant, position: view.position, ordinal: ordinal,
            recordKey: view.recordKey, contentTag: view.contentTag, modified: view.modified,
            mappingRevision: view.mappingRevision, region: region, value: value, object: object,
            witnessCode: witness, reporterCode: reporter, detail: detail)
    }

    /// When the source last changed the record, where it says so.
    public var modified: Timestamp? {
        has.contains(.modified) ? Timestamp(nanoseconds: modifiedNanoseconds) : nil
    }

    /// What else the fact names, by region: the compliance policy, else the teller (complianceEvaluated),
    /// the teller (contact), the message
    /// (complianceReported), the person's identity (owner, user), the device's id (signIn), the session
    /// (factor), the subscription (licence), the service
    /// principal (application, consent, permission); for a policy its controls as bits, bit n for the control
    /// of number n; the operating system's number (connectionPlatform); for all else that is configured a
    /// digest of what the event says of it, ``FieldDigest``.
    public var object: Bits128? { has.contains(.object) ? objectBits : nil }

    /// Of contact: whether the manager heard of the device then, or at the latest then; nil where the fact
    /// tells of no contact, but of its end, or that the device is listed.
    public var contactIsBound: Bool? {
        guard region == .contact else { return nil }
        switch RegionRule.Told(rawValue: value.code) {
        case .heard, .managed: return false
        case .heardBy, .managedBy: return true
        case .ended, .listed, nil: return nil
        }
    }

    public var witness: Witness? {
        witnessCode == 0 || region == .factor ? nil : Witness(rawValue: witnessCode)
    }
    public var reporter: Reporter? {
        reporterCode == 0 || region == .factor ? nil : Reporter(rawValue: reporterCode)
    }
}

extension Fact: Comparable {
    /// By (occurred, position, ordinal).
    public static func < (left: Fact, right: Fact) -> Bool {
        if left.occurred != right.occurred { return left.occurred < right.occurred }
        if left.position != right.position { return left.position < right.position }
        return left.ordinal < right.ordinal
    }
}
