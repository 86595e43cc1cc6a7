import EventCatalogue
import LedgerModel

extension EntraRecord {
    /// The tenant in whose log the record stands.
    ///
    /// In this order: the envelope's `tenantId`; the middle of its `resourceId`
    /// (`/tenants/<id>/providers/…`); the inner `tenantId`; for a sign-in, the inner `resourceTenantId` where
    /// `homeTenantId` is the same. A guest's sign-in stands in the logs of both tenants, so where the two
    /// differ neither says whose log it is. What none of these says, the context must. The context's tenant
    /// is only for records that do not name theirs; who wants no other tenant's records demands a source.
    static func tenant(
        envelope: SourceMembers?, inner: SourceMembers, context: ConnectorContext
    ) throws(Rejection) -> TenantName {
        guard let own = try own(envelope: envelope, inner: inner) else {
            guard let given = context.tenant else {
                throw Rejection(
                    .missingTenant, field: "tenantId",
                    expected: "a tenant in the record or from the operator",
                    found: "none")
            }
            return given
        }
        return own
    }

    private static func own(envelope: SourceMembers?, inner: SourceMembers) throws(Rejection) -> TenantName? {
        if let envelope {
            if let tenant = try tenantID(of: envelope) { return tenant }
            if let tenant = try envelope.read("resourceId", { middle(of: $0) }) { return tenant }
        }
        if let tenant = try tenantID(of: inner) { return tenant }
        guard let resource = try inner.guid("resourceTenantId"), let home = try inner.guid("homeTenantId"),
            resource == home
        else { return nil }
        return TenantName(id: resource)
    }

    private static func tenantID(of members: SourceMembers) throws(Rejection) -> TenantName? {
        try members.read("tenantId") { (text) throws(Rejection) in
            if AbsentText.isAbsent(text) { return nil }
            guard let tenant = TenantName(ASCII.trimmed(text)) else {
                throw Rejection(
                    .wrongShape, field: members.name("tenantId"),
                    expected: "a GUID, or a name of letters and digits",
                    found: "text of \(text.count) bytes")
            }
            return tenant
        }
    }

    /// The tenant of `/tenants/<id>/providers/…`.
    private static func middle(of resource: UnsafeRawBufferPointer) -> TenantName? {
        let text = ASCII.trimmed(resource)
        let prefix: StaticString = "/tenants/"
        guard ASCII.starts(text, with: prefix) else { return nil }
        let id = text.dropFirst(prefix.utf8CodeUnitCount).prefix { $0 != UInt8(ascii: "/") }
        return TenantName(UnsafeRawBufferPointer(rebasing: id))
    }
}
