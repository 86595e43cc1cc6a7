import DeterministicCBOR
public import EventCatalogue
public import LedgerModel
public import RecordFormat

/// One decision on access, as the identity provider logged it.
///
/// An interruption asks for something, and is neither a grant nor a denial. What the record leaves open is
/// nil, and never false.
public struct AccessDecision: Hashable, Sendable {
    public let position: GlobalPosition
    public let occurred: Timestamp
    public let recorded: Timestamp
    public let recordKey: RecordKey
    public let contentTag: ContentTag
    public let modified: Timestamp?
    public let mappingRevision: MappingRevision
    public let correlation: CorrelationID?
    public let outcome: RegionValue.SignInOutcome
    public let tenant: TenantKey
    public let device: DeviceKey?
    public let user: UserKey?
    /// As received; 0 is success.
    public private(set) var errorCode: Int64?
    public private(set) var status: ConditionalAccessStatus?
    public private(set) var basis: AccessBasis?
    public private(set) var application: Bits128?
    public private(set) var resource: Bits128?
    public private(set) var clientApp: ClientApp?
    public private(set) var isInteractive: Bool?
    public private(set) var kind: SignInKind?
    public private(set) var requirement: AuthenticationRequirement?
    public private(set) var authenticationProtocol: AuthenticationProtocol?
    /// As the sign-in presented it.
    public private(set) var deviceIsCompliant: Bool?
    /// As the sign-in presented it.
    public private(set) var deviceIsManaged: Bool?
    public private(set) var trustType: TrustType?
    public private(set) var platform: Platform?
    /// The policies that were looked at, in the order received.
    public private(set) var policies: [AppliedPolicy] = []
    /// How many more policies only the evidence lists.
    public private(set) var policiesOmitted: Int64 = 0

    /// Reads the decision of a record; nil for a record of another type, and for one that names no tenant.
    public static func extract(from view: RecordView) -> AccessDecision? {
        let kind = EventKindTable.shared.find(view.slice(view.typeRange)).kind
        guard kind.isAccess else { return nil }
        var tags = SubjectTags()
        tags.read(view)
        return AccessDecision(view, kind, tags)
    }

    /// Of a newer revision it is not known what the fields mean.
    private static let revision = AccessEvents.granted.revision

    init?(_ view: RecordView, _ type: EventKind, _ tags: SubjectTags) {
        guard let tenant = tags.tenant, view.schemaRevision <= Self.revision else { return nil }
        switch type {
        case .granted: outcome = .granted
        case .denied: outcome = .denied
        case .interrupted: outcome = .interrupted
        default: return nil
        }
        self.tenant = tenant
        position = view.position
        occurred = view.occurred.instant
        recorded = view.recorded
        recordKey = view.recordKey
        contentTag = view.contentTag
        modified = view.modified
        mappingRevision = view.mappingRevision
        correlation = view.correlation
        device = tags.devices.first
        user = tags.user.map { UserKey(tenant: tenant, identity: $0) }
        var reader = CBORReader(view.slice(view.dataRange))
        do throws(CBORError) {
            for _ in 0..<(try reader.readMapHeader()) {
                let number = try reader.readUnsigned()
                // A field of another form than the catalogue's is left out, and the next one still read.
                let value = try reader.readItemBytes()
                var inner = CBORReader(value)
                do throws(CBORError) { try read(number, &inner) } catch { continue }
            }
        } catch {
            return
        }
    }

    /// The fields that a decision reads, by their numbers; so that no definition is looked at per record.
    private enum Member {
        case errorCode, status, basis, app, resource, clientApp, isInteractive, kind, requirement,
            authenticationProtocol, deviceIsCompliant, deviceIsManaged, trustType, policies, policiesOmitted,
            platform
    }

    private static let members: [UInt64: Member] = [
        UInt64(AccessEvents.errorCode.definition.number): .errorCode,
        UInt64(AccessEvents.status.definition.number): .status,
        UInt64(AccessEvents.basis.definition.number): .basis,
        UInt64(AccessEvents.app.definition.number): .app,
        UInt64(AccessEvents.resource.definition.number): .resource,
        UInt64(AccessEvents.clientApp.definition.number): .clientApp,
        UInt64(AccessEvents.isInteractive.definition.number): .isInteractive,
        UInt64(AccessEvents.kind.definition.number): .kind,
        UInt64(AccessEvents.requirement.definition.number): .requirement,
        UInt64(AccessEvents.authenticationProtocol.definition.number): .authenticationProtocol,
        UInt64(AccessEvents.deviceIsCompliant.definition.number): .deviceIsCompliant,
        UInt64(AccessEvents.deviceIsManaged.definition.number): .deviceIsManaged,
        UInt64(AccessEvents.trustType.definition.number): .trustType,
        UInt64(AccessEvents.policies.definition.number): .policies,
        UInt64(AccessEvents.policiesOmitted.definition.number): .policiesOmitted,
        UInt64(AccessEvents.platform.definition.number): .platform,
    ]

    private mutating func read(_ number: UInt64, _ reader: inout CBORReader) throws(CBORError) {
        switch Self.members[number] {
        case .errorCode: errorCode = try reader.readSigned()
        case .status: status = try .decode(&reader)
        case .basis: basis = try .decode(&reader)
        case .app: application = try .decode(&reader)
        case .resource: resource = try .decode(&reader)
        case .clientApp: clientApp = try .decode(&reader)
        case .isInteractive: isInteractive = try reader.readBool()
        case .kind: kind = try .decode(&reader)
        case .requirement: requirement = try .decode(&reader)
        case .authenticationProtocol: authenticationProtocol = try .decode(&reader)
        case .deviceIsCompliant: deviceIsCompliant = try reader.readBool()
        case .deviceIsManaged: deviceIsManaged = try reader.readBool()
        case .trustType: trustType = try .decode(&reader)
        case .policies: policies = try [AppliedPolicy].decode(&reader)
        case .policiesOmitted: policiesOmitted = try reader.readSigned()
        case .platform: platform = try .decode(&reader)
        case nil: break
        }
    }
}
