import LedgerModel
import StrictJSON

extension ManagementRecord {
    /// What makes the record the same record again: length-prefixed, the kind's class and the id that its
    /// source documents.
    ///
    /// An enrolment has its `MessageId`; a row its batch and its device; an audit its `AuditEventId`, which
    /// is Graph's `id`; a compliance alert has none, and is known by its device, its instant and its
    /// description. A Graph object is a state that was seen: its id, and the instant by which it is dated.
    /// Where it has none, the instant at which it was received makes it another record than the one that was
    /// seen before; where nobody says when that was, only another content does.
    static func key(
        _ kind: ManagementKind, envelope: SourceMembers?, inner: SourceMembers, time: Timestamp?,
        receivedAt: Timestamp?
    ) throws(Rejection) -> [UInt8] {
        var key: [UInt8] = []
        func add(_ part: [UInt8]?) { EntraRecord.append(part, to: &key) }
        add(kind.keyClass.withUTF8Buffer { Array($0) })
        if let name = kind.idMember(hasEnvelope: envelope != nil), let id = try inner.text(name) {
            add(id)
            return key
        }
        switch kind {
        case .complianceRow, .deviceRow:
            add(try batch(inner, time))
            if let device = try inner.text("DeviceId") {
                add(device)
            } else if let device = try inner.text("ReferenceId") {
                // What Intune does not know by an id of its own, it may know by the registration's.
                add([])
                add(device)
            } else {
                throw missing("DeviceId", isDated: false)
            }
        case .batchEnd:
            add(envelope?.freeText("category").map { ASCII.trimmed($0).map(ASCII.lowered) })
            add(try batch(inner, time))
        case .enrollment, .complianceAlert, .operational, .audit, .troubleshooting:
            guard let time else { throw missing("id") }
            add([])
            add(time.rfc3339)
            // Nothing but all of its content tells such a record from another one of the same instant,
            // except for an alert.
            if kind == .complianceAlert {
                add(inner.freeText("IntuneDeviceId"))
                add(inner.freeText("Description"))
            } else {
                add(canonicalBytes(of: inner.value))
            }
        default:
            if let id = try inner.text("id") {
                add(id)
            } else if kind == .directoryDevice, let device = try inner.text("deviceId") {
                // A selection of members may leave the object's id out; the first part says so.
                add([])
                add(device)
            } else {
                throw missing("id", isDated: false)
            }
            if let instant = time ?? receivedAt {
                add(instant.rfc3339)
            } else {
                add([])
                add(canonicalBytes(of: inner.value))
            }
        }
        return key
    }

    /// The batch of a row; the instant of its envelope stands for one that is not named.
    private static func batch(_ inner: SourceMembers, _ time: Timestamp?) throws(Rejection) -> [UInt8] {
        if let batch = try inner.text("BatchId") { return batch }
        guard let time else { throw missing("BatchId") }
        return time.rfc3339
    }

    /// - Parameter isDated: whether an instant could stand for the id.
    private static func missing(_ member: StaticString, isDated: Bool = true) -> Rejection {
        Rejection(
            .missingID, field: "\(member)",
            expected: isDated ? "an id, or an instant to make a key with" : "an id",
            found: isDated ? "neither" : "none")
    }
}

extension ManagementKind {
    /// The member that alone identifies the record.
    fileprivate func idMember(hasEnvelope: Bool) -> StaticString? {
        switch self {
        case .enrollment: "MessageId"
        case .audit: hasEnvelope ? "AuditEventId" : "id"
        case .troubleshooting: "id"
        default: nil
        }
    }
}
