import Foundation
import Glibc

/// A ledger in a state, a verb to run on it, and what has to hold whatever stops that verb.
struct FaultScene {
    /// What the verb is for, as one word.
    let name: String
    let verb: [String]
    /// The ledger that it is about; a folder of the shell's.
    var ledger = "ledger"
    /// The folder below which its calls are looked at, from the shell's.
    let root: String
    /// Whether a finished run acknowledges events.
    var acknowledges = false
    /// Statuses besides 0 with which it may end where a call failed.
    var statuses: Set<Int32> = [1]

    /// Exit status that no fault of a call may lead to: that would be a false alarm.
    static let alarm: Int32 = 2

    static let before = 0..<300
    static let added = 300..<340

    /// All of them. Each runs in a folder that ``prepare(_:)`` filled.
    static let writing = [
        FaultScene(
            name: "init", verb: ["init", "--origin", "test.example/new"], ledger: "new", root: "/new",
            statuses: [1, 5]),
        FaultScene(
            name: "append", verb: ["append", "added.jsonl"], root: "/ledger", acknowledges: true),
        FaultScene(
            name: "roll", verb: ["append", "added.jsonl"], ledger: "full", root: "/full/log",
            acknowledges: true),
        FaultScene(name: "checkpoint", verb: ["checkpoint"], root: "/ledger"),
        FaultScene(name: "rebuild", verb: ["rebuild"], root: "/ledger"),
        FaultScene(name: "backup", verb: ["backup", "copy2"], root: "/copy2"),
        FaultScene(name: "restore", verb: ["restore", "copy"], root: ""),
    ]

    /// The transactions of the read models.
    static let projecting = FaultScene(
        name: "project", verb: ["append", "added.jsonl"], root: "/ledger/read-models", acknowledges: true)

    /// The command line, with whole paths: strace compares them as the process writes them.
    func arguments(in shell: Shell) -> [String] {
        verb.map { $0.hasPrefix("copy") ? shell.folder + "/" + $0 : $0 }
            + ["--ledger", shell.folder + "/" + ledger]
    }

    /// Whether a call is looked at: those of read models are, where these are what it is about.
    func concerns(_ call: Tracer.Call) -> Bool {
        !call.path.contains("/read-models/") || ["project", "rebuild"].contains(name)
    }

    /// Makes the folders that every scene begins with, below `whole`, and what was acknowledged in them.
    static func prepare(_ shell: Shell) -> [String: ReceiptBook] {
        var books: [String: ReceiptBook] = [:]
        shell.write("before.jsonl", DamageTests.events(before))
        shell.write("added.jsonl", DamageTests.events(added))
        for (name, options) in [("ledger", []), ("full", ["--segment-bytes", "4096"])] {
            _ = shell.run(["init", "--origin", "test.example/\(name)", "--ledger", name] + options)
            var book = ReceiptBook()
            _ = book.note(shell.probity("append", "before.jsonl", "--ledger", name))
            books[name] = book
        }
        _ = shell.probity("backup", "copy")
        for name in ["ledger", "full", "copy"] {
            try? FileManager.default.createDirectory(
                atPath: shell.folder + "/whole", withIntermediateDirectories: true)
            shell.copy(name, to: "whole/" + name)
        }
        return books
    }

    /// Puts back everything that an earlier run may have changed.
    static func reset(_ shell: Shell) {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: shell.folder)) ?? []
        for name in entries where !name.hasSuffix(".jsonl") && name != "whole" { shell.remove(name) }
        for name in ["ledger", "full", "copy"] { shell.copy("whole/" + name, to: name) }
    }

    /// Looks at what a run left, and has the verb run again without a fault.
    /// - Parameter more: statuses with which it may have ended besides its own.
    /// - Returns: what is wrong, and how many acknowledged events are gone.
    func examine(
        _ run: Run, _ book: inout ReceiptBook, _ shell: Shell, _ more: Set<Int32> = []
    ) -> (problems: [String], lost: Int) {
        var problems: [String] = []
        func require(_ isSo: Bool, _ text: @autoclosure () -> String) { if !isSo { problems.append(text()) } }
        require(
            run.status == 0 || run.status == 128 + SIGKILL || statuses.union(more).contains(run.status),
            "ended with \(run.status): \(run.errors)")
        require(run.status != 1 || run.errors.contains("probity: "), "ended with 1 and said nothing")
        if acknowledges {
            problems += book.note(run)
            let isAll = Self.added.allSatisfy { book.has("e\($0)") }
            require(run.status != 0 || isAll, "ended with 0 without all receipts")
        }
        switch name {
        case "init":
            let opened = shell.probity("checkpoint", "--ledger", ledger)
            let isNone = opened.status == 1 && opened.errors.contains("no ledger")
            require(opened.status == 0 || isNone, "opening: \(opened.status) \(opened.errors)")
            require(run.status != 0 || opened.status == 0, "ended with 0 and there is none")
            if isNone { shell.remove("new") }
            require(!isNone || shell.run(arguments(in: shell)).status == 0, "init again")
        case "backup":
            let read = shell.probity("status", "--json", "--ledger", "copy2")
            require(run.status != 0 || object(read).number("size") == Self.before.count, "not whole: \(read)")
            // Only death between the last name and its sync leaves a copy that is whole and that nobody was
            // told of.
            let isWhole =
                run.status == 128 + SIGKILL && object(read).number("size") == Self.before.count
                && shell.probity("verify", "--ledger", "copy2").status < 2
            require(
                run.status == 0 || read.status != 0 || isWhole,
                "a copy that is not whole is read: \(run.status)")
        case "project":
            require(
                run.status == 128 + SIGKILL || Self.added.allSatisfy { book.has("e\($0)") },
                "the append did not go on")
            // Position and rows moved together, and how far they are is told.
            let status = object(shell.probity("status", "--json"))
            let models = (status["projections"] as? [[String: Any]])?.first ?? [:]
            require(
                models.number("position") + models.number("lag") == status.number("size"), "lag: \(models)")
            let compared = shell.probity("replay", "--verify-projections")
            require(
                compared.status == 0 || models.number("position") == 0, "read models: \(compared.text)")
        case "restore":
            let again = shell.run(arguments(in: shell))
            require(again.status == 0, "restore again: \(again.errors)")
        default: break
        }
        let isTruth = name == "init" || shell.probity("checkpoint", "--ledger", ledger).status == 0
        require(isTruth, "opening: \(shell.probity("checkpoint", "--ledger", ledger).errors)")
        let found = shell.probity("verify", "--ledger", ledger)
        if found.status == 1 {
            // What is disposable may have to be made again.
            require(shell.probity("rebuild", "--ledger", ledger).status == 0, "rebuild: \(found.text)")
        }
        let verified = found.status == 1 ? shell.probity("verify", "--ledger", ledger) : found
        require(verified.status == 0, "verify: \(verified.text)")
        guard name != "init" else { return (problems, 0) }
        let (lost, missing) = book.check(shell.folder + "/" + ledger)
        problems += missing
        // The client sends what it has no receipt for once more.
        let rest = shell.probity("append", "added.jsonl", "--ledger", ledger)
        require(rest.status == 0, "again: \(rest.errors)")
        problems += book.note(rest)
        let size = object(shell.probity("status", "--json", "--ledger", ledger)).number("size")
        let recovered = shell.probity("log", "type:ledger.*", "--format", "jsonl", "--ledger", ledger)
        require(
            size == Self.added.upperBound + recovered.lines.count, "\(size) events, \(recovered.lines.count)")
        let compared = shell.probity("replay", "--verify-projections", "--ledger", ledger)
        require(compared.status == 0, "read models: \(compared.text)\(compared.errors)")
        return (problems, lost)
    }
}
