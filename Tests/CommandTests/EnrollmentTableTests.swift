import Foundation
import Testing

@Suite("the documents' tables of enrolment, from appended events to rows")
struct EnrollmentTableTests {
    /// One cell: a tenant of its own with its settings, one enrolment in it, and what is told of that.
    private struct Cell {
        var settings: [(type: String, data: String)] = []
        var steps: [(type: String, data: String)] = []
        var required: String?
        var deviations: [String] = []
    }

    private static let product = #""product":"maas360""#

    private static func workflow(_ word: String) -> (type: String, data: String) {
        ("authentication.workflow_enabled", #"\#(product),"workflow":"\#(word)""#)
    }

    private static func password(
        _ result: String, _ provider: String, on page: String? = nil, userKind: String = "entra"
    ) -> (type: String, data: String) {
        let page = page.map { #","page":"\#($0)""# } ?? ""
        return (
            "enrollment.password_\(result)",
            #"\#(product),"provider":"\#(provider)","userKind":"\#(userKind)"\#(page)"#
        )
    }

    /// By workflow, person and page.
    private static var pages: [Cell] {
        let rows = [
            ("existing", "activeDirectory", "manager"), ("existing", "entra", "manager"),
            ("new", "activeDirectory", "managerPassword"), ("new", "entra", "microsoft"),
        ]
        return rows.flatMap { workflow, user, right in
            ["manager", "managerPassword", "microsoft"].map { page in
                Cell(
                    settings: [Self.workflow(workflow)],
                    steps: [password("failed", user, on: page, userKind: user)],
                    deviations: page == right ? [] : ["passwordPage"])
            }
        }
    }

    /// By workflow and setting: Active Directory lets somebody pass after Entra did not, and Entra does.
    private static var providers: [Cell] {
        let rows: [(String, String, [String], [String])] = [
            ("existing", "none", ["successUnderNone"], ["successUnderNone"]),
            ("existing", "activeDirectory", [], ["otherProvider"]),
            ("existing", "entra", ["otherProvider"], []), ("existing", "both", [], []),
            ("new", "none", ["successUnderNone"], ["successUnderNone"]),
            ("new", "activeDirectory", [], ["otherProvider"]), ("new", "entra", ["otherProvider"], []),
            ("new", "both", ["forbiddenFallback"], []),
        ]
        return rows.flatMap { workflow, setting, activeDirectory, entra in
            let settings = [
                Self.workflow(workflow),
                ("authentication.default_set", #"\#(product),"setting":"\#(setting)""#),
            ]
            return [
                Cell(
                    settings: settings,
                    steps: [password("failed", "entra"), password("passed", "activeDirectory")],
                    deviations: activeDirectory),
                Cell(settings: settings, steps: [password("passed", "entra")], deviations: entra),
            ]
        }
    }

    /// By workflow and both numbers of factors, with no to four factors given.
    private static var counts: [Cell] {
        let rows: [(String, String, String, [Int])] = [
            ("existing", "single", "single", [1]), ("existing", "single", "multi", [1]),
            ("existing", "two", "single", [2]), ("existing", "two", "multi", [2]),
            ("new", "single", "single", [1]), ("new", "single", "multi", [1, 2]),
            ("new", "two", "single", [2]), ("new", "two", "multi", [3]),
        ]
        return rows.flatMap { workflow, manager, entra, counts in
            (0...4).map { given in
                var steps = [password(given == 0 ? "failed" : "passed", "entra")]
                for number in 1..<max(given, 1) {
                    steps.append(
                        (
                            "mfa.code_verified",
                            #""step":\#(number),"method":"textMessage","channel":"textMessage","#
                                + #""askedBy":"entra""#
                        ))
                }
                steps.append(("enrollment.completed", product))
                let told =
                    given < counts[0]
                    ? "tooFewFactors"
                    : given < counts[counts.count - 1]
                        ? "fewerThanOtherReading" : given > counts[counts.count - 1] ? "moreFactors" : nil
                return Cell(
                    settings: [
                        Self.workflow(workflow),
                        (
                            "authentication.factors_set",
                            #"\#(product),"askedBy":"manager","factors":"\#(manager)""#
                        ),
                        (
                            "authentication.factors_set",
                            #"\#(product),"askedBy":"entra","factors":"\#(entra)","userKind":"entra""#
                        ),
                    ],
                    steps: steps, required: counts.map(String.init).joined(separator: " or "),
                    deviations: told.map { [$0] } ?? [])
            }
        }
    }

    @Test("every cell of the three tables is told as the documents have it")
    func cells() throws {
        let cells = Self.pages + Self.providers + Self.counts
        #expect(cells.count == 12 + 16 + 40)
        var lines: [String] = []
        func add(_ type: String, _ time: String, _ data: String) {
            lines.append(
                #"{"specversion":"1.0","id":"c-\#(lines.count)","source":"mdm:bree","type":"\#(type)","#
                    + #""time":"\#(time)","data":{\#(data)}}"#)
        }
        for (index, cell) in cells.enumerated() {
            let tenant = #""tenant":"cell-\#(index)""#
            let number = String(format: "%012d", index + 1)
            let device = #""device":{"entraDeviceId":"6c1f7a52-3a0e-4d7b-9d6c-\#(number)"}"#
            let session = #""session":"7d1f7a52-3a0e-4d7b-9d6c-\#(number)""#
            for (place, setting) in cell.settings.enumerated() {
                add(setting.type, "2026-01-0\(place + 1)T00:00:00Z", "\(tenant),\(setting.data)")
            }
            for (place, step) in cell.steps.enumerated() {
                add(step.type, "2026-02-01T00:0\(place):00Z", "\(tenant),\(device),\(session),\(step.data)")
            }
        }
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/cells")
        shell.write("cells.jsonl", lines.joined(separator: "\n") + "\n")
        let run = shell.probity("append", "cells.jsonl")
        #expect(run.status == 0, "\(run.errors)")
        let found = object(shell.probity("list", "enrollments", "--json"))["enrollments"]
        let rows = try #require(found as? [[String: Any]])
        #expect(rows.count == cells.count)
        for row in rows {
            let tenant = try #require(row["tenant"] as? String)
            let index = try #require(Int(tenant.dropFirst("cell-".count)))
            let cell = cells[index]
            let told = (row["deviations"] as? String ?? "").split(separator: "+").map(String.init)
            #expect(told == cell.deviations, "\(cell)")
            if let required = cell.required { #expect(row["required"] as? String == required, "\(cell)") }
        }
    }
}
