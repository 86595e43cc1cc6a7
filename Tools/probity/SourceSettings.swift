import ArgumentParser
import Connectors
import EventCatalogue
import LedgerModel
import StrictJSON

/// A file that says of each source to which tenant it belongs, and what its records do not say of it, or by
/// what they say it:
///
/// ```
/// {"sources":[{"source":"jamf:acme","tenant":"72f988bf-…","complianceGroups":[95]}]}
/// ```
struct SourceSettings {
    private let path: String
    let bindings: InstanceBindings

    private static let mostBytes = 1 << 20
    private static let numbers = ["complianceGroups", "applicableGroups"]
    private static let members = ["source", "tenant"] + numbers + InstanceMark.Kind.allCases.map(\.rawValue)

    /// - Throws: `ValidationError` that names the file, and the member or the byte, where it cannot be read,
    ///   or where what it lists belongs to two sources.
    init(path: String) throws {
        self.path = path
        let root = try Self.root(of: path)
        guard let list = root["sources"]?.array, root.count == 1 else {
            throw ValidationError("--sources \(path): expected an object with a list `sources` and no more")
        }
        var entries: [InstanceBindings.Instance] = []
        for (index, value) in list.enumerated() {
            let entry = try Self.entry(value, "--sources \(path): sources[\(index)]")
            guard !entries.contains(where: { $0.source == entry.source }) else {
                throw ValidationError("--sources \(path): sources[\(index)].source stands there twice")
            }
            entries.append(entry)
        }
        do throws(InstanceBindings.Conflict) {
            bindings = try InstanceBindings(entries)
        } catch {
            switch error {
            case .sourceTwice(let source):
                throw ValidationError("--sources \(path): \(source) stands there twice")
            case .markTwice(let kind, let first, let second):
                throw ValidationError(
                    "--sources \(path): \(kind.rawValue) of \(first) and of \(second) have one in common, "
                        + "so its records could be of either")
            }
        }
    }

    private static func root(of path: String) throws -> JSONValue {
        var bytes: [UInt8] = []
        try InputFile(path: Array(path.utf8)).forEachChunk(of: 65_536) { chunk in
            guard bytes.count + chunk.count <= mostBytes else {
                throw ValidationError("--sources \(path): expected at most \(mostBytes) bytes, found more")
            }
            bytes.append(contentsOf: chunk)
        }
        do {
            return try JSONDocument(bytes).root
        } catch {
            throw ValidationError(
                "--sources \(path): expected JSON, found an error at byte \(error.byteOffset)")
        }
    }

    private static func entry(_ value: JSONValue, _ place: String) throws -> InstanceBindings.Instance {
        guard let object = value.object else { throw ValidationError("\(place): expected an object") }
        for (key, _) in object where !members.contains(where: { Array($0.utf8) == key.stringBytes }) {
            throw ValidationError(
                "\(place): expected \(members.joined(separator: ", ")), found another member")
        }
        guard let source = value["source"]?.string.flatMap({ SourceName(text: $0) }),
            VendorConnector.canRead(source)
        else { throw ValidationError("\(place).source: expected a source such as jamf:acme") }
        guard let tenant = value["tenant"]?.stringBytes.flatMap({ TenantName($0) }) else {
            throw ValidationError("\(place).tenant: expected a GUID or a short name")
        }
        var marks: Set<InstanceMark> = []
        for kind in InstanceMark.Kind.allCases {
            guard let list = member(kind.rawValue, of: value) else { continue }
            guard InstanceBindings.kinds(of: source).contains(kind) else {
                throw ValidationError("\(place).\(kind.rawValue): no record of such a source has one")
            }
            marks.formUnion(try Self.marks(list, kind, "\(place).\(kind.rawValue)"))
        }
        return InstanceBindings.Instance(
            source: source, tenant: tenant,
            complianceGroups: try groups(member(numbers[0], of: value), "\(place).\(numbers[0])"),
            applicableGroups: try groups(member(numbers[1], of: value), "\(place).\(numbers[1])"),
            marks: marks)
    }

    private static func member(_ name: String, of value: JSONValue) -> JSONValue? {
        value.members.first { Array(name.utf8) == $0.key.stringBytes }?.value
    }

    private static func marks(
        _ value: JSONValue, _ kind: InstanceMark.Kind, _ place: String
    ) throws -> [InstanceMark] {
        guard let list = value.array else { throw ValidationError("\(place): expected a list of texts") }
        return try list.map { element in
            guard let mark = element.stringBytes.flatMap({ InstanceMark(kind, $0) }) else {
                throw ValidationError("\(place): expected texts of 1 to 255 bytes on one line")
            }
            return mark
        }
    }

    private static func groups(_ value: JSONValue?, _ place: String) throws -> Set<Int64> {
        guard let value else { return [] }
        guard let list = value.array else { throw ValidationError("\(place): expected a list of numbers") }
        return Set(
            try list.map { element in
                guard let number = element.int64, number > 0 else {
                    throw ValidationError("\(place): expected numbers from 1 on")
                }
                return number
            })
    }

    /// Adds to a context what the file says: of its source, where one is asked for, else of all.
    ///
    /// - Throws: `ValidationError` where the file does not name the source that is asked for, or the operator
    ///   names another tenant than the file does.
    func complete(_ context: inout ConnectorContext) throws {
        context.bindings = bindings
        guard let source = context.expectedSource else {
            if let tenant = context.tenant,
                let other = bindings.instances.first(where: { $0.tenant != tenant })
            {
                throw ValidationError("--tenant and --sources \(path) name two tenants for \(other.source)")
            }
            return
        }
        guard let entry = bindings.instance(of: source) else {
            throw ValidationError("--sources \(path): expected an entry of \(source), found none")
        }
        guard context.tenant == nil || context.tenant == entry.tenant else {
            throw ValidationError("--tenant and --sources \(path) name two tenants for \(source)")
        }
        context.tenant = entry.tenant
        context.complianceGroups = entry.complianceGroups
    }
}
