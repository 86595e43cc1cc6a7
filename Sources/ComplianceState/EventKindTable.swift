import EventCatalogue
import LedgerModel

/// Finds the kind and the family of an event by the bytes of its type, without copying them.
///
/// Open addressing over a hash of length, first and last eight bytes; a match is confirmed byte by byte.
final class EventKindTable: Sendable {
    private struct Entry {
        let count: Int
        let first: UInt64
        let last: UInt64
        /// Where the whole name stands in `text`.
        let offset: Int
        let kind: EventKind
        let family: UInt8
        let feed: FeedReader.Kind
        let enrolment: EnrolmentEventKind
        let setup: SetupEventKind
    }

    private let slots: [UInt16]
    private let entries: [Entry]
    private let text: [UInt8]
    /// Names of the families, by number; the first is for types that the catalogue does not have.
    let families: [String]
    /// Kinds of which a type has had more than one schema revision, by number.
    private let revised: SIMD16<UInt8>

    static let shared = EventKindTable()

    private static let bits = 9

    private init() {
        var types = EventCatalogue.definitions.map(\.type)
        for type in Self.kinds.keys where !types.contains(type) { types.append(type) }
        types.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        var filling = Filling()
        for type in types { filling.insert(type, Self.kinds[type] ?? .other) }
        slots = filling.slots
        entries = filling.entries
        text = filling.text
        families = filling.families
        revised = filling.revised
    }

    /// The table while it is made.
    private struct Filling {
        var slots: [UInt16] = Array(repeating: 0, count: 1 << EventKindTable.bits)
        var entries: [Entry] = []
        var text: [UInt8] = []
        var families = ["other"]
        var revised = SIMD16<UInt8>(repeating: 0)

        mutating func insert(_ type: EventType, _ kind: EventKind) {
            guard type.bytes.count >= 8, entries.count < slots.count / 2 else { return }
            if let definition = EventCatalogue.definition(of: type), definition.revision.value > 1 {
                revised[Int(kind.rawValue >> 3) & 15] |= 1 << (kind.rawValue & 7)
            }
            let family = String(decoding: type.family, as: UTF8.self)
            if families.last != family { families.append(family) }
            let (first, last) = type.bytes.withUnsafeBytes { EventKindTable.ends($0) }
            entries.append(
                Entry(
                    count: type.bytes.count, first: first, last: last, offset: text.count, kind: kind,
                    family: UInt8(families.count - 1), feed: FeedReader.Kind(type),
                    enrolment: EnrolmentEventKind(type), setup: SetupEventKind(type)))
            text += type.bytes
            var slot = EventKindTable.slot(type.bytes.count, first, last)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt16(entries.count)
        }
    }

    /// The kind of a type, and the number of its family.
    @inline(__always)
    func find(_ type: UnsafeRawBufferPointer) -> (kind: EventKind, family: UInt8) {
        entry(type).map { ($0.kind, $0.family) } ?? (.other, 0)
    }

    /// Whether events of a kind may have been recorded under another revision than the first.
    @inline(__always)
    func isRevised(_ kind: EventKind) -> Bool {
        revised[Int(kind.rawValue >> 3) & 15] & 1 << (kind.rawValue & 7) != 0
    }

    /// What a record is whose first event has the type.
    @inline(__always)
    func feedKind(_ type: UnsafeRawBufferPointer) -> FeedReader.Kind { entry(type)?.feed ?? .general }

    /// The kind of a type, and what it is to the fold of enrolments.
    @inline(__always)
    func findOfEnrolment(_ type: UnsafeRawBufferPointer) -> (kind: EventKind, enrolment: EnrolmentEventKind) {
        entry(type).map { ($0.kind, $0.enrolment) } ?? (.other, .none)
    }

    /// The kind of a type, and what it is to the fold of partnerships.
    @inline(__always)
    func findOfSetup(_ type: UnsafeRawBufferPointer) -> (kind: EventKind, setup: SetupEventKind) {
        entry(type).map { ($0.kind, $0.setup) } ?? (.other, .none)
    }

    @inline(__always)
    private func entry(_ type: UnsafeRawBufferPointer) -> Entry? {
        guard type.count >= 8 else { return nil }
        let (first, last) = Self.ends(type)
        var slot = Self.slot(type.count, first, last)
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) - 1]
            if entry.count == type.count, entry.first == first, entry.last == last, equalMiddle(entry, type) {
                return entry
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    @inline(__always)
    private func equalMiddle(_ entry: Entry, _ type: UnsafeRawBufferPointer) -> Bool {
        var index = 8
        while index < type.count - 8 {
            if text[entry.offset + index] != type[index] { return false }
            index += 1
        }
        return true
    }

    @inline(__always)
    private static func ends(_ bytes: UnsafeRawBufferPointer) -> (first: UInt64, last: UInt64) {
        (
            bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
            bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
        )
    }

    @inline(__always)
    private static func slot(_ count: Int, _ first: UInt64, _ last: UInt64) -> Int {
        let mixed = (first ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15 ^ last &* 0xC2B2_AE3D_27D4_EB4F
        return Int(((mixed ^ mixed >> 29) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
    }

    private static let kinds: [EventType: EventKind] = [
        DeviceEvents.enrolled.type: .enrolled, DeviceEvents.unenrolled.type: .unenrolled,
        DeviceEvents.retired.type: .retired, DeviceEvents.wiped.type: .wiped,
        DeviceEvents.brokerInstalled.type: .brokerInstalled,
        DeviceEvents.brokerSignedIn.type: .brokerSignedIn,
        DeviceEvents.brokerRemoved.type: .brokerRemoved, DeviceEvents.registered.type: .registered,
        DeviceEvents.registrationObserved.type: .registrationObserved,
        DeviceEvents.identityBound.type: .identityBound, DeviceEvents.updated.type: .updated,
        DeviceEvents.disabled.type: .disabled, DeviceEvents.enabled.type: .enabled,
        DeviceEvents.unregistered.type: .unregistered, DeviceEvents.deleted.type: .deleted,
        DeviceStepEvents.joined.type: .joined, DeviceStepEvents.hybridJoined.type: .hybridJoined,
        DeviceStepEvents.identityRebound.type: .identityRebound,
        DeviceStepEvents.registrationStarted.type: .registrationStarted,
        DeviceStepEvents.registrationFailed.type: .registrationFailed,
        DeviceStepEvents.registrationPolicyRun.type: .registrationPolicyRun,
        DeviceStepEvents.redirected.type: .redirected,
        DeviceStepEvents.certificateInstalled.type: .certificateInstalled,
        DeviceStepEvents.checkedIn.type: .checkedIn,
        DeviceStepEvents.inventoryUpdated.type: .inventoryUpdated,
        DeviceStepEvents.inventorySent.type: .inventorySent,
        DeviceStepEvents.retireConfirmed.type: .retireConfirmed,
        DeviceStepEvents.wipeConfirmed.type: .wipeConfirmed,
        ManagementEvents.deleteRequested.type: .deleteRequested,
        ManagementEndEvents.lost.type: .managementLost, ManagementEndEvents.called.type: .callLogged,
        DeviceEvents.userLinked.type: .userLinked, DeviceEvents.userUnlinked.type: .userUnlinked,
        EnrollmentEvents.requested.type: .enrollmentRequested,
        EnrollmentEvents.completed.type: .enrollmentCompleted,
        EnrollmentEvents.failed.type: .enrollmentFailed,
        EnrollmentEvents.abandoned.type: .enrollmentAbandoned,
        ComplianceEvents.evaluated.type: .evaluated, ComplianceEvents.sent.type: .sent,
        ComplianceEvents.accepted.type: .accepted, ComplianceEvents.completed.type: .completed,
        ComplianceEvents.failed.type: .failed, ComplianceEvents.observed.type: .observed,
        ComplianceEvents.managementSignalled.type: .managementSignalled,
        ComplianceEvents.managementObserved.type: .managementObserved,
        AccessEvents.granted.type: .granted, AccessEvents.denied.type: .denied,
        AccessEvents.interrupted.type: .interrupted,
        AuthenticationEvents.challenged.type: .challenged, AuthenticationEvents.satisfied.type: .satisfied,
        AuthenticationEvents.satisfiedByClaim.type: .satisfiedByClaim,
        AuthenticationEvents.denied.type: .factorDenied,
        AuthenticationEvents.timedOut.type: .factorTimedOut,
        AuthenticationEvents.codeVerified.type: .codeVerified,
        AuthenticationEvents.codeRefused.type: .codeRefused,
        PeopleEvents.licenceAssigned.type: .licenceAssigned,
        PeopleEvents.licenceRemoved.type: .licenceRemoved,
        AuthenticationEvents.methodRegistered.type: .methodRegistered,
        AuthenticationEvents.methodRemoved.type: .methodRemoved,
        DirectoryEvents.accountDisabled.type: .accountDisabled,
        DirectoryEvents.accountEnabled.type: .accountEnabled,
        PolicyEvents.created.type: .policyCreated, PolicyEvents.changed.type: .policyChanged,
        PolicyEvents.deleted.type: .policyDeleted,
        PartnerEvents.applicationAdded.type: .applicationAdded,
        PartnerEvents.applicationRemoved.type: .applicationRemoved,
        PartnerEvents.consentGranted.type: .consentGranted,
        PartnerEvents.permissionGranted.type: .permissionGranted,
        PartnerEvents.permissionWithdrawn.type: .permissionWithdrawn,
        RecordEvents.revised.type: .recordRevised, RecordEvents.corroborated.type: .recordCorroborated,
        ManagementEvents.inventoryObserved.type: .inventoryObserved,
        ManagementEvents.retireRequested.type: .retireRequested,
        ManagementEvents.wipeRequested.type: .wipeRequested,
        // What was seen on an object says the same as what was seen elsewhere.
        ManagementEvents.objectObserved.type: .registrationObserved,
        VerdictEvents.observed.type: .verdictObserved,
        CompliancePolicyEvents.accessPolicyObserved.type: .policyChanged,
        CompliancePolicyEvents.observed.type: .compliancePolicyObserved,
        // Audits of Intune say that somebody did something with a policy, and not what it is now.
        CompliancePolicyEvents.created.type: .compliancePolicyNamed,
        CompliancePolicyEvents.changed.type: .compliancePolicyNamed,
        CompliancePolicyEvents.assigned.type: .compliancePolicyNamed,
        CompliancePolicyEvents.deleted.type: .compliancePolicyDeleted,
        ConnectionEvents.stateObserved.type: .connectionObserved,
        ConnectionEvents.heartbeat.type: .connectionHeartbeat,
        ConnectionEvents.assignmentObserved.type: .connectionAssigned,
        ConnectionEvents.changed.type: .connectionChanged,
        SubscriptionEvents.observed.type: .subscriptionObserved,
        TenantEvents.validitySet.type: .validitySet,
        EventType("record.remapped"): .recordRemapped,
    ]
}
