import EventCatalogue
import FleetSimulator
import LedgerModel
import StrictJSON
import Testing

/// That enrolments by MaaS360's workflows fall into each cell of the tables, and go as these have it.
struct SimulatedEnrolmentTests {
    @Test(
        "a fleet of some hundred has each row of the three tables, whatever the seed", arguments: [21, 4, 99])
    func cells(seed: UInt64) throws {
        let output = try SimulatedOutput(
            devices: 110, days: 6, seed: seed, scenarios: ScenarioSelection([.maas360]))
        let lines = try output.simulation.truth(formats: .nanoMDM).compactMap { try JSONDocument($0).root }
        let rows = Set(
            lines.filter { $0["kind"]?.string == "enrolment" }
                .flatMap { $0["rows"]?.elements.compactMap(\.string) ?? [] })
        let reference = ReferenceData.current
        let all =
            reference.inputPages.map(\.id) + reference.providerChains.map(\.id)
            + reference.factorCounts.map(\.id)
        #expect(all.filter { !rows.contains($0) } == [])
    }

    @Test("each enrolment's steps have its id, its workflow, and the ending and the factors of the truth")
    func sessions() throws {
        let truth = ScenarioOutput.truth("enrolment")
        #expect(truth.count == 120)
        var sessions: [String: [JSONValue]] = [:]
        for event in ScenarioOutput.events(of: .maas360) {
            if let id = event["data"]?["session"]?.string { sessions[id, default: []].append(event) }
        }
        for line in truth {
            let id = try #require(line["session"]?.string)
            let steps = try #require(sessions[id])
            let workflow = line["workflow"]?.string
            #expect(steps.allSatisfy { ($0["data"]?["workflow"]?.string ?? workflow) == workflow })
            let outcome = try #require(line["outcome"]?.string)
            #expect(steps.last?["type"]?.string == "enrollment.\(outcome)")
            var fresh: Set<String> = []
            for step in steps {
                switch step["type"]?.string {
                case "enrollment.password_passed": fresh.insert("password")
                case "mfa.satisfied", "mfa.code_verified":
                    fresh.insert(try #require(step["data"]?["askedBy"]?.string))
                default: break
                }
            }
            #expect(Int64(fresh.count) == line["factors"]?.int64, "\(id)")
        }
    }

    @Test("nobody gets in under None, and in the new workflow nobody by Active Directory where both are set")
    func settings() throws {
        for line in ScenarioOutput.truth("enrolment") where line["outcome"]?.string == "completed" {
            #expect(line["setting"]?.string != "none")
            if line["workflow"]?.string == "new", line["setting"]?.string == "both" {
                #expect(line["userKind"]?.string == "entra")
            }
        }
        let fellBack = ScenarioOutput.truth("enrolment").contains {
            $0["workflow"]?.string == "existing" && $0["setting"]?.string == "both"
                && $0["userKind"]?.string == "activeDirectory" && $0["outcome"]?.string == "completed"
        }
        #expect(fellBack)
    }

    @Test("factors come by approval, text message, call and mail; they are given, refused, late and claimed")
    func factors() {
        let events = ScenarioOutput.events(of: .maas360).filter {
            $0["type"]?.string?.hasPrefix("mfa.") == true
        }
        let seen = Set(
            events.compactMap { event -> String? in
                event["type"]?.string.map { "\($0) \(event["data"]?["channel"]?.string ?? "")" }
            })
        for expected in [
            "mfa.challenged approval", "mfa.challenged textMessage", "mfa.challenged call",
            "mfa.challenged email", "mfa.satisfied approval", "mfa.satisfied call", "mfa.denied approval",
            "mfa.timed_out approval", "mfa.timed_out call", "mfa.code_verified textMessage",
            "mfa.code_verified email", "mfa.code_refused textMessage", "mfa.code_refused email",
            "mfa.satisfied_by_claim ",
        ] {
            #expect(seen.contains(expected), "\(expected)")
        }
        let left = Set(
            ScenarioOutput.events(of: .maas360, ["enrollment.abandoned"])
                .compactMap { $0["data"]?["lastStep"]?.string })
        #expect(left == ["request", "identifier", "password", "factor", "code", "profile"])
    }
}
