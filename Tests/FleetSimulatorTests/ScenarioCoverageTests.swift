import ComplianceRules
import EventCatalogue
import FleetSimulator
import LedgerModel
import StrictJSON
import Testing

/// That the scenarios leave out nothing that the article does not name, and break no rule.
struct ScenarioCoverageTests {
    /// What no simulation tells, as its article says: the ledger's own, and what people do with findings.
    static let untold: Set<String> = [
        "finding.acknowledged", "finding.closed", "finding.explained", "finding.reopened", "ledger.closed",
        "ledger.erasure_approved", "ledger.erasure_done", "ledger.erasure_requested", "ledger.exported",
        "ledger.hold_placed", "ledger.hold_released", "ledger.key_rotated", "ledger.opened", "ledger.read",
        "ledger.recovered", "ledger.restored", "record.corroborated", "record.remapped", "record.revised",
        "source.batch_ended",
        "source.coverage_ended", "source.coverage_started", "source.cursor_advanced", "source.gap_closed",
        "source.gap_noticed",
    ]

    @Test("every type of the catalogue is told, but the ledger's own")
    func types() throws {
        let told = Set(
            try ScenarioOutput.plan.output(.all).events().compactMap { $0["type"]?.string })
        let all = Set(EventCatalogue.definitions.map { "\($0.type)" })
        #expect(all.subtracting(told).subtracting(Self.untold).sorted() == [])
        #expect(told.intersection(Self.untold).sorted() == [])
    }

    @Test("every event of the companies is one that append takes, and all of them together break no rule")
    func enforced() throws {
        let now = Timestamp(nanoseconds: 1_900_000_000_000_000_000)
        let commands = try ScenarioOutput.events.enumerated().map { index, event in
            let submission = try CloudEventReader().read(event).get()
            return RuleEvent(submission.events[0], submission: index, now: now)
        }
        #expect(commands.count > 5_000)
        let rules = CommandRules()
        let judged = commands.filter(\.isJudged)
        #expect(judged.count > 1_000)
        let judgements = rules.judge(commands, against: RuleState(RuleScope(commands)))
        let violations = judgements.flatMap(\.violations)
        #expect(violations.isEmpty, "\(violations.prefix(3))")
        // They say all that the rules ask for: who reports, by what road, for which platform.
        let open = judgements.flatMap(\.undecided).filter { $0.rule != .minimumVersion }
        #expect(open.isEmpty, "\(open.prefix(3))")
    }

    @Test("a device registers by its platform's broker, whoever owns it")
    func brokers() throws {
        var seen: [String: Set<String>] = [:]
        for event in ScenarioOutput.events where event["type"]?.string == "device.broker_signed_in" {
            let platform = try #require(event["data"]?["platform"]?.string)
            seen[platform, default: []].insert(try #require(event["data"]?["broker"]?.string))
        }
        #expect(
            seen == [
                "iOS": ["authenticator"], "iPadOS": ["authenticator"], "android": ["authenticator"],
                "macOS": ["companyPortal"],
            ])
        let pilots = ScenarioOutput.truth("pilot")
        for platform in ["iOS", "iPadOS", "android", "macOS", "windows"] {
            let owners = Set(
                pilots.filter { $0["platform"]?.string == platform }.compactMap { $0["ownership"]?.string })
            #expect(owners == ["company", "personal"], "\(platform)")
        }
        // Windows joins by itself, and Linux is let in by nobody.
        let joins = ScenarioOutput.events.filter {
            $0["type"]?.string == "device.joined" || $0["type"]?.string == "device.hybrid_joined"
        }
        #expect(joins.contains { $0["type"]?.string == "device.joined" })
        #expect(joins.contains { $0["type"]?.string == "device.hybrid_joined" })
        #expect(joins.allSatisfy { $0["data"]?["platform"]?.string == "windows" })
        let foreign = ScenarioOutput.events.filter {
            $0["data"]?["platform"]?.string == "linux"
                && $0["type"]?.string?.hasPrefix("enrollment.") == true
        }
        #expect(
            Set(foreign.compactMap { $0["type"]?.string }) == ["enrollment.requested", "enrollment.failed"])
    }

    @Test("devices go over from one partner to another: retired at the one before they enrol at the other")
    func migration() throws {
        let moved = ScenarioOutput.truth("pilot").filter { $0["managedBy"]?.string == "workspaceOne" }
        let serials = Set(moved.compactMap { $0["serialNumber"]?.string })
        let events = ScenarioOutput.events(of: .ivanti, ["device.enrolled", "device.retired"])
        var count = 0
        for serial in serials.sorted() {
            let own = events.filter { $0["data"]?["device"]?["serialNumber"]?.string == serial }
            guard own.count == 3 else { continue }
            count += 1
            #expect(
                own.map { $0["type"]?.string } == ["device.enrolled", "device.retired", "device.enrolled"])
            #expect(own[0]["data"]?["product"]?.string == "ivantiEPMM")
            #expect(own[2]["data"]?["product"]?.string == "workspaceOne")
        }
        #expect(count > 20)
    }

    @Test("a Core whose policy is disabled sends no more, and both are gone before the other partner comes")
    func cores() throws {
        let installations = ScenarioOutput.truth("installation").filter {
            $0["product"]?.string == "ivantiEPMM"
        }
        #expect(installations.count == 2)
        for installation in installations {
            #expect(installation["isConnected"]?.bool == false && installation["isReporting"]?.bool == false)
        }
        let events = ScenarioOutput.events(
            of: .ivanti, ["instance.compliance_policy_disabled", "compliance.sent", "partner.added"])
        let last = try #require(
            events.lastIndex { $0["type"]?.string == "instance.compliance_policy_disabled" })
        let later = events[last...].filter { $0["data"]?["evaluator"]?.string == "ivantiEPMM" }
        #expect(later.isEmpty)
        let heir = try #require(
            events.firstIndex { $0["data"]?["product"]?.string == "workspaceOne" })
        #expect(heir > last)
    }

    @Test("what a source tells late has its own time, before events that are told earlier")
    func late() throws {
        var last = Timestamp.earliest
        var late = 0
        for event in ScenarioOutput.events {
            let time = try #require(event["time"]?.string.flatMap { Timestamp(rfc3339: $0) })
            if time < last { late += 1 } else { last = time }
        }
        #expect(late > 5)
    }
}
