import FleetSimulator
import Testing

struct ExportFormatsTests {
    @Test("all, and lists in any case and with spaces, are read")
    func reading() throws {
        #expect(try ExportFormats(parsing: "all") == .all)
        #expect(try ExportFormats(parsing: "Entra, log-analytics,entra") == [.entra, .logAnalytics])
        let all = ExportFormats.names.map(\.name).joined(separator: ",")
        #expect(try ExportFormats(parsing: all) == .all)
    }

    @Test(
        "an unknown name is an error that lists the known ones and does not repeat the input",
        arguments: ["", "none", "entra,", "all,entra", "secret"])
    func unknown(text: String) throws {
        let error = try #require(throws: ExportFormatsError.self) { try ExportFormats(parsing: text) }
        #expect(error.known == ExportFormats.names.map(\.name))
        #expect(error.description.contains("unified-audit"))
        #expect(!error.description.contains("secret"))
    }

    @Test("a format writes its own folders only, and the same bytes alone as among the others")
    func alone() throws {
        let output = try SimulatedOutput(devices: 12, days: 9, seed: 51)
        let all = Dictionary(uniqueKeysWithValues: output.files().map { ($0.path, $0.bytes) })
        var paths: Set<String> = []
        for (name, format) in ExportFormats.names {
            let folders = name == "entra" ? ["entra-signin", "entra-audit"] : [name]
            for file in output.files(format) where file.path != "sources.json" {
                #expect(folders.contains { file.path.hasPrefix($0 + "/") }, "\(file.path)")
                #expect(all[file.path] == file.bytes, "\(file.path)")
                #expect(paths.insert(file.path).inserted)
            }
        }
        #expect(paths.union(["sources.json"]) == Set(all.keys))
        #expect(output.files([]).isEmpty)
    }

    @Test("no piece is long, and a file that has been left is not written again")
    func pieces() throws {
        let output = try SimulatedOutput(devices: 300, days: 8, seed: 52, tenants: 2)
        var last: [String: String] = [:]
        var left: Set<String> = []
        for chunk in output.simulation.exports(formats: .all.subtracting(.entra)) {
            #expect(chunk.bytes.count < 1 << 17, "\(chunk.path)")
            #expect(!left.contains(chunk.path), "\(chunk.path)")
            let log = Self.log(of: chunk.path)
            if let before = last[log], before != chunk.path { left.insert(before) }
            last[log] = chunk.path
        }
        #expect(left.count > 100)
    }

    /// What stands of a path before its date, hour and number.
    private static func log(of path: String) -> String {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 1 else { return path }
        guard parts[0] != "blob" else { return parts.prefix(3).joined(separator: "/") }
        let name = parts.last.map { $0.prefix { !$0.isNumber } } ?? ""
        let kind = name.hasPrefix("audit-data") || name.hasPrefix("portal") ? "unified" : name
        return parts.dropLast().joined(separator: "/") + "/" + kind
    }
}
