/// One file of the reference data: its name and its bytes.
public struct ReferenceFile: Hashable, Sendable {
    /// `clouds.json`.
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// The files that the binary carries, in the order of their names.
    public static let embedded: [ReferenceFile] = [
        ReferenceFile(name: "account-types.json", bytes: PackageResources.account_types_json),
        ReferenceFile(name: "applications.json", bytes: PackageResources.applications_json),
        ReferenceFile(name: "brokers.json", bytes: PackageResources.brokers_json),
        ReferenceFile(name: "clouds.json", bytes: PackageResources.clouds_json),
        ReferenceFile(name: "deep-links.json", bytes: PackageResources.deep_links_json),
        ReferenceFile(name: "defaults.json", bytes: PackageResources.defaults_json),
        ReferenceFile(name: "documents.json", bytes: PackageResources.documents_json),
        ReferenceFile(name: "edition.json", bytes: PackageResources.edition_json),
        ReferenceFile(name: "error-codes.json", bytes: PackageResources.error_codes_json),
        ReferenceFile(name: "extensions.json", bytes: PackageResources.extensions_json),
        ReferenceFile(name: "factor-channels.json", bytes: PackageResources.factor_channels_json),
        ReferenceFile(name: "factor-counts.json", bytes: PackageResources.factor_counts_json),
        ReferenceFile(name: "input-pages.json", bytes: PackageResources.input_pages_json),
        ReferenceFile(name: "integrations.json", bytes: PackageResources.integrations_json),
        ReferenceFile(name: "licences.json", bytes: PackageResources.licences_json),
        ReferenceFile(name: "login-hosts.json", bytes: PackageResources.login_hosts_json),
        ReferenceFile(name: "methods.json", bytes: PackageResources.methods_json),
        ReferenceFile(name: "minimum-versions.json", bytes: PackageResources.minimum_versions_json),
        ReferenceFile(name: "names.json", bytes: PackageResources.names_json),
        ReferenceFile(name: "onboarding-steps.json", bytes: PackageResources.onboarding_steps_json),
        ReferenceFile(name: "partner-states.json", bytes: PackageResources.partner_states_json),
        ReferenceFile(name: "permissions.json", bytes: PackageResources.permissions_json),
        ReferenceFile(name: "platform-support.json", bytes: PackageResources.platform_support_json),
        ReferenceFile(name: "pointers.json", bytes: PackageResources.pointers_json),
        ReferenceFile(name: "provider-chains.json", bytes: PackageResources.provider_chains_json),
        ReferenceFile(name: "sign-on-roads.json", bytes: PackageResources.sign_on_roads_json),
        ReferenceFile(name: "tolerances.json", bytes: PackageResources.tolerances_json),
        ReferenceFile(name: "workflows.json", bytes: PackageResources.workflows_json),
    ]
}
