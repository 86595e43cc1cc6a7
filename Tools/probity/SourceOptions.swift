import ArgumentParser
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
        var context = ConnectorContext(forcedFormat: format)
        if let tenant {
            guard let name = TenantName(Array(tenant.utf8)) else {
                throw ValidationError("--tenant takes a GUID or a short name of a-z, 0-9, `.`, `_` and `-`")
            }
            context.tenant = name
        }
        if let source {
            guard let name = SourceName(text: source), VendorConnector.canRead(name) else {
                throw ValidationError(
                    "--source takes a source of the formats read: entra:, intune: or ual: and a tenant, as "
                        + "entra:72f988bf-…, or jamf: and the instance's short name, as jamf:acme")
            }
            context.expectedSource = name
        }
        if let receivedAt {
            guard let instant = Timestamp(rfc3339: receivedAt) else {
                throw ValidationError("--received-at takes a time as RFC 3339 has it")
            }
            context.receivedAt = instant
        }
        if let sources { try SourceSettings(path: sources).complete(&context) }
        return context
    }
}
