import Foundation

/// A ledger into which a simulated fleet's exports were imported.
struct FleetLedger {
    let shell: Shell
    let tenant: String
    let exports: [String]

    init(devices: Int = 12, days: Int = 21, seed: Int = 5, importing: Bool = true) {
        shell = Shell()
        shell.probity(
            "simulate", "--devices", "\(devices)", "--days", "\(days)", "--seed", "\(seed)", "--scenarios",
            "none", "--exports", "exports", "--formats", "entra", "--truth", "truth.jsonl")
        let truth = String(decoding: shell.read("truth.jsonl"), as: UTF8.self)
        let line = truth.split(separator: "\n").first { $0.contains("\"kind\":\"device\"") } ?? ""
        let parsed = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
        tenant = parsed?["tenant"] as? String ?? ""
        exports = shell.files("exports")
        shell.probity("init", "--origin", "test.example/fleet")
        if importing { _ = importAll() }
    }

    func importAll() -> Run { shell.run(["import", "--json", "--tenant", tenant] + exports) }

    /// Every value that the simulation planted as personal.
    var planted: [String] {
        String(decoding: shell.read("truth.jsonl"), as: UTF8.self).split(separator: "\n").compactMap { line in
            guard line.contains("\"kind\":\"planted\""),
                let parsed = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
            else { return nil }
            return parsed["value"] as? String
        }
    }
}
