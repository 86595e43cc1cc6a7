import ArgumentParser
import Connectors
import EventCatalogue
import LedgerModel
import StrictJSON

/// A file that says of each source to which tenant it belongs, and what its records do not say of it:
///
/// ```
/// {"sources":[{"source":"jamf:acme","tenant":"72f988bf-…","complianceGroups":[95]}]}
/// ```
struct SourceSettings {
    private struct Entry {
        let source: SourceName
        let tenant: TenantName
        let groups: Set<Int64>
    }

    private let path: String
    private let entries: [Entry]

    private static let mostBytes = 1 << 20
    private static let members: Set<[UInt8]> = Set(
        ["source", "tenant", "complianceGroups"].map { Array($0.utf8) })

    /// - Throws: `ValidationError` that names the file, and the member or the byte, where it cannot be read.
    init(path: String) throws {
        self.path = path
        var bytes: [UInt8] = []
        try InputFile(path: Array(path.utf8)).forEachChunk(of: 65_536) { chunk in
            guard bytes.count + chunk.count <= Self.mostBytes else {
                throw ValidationError(
                    "--sources \(path): expected at most \(Self.mostBytes) bytes, found more")
            }
            bytes.append(contentsOf: chunk)
        }
        let root: JSONValue
        do {
            root = try JSONDocument(bytes).root
        } catch {
            throw ValidationError(
                "--sources \(path): expected JSON, found an error at byte \(error.byteOffset)")
        }
        guard let list = root["sources"]?.array, root.count == 1 else {
            throw ValidationError("--sources \(path): expected an object with a list `sources` and no more")
        }
        var entries: [Entry] = []
        for (index, value) in list.enumerated() {
            let entry = try Self.entry(value, "--sources \(path): sources[\(index)]")
            guard !entries.contains(where: { $0.source == entry.source }) else {
                throw ValidationError("--sources \(path): sources[\(index)].source stands there twice")
            }
            entries.append(entry)
        }
        self.entries = entries
    }

    private static func entry(_ value: JSONValue, _ place: String) throws -> Entry {
        guard let members = value.object else { throw ValidationError("\(place): expected an object") }
        for (key, _) in members where !self.members.contains(key.stringBytes ?? []) {
            throw ValidationError("\(place): expected source, tenant, complianceGroups, found another member")
        }
        guard let source = value["source"]?.string.flatMap({ SourceName(text: $0) }),
            VendorConnector.canRead(source)
        else { throw ValidationError("\(place).source: expected a source such as jamf:acme") }
        guard let tenant = value["tenant"]?.stringBytes.flatMap({ TenantName($0) }) else {
            throw ValidationError("\(place).tenant: expected a GUID or a short name")
        }
        var groups: Set<Int64> = []
        if let list = value["complianceGroups"] {
            guard let elements = list.array else {
                throw ValidationError("\(place).complianceGroups: expected a list of numbers")
            }
            for element in elements {
                guard let number = element.int64, number > 0 else {
                    throw ValidationError("\(place).complianceGroups: expected numbers from 1 on")
                }
                groups.insert(number)
            }
        }
        return Entry(source: source, tenant: tenant, groups: groups)
    }

    /// Adds to a context what the file says of its source.
    ///
    /// - Throws: `ValidationError` where no source is asked for, the file does not name it, or the operator
    ///   names another tenant than the file does.
    func complete(_ context: inout ConnectorContext) throws {
        guard let source = context.expectedSource else {
            throw ValidationError("--sources needs --source, which says of the records which of them it is")
        }
        guard let entry = entries.first(where: { $0.source == source }) else {
            throw ValidationError("--sources \(path): expected an entry of \(source), found none")
        }
        guard context.tenant == nil || context.tenant == entry.tenant else {
            throw ValidationError("--tenant and --sources \(path) name two tenants for \(source)")
        }
        context.tenant = entry.tenant
        context.complianceGroups = entry.groups
    }
}
