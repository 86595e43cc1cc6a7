import Foundation

/// A simulated fleet of all device managers, its exports imported in an order of a seed's, and how far what
/// `show device` says of each device is what the answer sheet says that the exports tell.
struct FleetScore {
    let shell: Shell
    /// How many devices were compared in a field, and the lines that say which of them differ.
    private(set) var compared: [String: Int] = [:]
    private(set) var differing: [String: [String]] = [:]
    private(set) var quarantined = 0

    private let end: String
    private let truth: [[String: Any]]

    private typealias Members = [String: Any]

    /// One file and what the operator says of it.
    private struct Input {
        let path: String
        let arguments: [String]
    }

    init(devices: Int, days: Int, seed: Int, shuffle: UInt64) throws {
        shell = Shell()
        let written = shell.probity(
            "simulate", "--devices", "\(devices)", "--days", "\(days)", "--seed", "\(seed)", "--exports", "x",
            "--truth", "truth.jsonl")
        guard written.status == 0 else { throw Failed(why: written.errors) }
        truth = shell.read("truth.jsonl").split(separator: UInt8(ascii: "\n")).compactMap { line in
            (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any]
        }.filter { $0["kind"] as? String == "device" }
        // The simulator's first day, and as many more.
        let first = ISO8601DateFormatter().date(from: "2026-01-05T00:00:00Z") ?? .distantPast
        let last = first.addingTimeInterval(Double(days) * 86_400)
        end = ISO8601DateFormatter().string(from: last)
        shell.probity("init", "--origin", "test.example/score")
        var dice = Dice(shuffle)
        var inputs = inputs().shuffled(using: &dice)[...]
        while let next = inputs.first {
            let group = inputs.prefix { $0.arguments == next.arguments }
            inputs = inputs.dropFirst(group.count)
            let run = shell.run(["import", "--json"] + next.arguments + group.map(\.path))
            guard run.status == 0 else { throw Failed(why: "\(next.path): \(run.errors)") }
            let summary = object(run)
            quarantined += ((summary["total"] as? Members) ?? summary).number("quarantined")
        }
        for device in truth { compare(device) }
    }

    struct Failed: Error { let why: String }

    /// What the names of files say; see `simulate --help`.
    private func inputs() -> [Input] {
        let tenant = truth.first?["tenant"] as? String ?? ""
        return shell.files("x").filter { $0 != "x/sources.json" }.map { path in
            // Another form of an instance's records lies in a folder of the form.
            let parts = path.split(separator: "/").map(String.init).filter { $0 != "xml" && $0 != "cef" }
            var arguments: [String]
            if ["entra-signin", "entra-audit", "intune", "log-analytics", "blob", "unified-audit"]
                .contains(parts[1])
            {
                arguments = ["--tenant", tenant]
                if let day = path.firstMatch(of: /managedDevices-page-(\d{4}-\d\d-\d\d)/)?.1 {
                    arguments += ["--received-at", "\(day)T23:00:00Z"]
                } else if path.contains("/graph/") {
                    arguments += ["--received-at", end]
                }
            } else {
                arguments = ["--source", "\(parts[1]):\(parts[2])", "--sources", "x/sources.json"]
            }
            if let match = path.firstMatch(of: /received-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/) {
                let (_, year, month, day, hour, minute, second) = match.output
                arguments += ["--received-at", "\(year)-\(month)-\(day)T\(hour):\(minute):\(second)Z"]
            }
            for kind in ["computer", "mobile"] where path.contains("device-compliance-\(kind)-") {
                arguments += ["--format", "jamf-\(kind)-compliance"]
            }
            return Input(path: path, arguments: arguments)
        }
    }

    /// The device that an id names, some hours after the fleet's end, when all has arrived.
    private func shown(_ id: String?) -> Members? {
        guard let id else { return nil }
        let late = end.prefix(11) + "06:00:00Z"
        let run = shell.probity("show", "device", id, "--json", "--as-of", String(late))
        guard run.status == 0 else { return nil }
        return (object(run)["devices"] as? [Members]).flatMap { $0.count == 1 ? $0[0] : nil }
    }

    private mutating func compare(_ device: Members) {
        let told = device["told"] as? Members ?? [:]
        let name = "\(device["managedBy"] ?? "") \(device["serialNumber"] ?? "")"
        // A hardware id of Apple's is looked for without its dashes.
        let udid = (device["udid"] as? String)?.filter { $0 != "-" }
        let managed = shown(device["serialNumber"] as? String) ?? shown(udid)
        let directory = shown(device["entraDeviceId"] as? String)
        let isJoined = managed != nil && managed?["device"] as? String == directory?["device"] as? String
        note("joined", isJoined == device["isJoined"] as? Bool, "\(name): \(isJoined)")
        for (field, region, view) in [
            ("enrolment", "enrolment", managed), ("evaluated", "compliance-evaluated", managed),
            ("ownership", "ownership", managed), ("reported", "compliance-reported", managed),
            ("registration", "registration", directory), ("management", "management", directory),
            ("observed", "compliance-observed", directory),
        ] {
            let states = view?["state"] as? [Members] ?? []
            let state = states.first { $0["region"] as? String == region }
            guard let said = told[field] as? Members else {
                note("\(field), not known", state == nil, "\(name): \(state ?? [:])")
                continue
            }
            // What was said last of an object that was deleted is shown with that.
            if state?["objectDeleted"] is String { continue }
            let isRight = state?["value"] as? String == said["value"] as? String
            note(field, isRight, "\(name): \(state?["value"] ?? "nothing"), told \(said)")
            guard isRight, field != "ownership", said["isDated"] as? Bool == true else { continue }
            let apart = distance(state?["since"], said["since"])
            note("\(field), since", apart < 2, "\(name): \(state?["since"] ?? ""), told \(said)")
        }
        // Of a joined device the directory's word for the system counts as well.
        let platforms = [told["platform"], isJoined ? told["directoryPlatform"] : nil]
            .compactMap { ($0 as? Members)?["value"] as? String }
        let states = managed?["state"] as? [Members] ?? []
        let platform = states.first { $0["region"] as? String == "platform" }?["value"] as? String
        note(
            "platform", platform.map(platforms.contains) ?? platforms.isEmpty,
            "\(name): \(platform ?? "nothing"), told \(platforms)")
        let contact = (managed?["lastContact"] as? Members)?["occurred"]
        if let said = told["lastContact"] as? Members {
            note(
                "last contact", distance(contact, said["value"]) < 1,
                "\(name): \(contact ?? "nothing"), told \(said)")
        } else {
            note("last contact, not known", contact == nil, "\(name): \(contact ?? "")")
        }
    }

    /// Seconds between two instants; very many where one is missing.
    private func distance(_ one: Any?, _ other: Any?) -> Double {
        func seconds(_ value: Any?) -> Double? {
            guard let text = value as? String,
                let date = ISO8601DateFormatter().date(from: text.prefix(19) + "Z")
            else { return nil }
            let fraction = text.dropFirst(19).prefix { $0 != "Z" }
            return date.timeIntervalSince1970 + (Double("0" + fraction) ?? 0)
        }
        guard let one = seconds(one), let other = seconds(other) else { return .infinity }
        return abs(one - other)
    }

    private mutating func note(_ field: String, _ isRight: Bool, _ what: @autoclosure () -> String) {
        compared[field, default: 0] += 1
        if !isRight { differing[field, default: []].append(what()) }
    }

    /// A line for each field.
    var report: String {
        compared.keys.sorted().map { field in
            let count = compared[field] ?? 0
            return "\(field): \(count - (differing[field]?.count ?? 0)) of \(count)"
        }.joined(separator: "\n")
    }
}
