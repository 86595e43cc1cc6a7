import LedgerModel

extension EntraRecord {
    /// What makes the record the same record again: length-prefixed, the format's class and the inner id,
    /// which is the same by every road.
    ///
    /// Without an id: the class, an empty id, and a selection of the inner content. For a sign-in its
    /// instant, `correlationId`, `userId`, `servicePrincipalId`, `appId`, `resourceId` and `ipAddress`; for
    /// an audit its instant, `activityDisplayName`, `correlationId` and the ids of its targets. The instant
    /// is the envelope's where the inner record has none; a record with neither id nor instant is rejected.
    static func key(
        format: SourceFormat, envelope: SourceMembers?, inner: SourceMembers, time: Timestamp?
    ) throws(Rejection) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(64)
        append(format == .entraSignIn ? "signIn" : "directoryAudit", to: &key)
        if let id = try inner.text("id") {
            append(id, to: &key)
            return key
        }
        guard let time else {
            throw Rejection(
                .missingID, field: "id", expected: "an id, or an instant to make a key with", found: "neither"
            )
        }
        append([], to: &key)
        append(time.rfc3339, to: &key)
        let flow = inner.freeText("correlationId") ?? envelope?.freeText("correlationId")
        switch format {
        case .entraSignIn:
            append(flow, to: &key)
            for name: StaticString in ["userId", "servicePrincipalId", "appId", "resourceId", "ipAddress"] {
                append(inner.freeText(name), to: &key)
            }
        default:
            append(inner.freeText("activityDisplayName") ?? envelope?.freeText("operationName"), to: &key)
            append(flow, to: &key)
            for target in try inner.objects("targetResources") { append(target.freeText("id"), to: &key) }
        }
        return key
    }

    static func append(_ word: StaticString, to key: inout [UInt8]) {
        appendLength(word.utf8CodeUnitCount, to: &key)
        word.withUTF8Buffer { key.append(contentsOf: $0) }
    }

    /// Appends a part behind its length; an absent one as an empty one.
    static func append(_ part: [UInt8]?, to key: inout [UInt8]) {
        appendLength(part?.count ?? 0, to: &key)
        if let part { key.append(contentsOf: part) }
    }

    private static func appendLength(_ count: Int, to key: inout [UInt8]) {
        // An input is far shorter than four GiB.
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: count).bigEndian) { key.append(contentsOf: $0) }
    }
}
