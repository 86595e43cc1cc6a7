import FleetSimulator
import LedgerModel
import StrictJSON

/// The outputs of one plan, read back as a reader of the files would.
struct SimulatedOutput: Sendable {
    let plan: FleetPlan
    let simulation: FleetSimulation

    init(
        devices: Int, days: Int, seed: UInt64, tenants: Int = 1, faults: FaultSelection = .none,
        scenarios: ScenarioSelection = .none
    ) throws {
        plan = try FleetPlan(
            devices: devices, days: days, seed: seed, tenants: tenants, faults: faults, scenarios: scenarios)
        simulation = FleetSimulation(plan)
    }

    func events() throws -> [JSONValue] { try simulation.events().map { try JSONDocument($0).root } }

    func truth(_ kind: String) throws -> [JSONValue] {
        let opening = Array("{\"kind\":\"\(kind)\",".utf8)
        return try simulation.truth().filter { $0.starts(with: opening) }.map { try JSONDocument($0).root }
    }

    /// The events of the devices that a product manages; those say their serial number.
    func events(of product: ManagingProduct) throws -> [JSONValue] {
        let serials = Set(
            try truth("device").filter { $0["managedBy"]?.string == product.word }
                .compactMap { $0["serialNumber"]?.string })
        return try events().filter { serials.contains($0["data"]?["device"]?["serialNumber"]?.string ?? "") }
    }

    func counts(_ source: String) throws -> JSONValue? {
        try truth("counts").first { $0["source"]?.string == source }
    }

    /// The files in the order in which they began.
    func files(_ formats: ExportFormats = .all) -> [(path: String, bytes: [UInt8])] {
        var order: [String] = []
        var content: [String: [UInt8]] = [:]
        for chunk in simulation.exports(formats: formats) {
            if content[chunk.path] == nil { order.append(chunk.path) }
            content[chunk.path, default: []] += chunk.bytes
        }
        return order.map { ($0, content[$0] ?? []) }
    }

    /// A record of the logs, and what stood around it.
    struct Record: Sendable {
        let path: String
        let isGraph: Bool
        let inner: JSONValue
        /// The envelope's time.
        let time: String?

        var id: String { inner["id"]?.string ?? "" }
        var source: String { String(path.prefix { $0 != "/" }) }
        var content: [UInt8] { canonicalBytes(of: inner) }
    }

    /// The JSON lines of the files whose path begins and ends so, in the order in which they stand.
    func lines(_ opening: String, _ formats: ExportFormats, ending: String = ".jsonl") throws -> [JSONValue] {
        var found: [JSONValue] = []
        for file in files(formats) where file.path.hasPrefix(opening) && file.path.hasSuffix(ending) {
            for line in file.bytes.split(separator: UInt8(ascii: "\n")) {
                found.append(try JSONDocument(Array(line)).root)
            }
        }
        return found
    }

    /// All records of the directory's logs by Azure Monitor and by Graph, file by file, in the order in which
    /// they stand.
    func records() throws -> [Record] {
        var found: [Record] = []
        for file in files(.entra) {
            if file.path.contains("graph-page") {
                let page = try JSONDocument(file.bytes).root
                for element in page["value"]?.array.map(Array.init) ?? [] {
                    found.append(Record(path: file.path, isGraph: true, inner: element, time: nil))
                }
                continue
            }
            var envelopes: [JSONValue] = []
            if file.path.hasSuffix(".records.json") {
                envelopes = try JSONDocument(file.bytes).root["records"]?.array.map(Array.init) ?? []
            } else {
                for line in file.bytes.split(separator: UInt8(ascii: "\n")) {
                    let value = try JSONDocument(Array(line)).root
                    envelopes.append(
                        try value["message"]?.stringBytes.map { try JSONDocument($0).root } ?? value)
                }
            }
            for envelope in envelopes {
                if let inner = envelope["properties"] {
                    found.append(
                        Record(path: file.path, isGraph: false, inner: inner, time: envelope["time"]?.string))
                }
            }
        }
        return found
    }

    /// FNV-1a over every output.
    func digest() -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        for event in simulation.events() { add(event) }
        for chunk in simulation.exports() {
            add(chunk.path.utf8)
            add(chunk.bytes)
        }
        for line in simulation.truth() { add(line) }
        return hash
    }
}
