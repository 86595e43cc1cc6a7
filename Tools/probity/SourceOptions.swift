import ArgumentParser
import ComplianceHistory
import Connectors
import EventCatalogue
import LedgerModel

/// What the operator says of records that do not say it themselves.
struct SourceOptions: ParsableArguments {
    @Option(
        name: .long,
        help: "The source that the records must be of, as service:instance, such as jamf:acme.")
    var source: String?

    @Option(
        name: .long,
        help: "A JSON file that says of sources whose they are, and what their records tell them by.")
    var sources: String?

    @Option(name: .long, help: "The tenant of records that do not name theirs: a GUID or a short name.")
    var tenant: String?

    @Option(name: .long, help: "When records without a time of their own were received, as RFC 3339.")
    var receivedAt: String?

    /// - Throws: `ValidationError` where an option has a value that it cannot have.
    func context(_ format: SourceFormat? = nil) throws -> ConnectorContext {
        var context = ConnectorContext(
            tenant: try tenantName(), forcedFormat: format, expectedSource: try sourceName())
        if let receivedAt {
            guard let instant = Timestamp(rfc3339: receivedAt) else {
                throw ValidationError("--received-at takes a time as RFC 3339 has it")
            }
            context.receivedAt = instant
        }
        if let sources { try SourceSettings(path: sources).complete(&context) }
        return context
    }

    /// The same for records that the ledger has: which ones, and what is known of their groups.
    func remapping() throws -> (ConnectorContext, Remapping.Selection) {
        var context = ConnectorContext()
        context.bindings = try sources.map { try SourceSettings(path: $0).bindings }
        return (context, Remapping.Selection(tenant: try tenantName(), source: try sourceName()))
    }

    private func tenantName() throws -> TenantName? {
        try tenant.map { text in
            guard let name = TenantName(Array(text.utf8)) else {
                throw ValidationError("--tenant takes a GUID or a short name of a-z, 0-9, `.`, `_` and `-`")
            }
            return name
        }
    }

    private func sourceName() throws -> SourceName? {
        try source.map { text in
            guard let name = SourceName(text: text), VendorConnector.canRead(name) else {
                throw ValidationError(
                    "--source takes a source of the formats read: entra:, intune: or ual: and a tenant, as "
                        + "entra:72f988bf-…, or jamf: and the instance's short name, as jamf:acme")
            }
            return name
        }
    }
}
