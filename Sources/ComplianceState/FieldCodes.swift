import DeterministicCBOR
import EventCatalogue
import LedgerModel
import RecordFormat

/// The small fields of one event's public data: flags, words of enumerations, one or two ids and instants;
/// read in one pass.
///
/// Fields of any other form are passed over. Data that is not a map of small keys has no fields.
struct FieldCodes {
    private static let absent: UInt8 = 0xFF
    private var codes = SIMD32<UInt8>(repeating: Self.absent)
    private var ids: (number: Int, id: Bits128, next: Int, nextID: Bits128) = (0, .zero, 0, .zero)
    /// The first two numbers that are beyond every table: instants after 1970.
    private var instants: (number: Int, nanoseconds: Int64, next: Int, nextNanoseconds: Int64) = (0, 0, 0, 0)
    /// The items of a list of words, as bits; the lists of a policy's controls are the only ones read.
    private var lists: (number: Int, bits: UInt64, next: Int, nextBits: UInt64) = (0, 0, 0, 0)

    init(_ view: RecordView) {
        var reader = CBORReader(view.slice(view.dataRange))
        do throws(CBORError) {
            for _ in 0..<(try reader.readMapHeader()) {
                let number = try reader.readUnsigned()
                guard number < 32 else { return }
                try read(Int(number), &reader)
            }
        } catch {
            return
        }
    }

    private mutating func read(_ number: Int, _ reader: inout CBORReader) throws(CBORError) {
        switch reader.peekMajorType {
        case .unsigned:
            let value = try reader.readUnsigned()
            // A number beyond every table is a word that no table has.
            codes[number] = value < UInt64(Self.absent) ? UInt8(value) : 0
            if value >= UInt64(Self.absent), let nanoseconds = Int64(exactly: value) {
                if instants.number == 0 {
                    (instants.number, instants.nanoseconds) = (number, nanoseconds)
                } else if instants.next == 0 {
                    (instants.next, instants.nextNanoseconds) = (number, nanoseconds)
                }
            }
        case .simple:
            if !reader.readNullIfPresent() { codes[number] = try reader.readBool() ? 1 : 0 }
        case .bytes:
            let bytes = try reader.readBytes()
            guard bytes.count == 16 else { return }
            if ids.number == 0 {
                (ids.number, ids.id) = (number, Bits128(bytes))
            } else if ids.next == 0 {
                (ids.next, ids.nextID) = (number, Bits128(bytes))
            }
        case .array:
            var bits: UInt64 = 0
            for _ in 0..<(try reader.readArrayHeader()) {
                guard reader.peekMajorType == .unsigned else {
                    try reader.skipItem()
                    continue
                }
                let value = try reader.readUnsigned()
                bits |= 1 << (value < 64 ? value : 0)
            }
            if lists.number == 0 {
                (lists.number, lists.bits) = (number, bits)
            } else if lists.next == 0 {
                (lists.next, lists.nextBits) = (number, bits)
            }
        case .negative:
            // An instant before 1970: it is there, and no table has it.
            codes[number] = 0
            try reader.skipItem()
        default: try reader.skipItem()
        }
    }

    /// The code of a field's value; nil where the field is absent.
    @inline(__always)
    subscript(number: Int) -> UInt8? {
        let code = codes[number]
        return code == Self.absent ? nil : code
    }

    @inline(__always)
    subscript(flag number: Int) -> Bool? { self[number].map { $0 != 0 } }

    subscript(id number: Int) -> Bits128? {
        if ids.number == number { return ids.id }
        return ids.next == number ? ids.nextID : nil
    }

    /// An instant after 1970, of the first two that there are.
    subscript(instant number: Int) -> Timestamp? {
        if instants.number == number { return Timestamp(nanoseconds: instants.nanoseconds) }
        return instants.next == number ? Timestamp(nanoseconds: instants.nextNanoseconds) : nil
    }

    subscript(list number: Int) -> UInt64? {
        if lists.number == number { return lists.bits }
        return lists.next == number ? lists.nextBits : nil
    }
}

/// The numbers of the fields that folds read, as the catalogue has them.
enum FieldNumber {
    static let devicePlatform = Int(DeviceEvents.platform.definition.number)
    static let deviceTrust = Int(DeviceEvents.trustType.definition.number)
    static let deviceWitness = Int(DeviceEvents.witness.definition.number)
    static let deviceReporter = Int(DeviceEvents.reporter.definition.number)
    static let ownership = Int(DeviceEvents.ownership.definition.number)
    static let relation = Int(DeviceEvents.relation.definition.number)
    static let removal = Int(DeviceEvents.evidence.definition.number)
    static let managementState = Int(ManagementEvents.state.definition.number)
    static let lastContact = Int(ManagementEvents.lastContact.definition.number)
    static let lastContactBy = Int(ManagementEvents.lastContactBy.definition.number)
    static let isEnabled = Int(DeviceEvents.isEnabled.definition.number)
    static let enrollmentPlatform = Int(EnrollmentEvents.platform.definition.number)
    static let verdict = Int(ComplianceEvents.verdict.definition.number)
    static let isCompliant = Int(ComplianceEvents.isCompliant.definition.number)
    static let wasCompliant = Int(ComplianceEvents.wasCompliant.definition.number)
    static let complianceWitness = Int(ComplianceEvents.witness.definition.number)
    static let complianceReporter = Int(ComplianceEvents.reporter.definition.number)
    static let compliancePolicy = Int(ComplianceEvents.policy.definition.number)
    static let message = Int(ComplianceEvents.message.definition.number)
    static let isManaged = Int(ComplianceEvents.isManaged.definition.number)
    static let wasManaged = Int(ComplianceEvents.wasManaged.definition.number)
    /// Where events of a kind name the device manager's product; nil for kinds that do not.
    static func product(_ kind: EventKind) -> Int? {
        switch kind {
        case .enrolled: Int(DeviceEvents.product.definition.number)
        case .checkedIn, .inventoryUpdated, .retireConfirmed, .wipeConfirmed:
            Int(DeviceStepEvents.product.definition.number)
        case .enrollmentCompleted: Int(EnrollmentEvents.product.definition.number)
        case .managementLost: Int(ManagementEndEvents.product.definition.number)
        case .evaluated: Int(ComplianceEvents.evaluator.definition.number)
        default: nil
        }
    }
    static let registrationState = Int(ManagementEvents.registration.definition.number)
    static let stepOutcome = Int(DeviceStepEvents.outcome.definition.number)
    static let isRegistered = Int(DeviceStepEvents.isRegistered.definition.number)
    static let redirectTarget = Int(DeviceStepEvents.target.definition.number)
    static let accountKind = Int(DeviceStepEvents.account.definition.number)
    static let userChanged = Int(DeviceStepEvents.userChanged.definition.number)
    static let managementEnd = Int(ManagementEndEvents.end.definition.number)
    static let endEvidence = Int(ManagementEndEvents.evidence.definition.number)
    static let call = Int(ManagementEndEvents.call.definition.number)
    static let callStatus = Int(ManagementEndEvents.status.definition.number)
    static let callOutcome = Int(ManagementEndEvents.outcome.definition.number)
    static let channel = Int(AuthenticationEvents.channel.definition.number)
    static let askedBy = Int(AuthenticationEvents.askedBy.definition.number)
    static let session = Int(AuthenticationEvents.session.definition.number)
    static let sku = Int(PeopleEvents.sku.definition.number)
    static let plan = Int(PeopleEvents.plan.definition.number)
    static let includesIntune = Int(PeopleEvents.includesIntune.definition.number)
    static let includesPremium = Int(PeopleEvents.includesPremium.definition.number)
    static let method = Int(AuthenticationEvents.method.definition.number)
    static let policyState = Int(PolicyEvents.state.definition.number)
    static let grantOperator = Int(PolicyEvents.grantOperator.definition.number)
    static let controls = Int(PolicyEvents.controls.definition.number)
    static let principal = Int(PartnerEvents.principal.definition.number)
}
