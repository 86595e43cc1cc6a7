/// Something by which a device manager's records, few as they are, tell the instance that wrote them.
public struct InstanceMark: Hashable, Sendable {
    /// What it is. The raw value is the member of a file of sources that lists them.
    public enum Kind: String, CaseIterable, Sendable {
        /// The name of an organization group of Workspace ONE.
        case organizationGroup = "organizationGroups"
        /// The number of a customer of MaaS360.
        case billingID = "billingIds"
        /// The name or address of a host: of the instance, or of what wrote the syslog line.
        case host = "hosts"
        /// The id of a tenant or a partition of Ivanti Neurons.
        case partition = "partitions"
        /// The name, host or path of the listener that took a webhook in, where what ships bodies says it.
        case listener = "listeners"
    }

    public let kind: Kind
    /// In the one spelling by which marks are compared.
    let value: [UInt8]

    /// The longest mark, in bytes.
    private static let mostBytes = 255

    /// A mark; nil where the text is none: empty, too long, with a control character, or, of a host, a number
    /// or a partition, with a space.
    ///
    /// Hosts and partitions are compared without regard to the case of ASCII letters, hosts without the dot
    /// at their end as well, groups and listeners as they are written, without the spaces around them.
    public init?(_ kind: Kind, _ text: [UInt8]) {
        var value = ASCII.trimmed(text)
        guard !value.isEmpty, value.count <= Self.mostBytes, value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return nil }
        switch kind {
        case .organizationGroup, .listener: break
        case .billingID, .partition, .host:
            guard !value.contains(0x20) else { return nil }
            value = value.map(ASCII.lowered)
            if kind == .host, value.last == UInt8(ascii: ".") { value.removeLast() }
        }
        guard !value.isEmpty else { return nil }
        self.kind = kind
        self.value = value
    }

    /// The host of an address such as `https://jamf.example.org:8443/path`; nil where it is none.
    init?(hostOf address: [UInt8]) {
        guard
            let slashes = address.indices.dropLast(2).first(where: {
                address[$0] == UInt8(ascii: ":") && address[$0 + 1] == UInt8(ascii: "/")
                    && address[$0 + 2] == UInt8(ascii: "/")
            })
        else { return nil }
        let ends: [UInt8] = [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")]
        let authority = address[(slashes + 3)...].prefix { !ends.contains($0) }
        // A name of a person may stand before the host, and a port behind it.
        let host = authority.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false).last ?? []
        let isBracketed = host.first == UInt8(ascii: "[")
        let name =
            isBracketed
            ? host.dropFirst().prefix { $0 != UInt8(ascii: "]") }
            : host.prefix { $0 != UInt8(ascii: ":") }
        self.init(.host, Array(name))
    }
}
