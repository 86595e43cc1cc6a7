import Connectors
import EventCatalogue
import FleetSimulator
import LedgerModel
import StrictJSON

/// The records of a small fleet's exports, of every vendor and in every form, each with what the operator
/// says of its file.
struct SimulatedRecords {
    struct File {
        let path: String
        let context: ConnectorContext
        var records: [[UInt8]] = []
    }

    private(set) var files: [File] = []
    let bindings: InstanceBindings
    let tenant: TenantName

    init(devices: Int, days: Int, seed: UInt64) throws {
        let plan = try FleetPlan(devices: devices, days: days, seed: seed)
        var order: [String] = []
        var content: [String: [UInt8]] = [:]
        for chunk in FleetSimulation(plan).exports() {
            if content[chunk.path] == nil { order.append(chunk.path) }
            content[chunk.path, default: []] += chunk.bytes
        }
        let list = try JSONDocument(content.removeValue(forKey: "sources.json") ?? []).root["sources"]
        var instances: [InstanceBindings.Instance] = []
        for entry in list?.array.map(Array.init) ?? [] {
            guard let source = entry["source"]?.string.flatMap({ SourceName(text: $0) }),
                let tenant = entry["tenant"]?.stringBytes.flatMap({ TenantName($0) })
            else { continue }
            func groups(_ name: StaticString) -> Set<Int64> {
                Set(entry[name]?.array?.compactMap(\.int64) ?? [])
            }
            instances.append(
                InstanceBindings.Instance(
                    source: source, tenant: tenant, complianceGroups: groups("complianceGroups"),
                    applicableGroups: groups("applicableGroups")))
        }
        bindings = try InstanceBindings(instances)
        guard let first = instances.first else { throw Absent() }
        tenant = first.tenant
        for path in order {
            guard let bytes = content[path] else { continue }
            var file = File(path: path, context: context(of: path))
            var splitter = InputSplitter()
            let items = bytes.withUnsafeBytes { splitter.consume($0) } + splitter.finish()
            file.records = items.filter { $0.kind == .record }.map(\.bytes)
            files.append(file)
        }
    }

    struct Absent: Error {}

    /// What the folder and the name of a file say.
    private func context(of path: String) -> ConnectorContext {
        var parts = path.split(separator: "/").map(String.init)
        if let first = parts.first, first == "xml" || first == "cef" { parts.removeFirst() }
        var context = ConnectorContext(tenant: tenant)
        if parts.count > 2, let source = SourceName(text: "\(parts[0]):\(parts[1])"),
            bindings.instance(of: source) != nil
        {
            context.expectedSource = source
            context.bindings = bindings
        }
        let name = parts.last ?? ""
        if let range = name.firstRange(of: "received-") {
            let stamp = Array(name[range.upperBound...].prefix(16))
            let text =
                String(stamp[0..<4]) + "-" + String(stamp[4..<6]) + "-" + String(stamp[6..<11]) + ":"
                + String(stamp[11..<13]) + ":" + String(stamp[13..<16])
            context.receivedAt = Timestamp(rfc3339: text)
        }
        if name.hasPrefix("device-compliance-computer") { context.forcedFormat = .jamfComputerCompliance }
        if name.hasPrefix("device-compliance-mobile") { context.forcedFormat = .jamfMobileCompliance }
        return context
    }

    /// Calls `body` with the submissions of each record, in the order of the files.
    func forEach(
        _ mappings: MappingTable, _ body: ([Submission]) throws -> Void
    ) throws {
        for file in files {
            var context = file.context
            context.mappings = mappings
            for record in file.records {
                guard case .submissions(let found) = VendorConnector().read(record, context) else { continue }
                try body(found)
            }
        }
    }
}
