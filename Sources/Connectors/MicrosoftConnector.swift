public import LedgerModel

/// Reads what Microsoft's services write: Entra's sign-ins and directory audits, Intune's logs, reports and
/// objects, the directory's devices, access policies and subscriptions, and the unified audit log.
///
/// Records of Entra are read as ``EntraConnector`` reads them, which knows no others.
public struct MicrosoftConnector: Sendable {
    public init() {}

    /// Reads one source record; see ``EntraConnector/read(_:_:)``.
    public func read(_ record: [UInt8], _ context: ConnectorContext) -> ReadingResult {
        EntraConnector.read(record, context, readsOthers: true).observing(context.mappings)
    }

    /// Whether records that the connector reads can be of a source: `entra:`, `intune:` or `ual:`, and a
    /// tenant.
    public static func canRead(_ source: SourceName) -> Bool {
        if EntraConnector.canRead(source) { return true }
        let components = source.components
        guard components.count == 2, components[1] != .slot else { return false }
        return SourceName(.word("intune"), components[1]) == source
            || SourceName(.word("ual"), components[1]) == source
    }
}
