import EventCatalogue
import LedgerModel

/// A mark, and the member of the record in which it stands.
struct FoundMark: Sendable {
    let mark: InstanceMark
    let field: String

    init?(_ mark: InstanceMark?, _ field: String) {
        guard let mark else { return nil }
        self.mark = mark
        self.field = field
    }
}

extension ManagerInstance {
    /// The instance that a record is of: the one that the operator names, else the one instance to which the
    /// record's marks belong. Nothing is taken for granted: a mark that is listed for another instance, or is
    /// not listed where others of its kind are, contradicts.
    ///
    /// - Parameter marks: the record's own; what shipped it may have others.
    /// - Throws: where there is none, or more than one, or no tenant.
    init(
        of vendor: ManagementVendor, _ marks: [FoundMark], _ context: ConnectorContext
    ) throws(Rejection) {
        let marks = marks + context.shippedMarks
        let named = try Self.named(of: vendor, marks, context)
        let bound = if let named { named } else { try Self.bound(of: vendor, marks, context) }
        guard let tenant = bound.tenant else {
            throw Rejection(.missingTenant, expected: "a tenant from the operator", found: "none")
        }
        self.init(
            source: bound.source, tenant: tenant, received: context.receivedAt,
            groups: bound.instance?.complianceGroups ?? context.complianceGroups,
            applicableGroups: bound.instance?.applicableGroups ?? [],
            mapping: context.mappings.deviceManagers, statedGroup: context.statedGroup)
    }

    private struct Bound {
        let source: SourceName
        let tenant: TenantName?
        let instance: InstanceBindings.Instance?
    }

    /// The instance that the operator names; nil where none is named.
    private static func named(
        of vendor: ManagementVendor, _ marks: [FoundMark], _ context: ConnectorContext
    ) throws(Rejection) -> Bound? {
        guard let source = context.expectedSource else { return nil }
        guard ManagementVendor(of: source) == vendor else { throw missing(vendor, marks, context) }
        let instance = context.bindings?.instance(of: source)
        for found in marks {
            guard let other = context.bindings?.instance(of: vendor, markedBy: found.mark) else { continue }
            guard other.source == source else { throw conflict(found, "listed for another instance") }
        }
        if let instance { try check(instance, marks) }
        return Bound(source: source, tenant: instance?.tenant ?? context.tenant, instance: instance)
    }

    /// The one instance that the record's marks belong to.
    private static func bound(
        of vendor: ManagementVendor, _ marks: [FoundMark], _ context: ConnectorContext
    ) throws(Rejection) -> Bound {
        var bound: InstanceBindings.Instance?
        for found in marks {
            guard let instance = context.bindings?.instance(of: vendor, markedBy: found.mark) else {
                continue
            }
            guard bound == nil || bound?.source == instance.source else {
                throw conflict(found, "listed for another instance than the record's other marks")
            }
            bound = instance
        }
        guard let bound else { throw missing(vendor, marks, context) }
        try check(bound, marks)
        return Bound(source: bound.source, tenant: bound.tenant, instance: bound)
    }

    /// Where an instance lists marks of a kind, a record that has some has one of them.
    private static func check(
        _ instance: InstanceBindings.Instance, _ marks: [FoundMark]
    ) throws(Rejection) {
        for kind in InstanceMark.Kind.allCases {
            guard let found = marks.first(where: { $0.mark.kind == kind }),
                instance.marks.contains(where: { $0.kind == kind }),
                !marks.contains(where: { instance.marks.contains($0.mark) && $0.mark.kind == kind })
            else { continue }
            throw conflict(found, "none of those listed for the instance")
        }
    }

    private static func conflict(_ found: FoundMark, _ what: String) -> Rejection {
        Rejection(
            .sourceConflict, field: found.field,
            expected: "one of the \(found.mark.kind.rawValue) of the record's instance", found: what)
    }

    private static func missing(
        _ vendor: ManagementVendor, _ marks: [FoundMark], _ context: ConnectorContext
    ) -> Rejection {
        let mark = context.bindings == nil ? nil : marks.first
        return Rejection(
            .missingInstance, field: mark?.field,
            expected: "the instance, as --source \(vendor.word):NAME"
                + (mark.map { ", or \($0.mark.kind.rawValue) in --sources that list it" } ?? ""),
            found: mark == nil ? "none" : "a mark that no instance lists")
    }
}
