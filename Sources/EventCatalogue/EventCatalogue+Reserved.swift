public import LedgerModel

// What only the ledger and its connectors say. An event that somebody hands in must not pass for theirs.

extension EventCatalogue {
    /// Services whose facts come through a connector, from the vendor's own records.
    public static let connectedServices = [
        "entra", "intune", "jamf", "maas360", "mobileiron", "workspaceone",
    ]

    /// Names by which the ledger speaks of itself.
    public static let ledgerServices = ["ledger", "probity"]

    /// Whether only the ledger records events of a type.
    public static func isReserved(_ type: EventType) -> Bool {
        type.bytes.withUnsafeBytes { isReserved(typeName: $0) }
    }

    /// `record.observed` is a fact like others: whoever has a record that says no more can hand it in.
    static func isReserved(typeName: UnsafeRawBufferPointer) -> Bool {
        guard !typeName.elementsEqual("record.observed".utf8) else { return false }
        return reservedFamilies.contains { typeName.starts(with: $0.utf8) }
    }

    private static let reservedFamilies = ["ledger.", "record.", "source."]

    private static let services = connectedServices + ledgerServices
    private static let serviceNames = NameTable(services.map { Array($0.utf8) })

    /// The reserved service that a source begins with, in whatever case; nil where it begins with another.
    static func reservedService(ofSource source: UnsafeRawBufferPointer) -> String? {
        let end = source.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") } ?? source.endIndex
        return serviceNames.index(ofLowered: UnsafeRawBufferPointer(rebasing: source[..<end]))
            .map { services[$0] }
    }
}
