import FleetSimulator
import Foundation
import Glibc

/// Lets `probity import` record exports of the simulator's fleet, one format at a time.
struct ImportRun: Sendable {
    let work: StandardWork
    let account: StandardWork.Account
    let place: String

    private static let days = 30
    private static let devicesAllowed = 20...3_000
    /// So many events of the work for each device of the exports.
    private static let eventsPerDevice = 700
    private static let receivedAt = "2026-02-05T00:00:00Z"

    private var exports: String { work.folder + "/exports" }

    func measure(_ format: String) throws -> ProgramOutput {
        let probity = URL(fileURLWithPath: ProcessRun.ownPath).deletingLastPathComponent().path + "/probity"
        guard FileManager.default.isExecutableFile(atPath: probity) else {
            throw BenchError.missing("the command probity is not built beside this program")
        }
        let folder = try export(format)
        let tenant = try tenant()
        let ledger = place + "/ledger"
        _ = try done(ProcessRun(probity, ["init", "--origin", "bench.example/import", "--ledger", ledger]))
        let groups = try groups(in: folder)
        let bytes = groups.reduce(0) { $0 + $1.bytes }
        var read = 0
        var (refused, events) = (0, 0)
        let before = Self.childSeconds()
        let began = Usage.now()
        for group in groups {
            let origin =
                group.source.map { ["--source", $0, "--sources", folder + "/sources.json"] }
                ?? ["--tenant", tenant]
            let arguments =
                ["import", "--json", "--ledger", ledger, "--received-at", Self.receivedAt] + origin
            let ended = try done(ProcessRun(probity, arguments + group.files))
            let summary = try JSONDecoder().decode(Summary.self, from: Data(ended.output.utf8)).whole
            read += summary.read
            refused += summary.quarantined
            events += summary.events
        }
        let wall = Usage.now() - began
        let after = Self.childSeconds()
        guard read > 0 else { throw BenchError.missing("so small a fleet exports nothing as \(format)") }
        var out = ProgramOutput(
            name: "probity import", events: read, seconds: wall, user: after.user - before.user,
            system: after.system - before.system, anonymousKiB: nil)
        out.bytes = bytes
        out.storedBytes = FolderSize.bytes(of: ledger)
        out.more = [
            "megabytesPerSecond": Double(bytes) / 1e6 / wall,
            "megabytesPerProcessorSecond": Double(bytes) / 1e6 / max(1e-6, out.user + out.system),
            "events": Double(events), "quarantined": Double(refused),
        ]
        return out
    }

    /// What one call of the command is given.
    private struct Group {
        /// The instance whose records these are; nil where they say so themselves.
        var source: String?
        var files: [String]
        var bytes: Int
    }

    private struct Summary: Decodable {
        struct Counts: Decodable {
            var read, quarantined, events: Int
        }

        var total: Counts?
        var read, quarantined, events: Int?

        /// Of all files, or of the only one.
        var whole: Counts {
            total ?? Counts(read: read ?? 0, quarantined: quarantined ?? 0, events: events ?? 0)
        }
    }

    private func done(_ process: ProcessRun) throws -> ProcessRun.Ended {
        let ended = try process.wait(most: 900)
        guard ended.ending == .exited(0) else { throw BenchError("probity: \(ended.errorText)") }
        return ended
    }

    /// Folders of device managers are named by the product and, below, by the instance.
    private func groups(in folder: String) throws -> [Group] {
        let files = FileManager.default
        var groups: [String: Group] = [:]
        for name in try files.subpathsOfDirectory(atPath: folder).sorted() where name != "sources.json" {
            let path = folder + "/" + name
            let found = try files.attributesOfItem(atPath: path)
            // Those of Jamf's compliance are told by a format of their own.
            guard found[.type] as? FileAttributeType == .typeRegular, !name.contains("device-compliance-")
            else {
                continue
            }
            let parts = name.split(separator: "/").map(String.init)
            let isManager = Self.managers.contains(parts[0]) && parts.count > 2
            let source = isManager ? parts[0] + ":" + parts[1] : nil
            var group = groups[source ?? ""] ?? Group(source: source, files: [], bytes: 0)
            group.files.append(path)
            group.bytes += (found[.size] as? NSNumber)?.intValue ?? 0
            groups[source ?? ""] = group
        }
        return groups.sorted { $0.key < $1.key }.map(\.value)
    }

    private static let managers: Set = ["jamf", "workspace-one", "maas360", "ivanti", "fleet", "nanomdm"]

    /// The files of a format, made once for a work.
    private func export(_ format: String) throws -> String {
        let folder = exports + "/" + format
        let files = FileManager.default
        if files.fileExists(atPath: folder) { return folder }
        let unfinished = folder + ".new"
        try? files.removeItem(atPath: unfinished)
        let devices = min(
            Self.devicesAllowed.upperBound,
            max(Self.devicesAllowed.lowerBound, account.events / Self.eventsPerDevice))
        let plan = try FleetPlan(devices: devices, days: Self.days, seed: account.seed)
        for chunk in FleetSimulation(plan).exports(formats: try ExportFormats(parsing: format)) {
            let path = URL(fileURLWithPath: unfinished + "/" + chunk.path)
            try files.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            if !files.fileExists(atPath: path.path) { try Data().write(to: path) }
            let file = try FileHandle(forWritingTo: path)
            try file.seekToEnd()
            try file.write(contentsOf: chunk.bytes)
            try file.close()
        }
        try files.moveItem(atPath: unfinished, toPath: folder)
        return folder
    }

    /// The fleet's tenant, as the first event of the work names it: one seed has one.
    private func tenant() throws -> String {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: work.events))
        defer { try? file.close() }
        let text = String(decoding: try file.read(upToCount: 4_096) ?? Data(), as: UTF8.self)
        guard let found = text.firstMatch(of: /"tenant":"([0-9a-f-]{36})"/) else {
            throw BenchError("the work names no tenant")
        }
        return String(found.1)
    }

    private static func childSeconds() -> (user: Double, system: Double) {
        var use = rusage()
        getrusage(RUSAGE_CHILDREN.rawValue, &use)
        return (
            Double(use.ru_utime.tv_sec) + Double(use.ru_utime.tv_usec) * 1e-6,
            Double(use.ru_stime.tv_sec) + Double(use.ru_stime.tv_usec) * 1e-6
        )
    }
}
