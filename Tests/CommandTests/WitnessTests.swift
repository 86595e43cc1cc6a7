import Foundation
import Testing

/// What a device's view says of who told each part, and of what has become of it since.
@Suite("what a device's view leaves open")
struct WitnessTests {
    private static let tenant = "5a1d0c3e-0001-4000-8000-00000000a001"
    private static let device = "5a1d0c3e-0003-4000-8000-00000000d001"
    private static let objectID = "5a1d0c3e-0004-4000-8000-00000000d002"
    private static let other = "5a1d0c3e-0005-4000-8000-00000000d003"

    private static func row(_ day: Int, _ device: String = device, os: String = "IPad") -> String {
        """
        {"time":"2026-03-0\(day)T23:00:00Z","tenantId":"\(tenant)","category":"Devices","operationName":"Other",\
        "properties":{"DeviceId":"\(device.dropLast())e","ReferenceId":"\(device)","OS":"\(os)",\
        "CompliantState":"Compliant","BatchId":"5a1d0c3e-0013-4000-8000-00000000ba0\(day)",\
        "AADTenantId":"\(tenant)","GraphDeviceIsManaged":true,"GraphDeviceIsCompliant":true}}

        """
    }

    private static func signIn(_ id: Int, _ time: String, os: String) -> String {
        """
        {"id":"s\(id)","createdDateTime":"\(time)","userId":"\(other)","conditionalAccessStatus":"success",\
        "status":{"errorCode":0},"deviceDetail":{"deviceId":"\(device)","operatingSystem":"\(os)",\
        "isCompliant":true,"isManaged":true,"trustType":"Azure AD registered"}}

        """
    }

    private static func audit(_ id: String, _ time: String, _ name: String) -> String {
        """
        {"id":"\(id)","category":"Device","activityDisplayName":"\(name)","activityDateTime":"\(time)",\
        "result":"success","initiatedBy":{},"targetResources":[{"type":"Device","id":"\(objectID)"}],\
        "additionalDetails":[{"key":"DeviceId","value":"\(device)"}]}

        """
    }

    private func shell() -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/witness")
        shell.write(
            "input.jsonl",
            Self.audit("a1", "2026-03-01T08:00:00Z", "Register device")
                + Self.row(1) + Self.row(2) + Self.row(2, Self.other)
                + Self.signIn(1, "2026-03-02T10:00:00Z", os: "Ios 17.2")
                + Self.audit("a2", "2026-03-03T09:00:00Z", "Delete device")
                + Self.row(3, Self.other) + Self.row(4, Self.other))
        #expect(shell.probity("import", "--tenant", Self.tenant, "input.jsonl").status == 0)
        return shell
    }

    private func states(_ shell: Shell, _ instant: String) -> [String: [String: Any]] {
        let run = shell.probity("show", "device", Self.device, "--json", "--as-of", instant)
        let devices = object(run)["devices"] as? [[String: Any]]
        let states = devices?.first?["state"] as? [[String: Any]] ?? []
        return Dictionary(
            states.map { ($0["region"] as? String ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    }

    @Test("an inventory that goes on without the device says nothing of it any more")
    func notListed() {
        let shell = shell()
        defer { shell.remove() }
        let listed = states(shell, "2026-03-02T23:30:00Z")
        #expect(listed["compliance-evaluated"]?["notListedSince"] is NSNull)
        let gone = states(shell, "2026-03-04T23:30:00Z")
        for region in ["compliance-evaluated", "inventory", "platform"] {
            #expect(gone[region]?["notListedSince"] as? String == "2026-03-02T23:00:00Z", "\(region)")
        }
        let plain = shell.probity("show", "device", Self.device, "--as-of", "2026-03-04T23:30:00Z").text
        #expect(
            plain.contains("not said since 2026-03-02T23:00:00Z: ")
                && plain.contains("goes on and does not list it"), "\(plain)")
    }

    @Test("a snapshot holds no longer than the audits go on that would say what changed after it")
    func snapshot() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/snapshot")
        shell.write("audit.jsonl", Self.audit("a1", "2026-03-01T08:00:00Z", "Register device"))
        shell.probity("import", "--tenant", Self.tenant, "audit.jsonl")
        shell.write(
            "device.json",
            """
            {"id":"\(Self.objectID)","deviceId":"\(Self.device)","accountEnabled":true,\
            "operatingSystem":"IPad","trustType":"Workplace","isCompliant":true,"isManaged":true}
            """)
        let run = shell.probity(
            "import", "--tenant", Self.tenant, "--received-at", "2026-03-02T12:00:00Z", "device.json")
        #expect(run.status == 0, "\(run.errors)")
        let early = states(shell, "2026-03-02T13:00:00Z")
        #expect(early["registration"]?["feed"] as? String == "objects")
        #expect(early["registration"]?["silentSince"] is NSNull)
        let late = states(shell, "2026-03-05")
        #expect(late["registration"]?["silentSince"] as? String == "2026-03-01T08:00:00Z", "\(late)")
        let plain = shell.probity("show", "device", Self.device, "--as-of", "2026-03-05").text
        #expect(
            plain.contains("not determinable since 2026-03-02T12:00:00Z: ")
                && plain.contains("audits silent since 2026-03-01T08:00:00Z"), "\(plain)")
    }

    @Test("what a directory object had, it had until it was deleted")
    func deleted() {
        let shell = shell()
        defer { shell.remove() }
        #expect(states(shell, "2026-03-03T08:00:00Z")["management"]?["objectDeleted"] is NSNull)
        let gone = states(shell, "2026-03-03T10:00:00Z")
        for region in ["management", "compliance-observed", "trust-type"] {
            #expect(gone[region]?["objectDeleted"] as? String == "2026-03-03T09:00:00Z", "\(region)")
        }
        #expect(gone["registration"]?["objectDeleted"] is NSNull)
        let plain = shell.probity("show", "device", Self.device, "--as-of", "2026-03-03T10:00:00Z").text
        #expect(plain.contains("the directory object was deleted 2026-03-03T09:00:00Z @"), "\(plain)")
    }

    @Test("what somebody saw who looked is first seen then; what a log told began then")
    func firstSeen() {
        let shell = shell()
        defer { shell.remove() }
        let states = states(shell, "2026-03-02T12:00:00Z")
        #expect(states["registration"]?["isFirstSeen"] as? Bool == false)
        #expect(states["inventory"]?["isFirstSeen"] as? Bool == true)
        #expect(states["trust-type"]?["isFirstSeen"] as? Bool == true)
        let plain = shell.probity("show", "device", Self.device).text
        #expect(plain.contains("2026-03-01T23:00:00Z (first seen)"), "\(plain)")
    }

    @Test("where the witnesses disagree, the view says what each says; in a grace period they do not")
    func disagreement() {
        let shell = shell()
        defer { shell.remove() }
        func agreement() -> Any? {
            let run = object(shell.probity("show", "device", Self.device, "--json"))
            return (run["devices"] as? [[String: Any]])?.first?["witnessesAgree"]
        }
        #expect(agreement() as? Bool == true)
        let row = Self.row(5).replacing(
            "\"CompliantState\":\"Compliant\"", with: "\"CompliantState\":\"InGracePeriod\"")
        shell.write("grace.jsonl", row)
        shell.probity("import", "--tenant", Self.tenant, "grace.jsonl")
        #expect(agreement() as? Bool == true)
        shell.write(
            "later.jsonl",
            Self.row(6).replacing(
                "\"CompliantState\":\"Compliant\"", with: "\"CompliantState\":\"NonCompliant\""))
        shell.probity("import", "--tenant", Self.tenant, "later.jsonl")
        #expect(agreement() as? Bool == false)
        let plain = shell.probity("show", "device", Self.device).text
        #expect(
            plain.contains(
                "the witnesses of compliance disagree: evaluated nonCompliant since 2026-03-06T23:00:00Z"),
            "\(plain)")
    }

    @Test("why tells what stood before, began, and said last, and what joins the ids")
    func why() throws {
        let shell = shell()
        defer { shell.remove() }
        shell.write(
            "later.jsonl",
            Self.row(4).replacing(
                "\"CompliantState\":\"Compliant\"", with: "\"CompliantState\":\"NonCompliant\""))
        shell.probity("import", "--tenant", Self.tenant, "later.jsonl")
        let run = object(shell.probity("why", "device", Self.device, "--json"))
        let parts = (run["devices"] as? [[String: Any]])?.first?["parts"] as? [[String: Any]] ?? []
        let evaluated = try #require(parts.first { $0["region"] as? String == "compliance-evaluated" })
        #expect(evaluated["value"] as? String == "nonCompliant")
        let chain = evaluated["chain"] as? [[String: Any]] ?? []
        #expect(chain.compactMap { $0["step"] as? String } == ["before", "began"])
        #expect(chain.compactMap { $0["says"] as? String }.prefix(2) == ["compliant", "nonCompliant"])
        // The row names both of its own ids; the directory object's is joined by the audit.
        let byObject = object(shell.probity("why", "device", "entra-object/\(Self.objectID)", "--json"))
        let joined =
            ((byObject["devices"] as? [[String: Any]])?.first?["parts"] as? [[String: Any]] ?? [])
            .first { $0["region"] as? String == "compliance-evaluated" }?["chain"] as? [[String: Any]] ?? []
        #expect(joined.compactMap { $0["step"] as? String } == ["before", "began", "joins"])
        #expect(
            joined.last?["says"] as? String == "entra-object/\(Self.objectID) is entra/\(Self.device)")
        for step in chain { #expect(step["recorded"] is String && step["occurred"] is String) }
        let observed = try #require(parts.first { $0["region"] as? String == "compliance-observed" })
        let steps = (observed["chain"] as? [[String: Any]] ?? []).compactMap { $0["step"] as? String }
        #expect(steps.first == "began" && steps.contains("lastSaid"), "\(steps)")
        let plain = shell.probity("why", "device", Self.device).text
        #expect(plain.contains("compliance-evaluated is nonCompliant since 2026-03-04T23:00:00Z"), "\(plain)")
        #expect(shell.probity("why", "device", Self.objectID.replacing("5a1d", with: "5a1e")).status == 1)
        #expect(shell.probity("why", "device", "").status == 64)
    }

    @Test("a sign-in that calls an iPad's system iOS does not make it an iPhone")
    func platform() {
        let shell = shell()
        defer { shell.remove() }
        let run = object(shell.probity("show", "device", Self.device, "--json"))
        let history = (run["devices"] as? [[String: Any]])?.first?["history"] as? [[String: Any]] ?? []
        let platforms = history.filter { $0["region"] as? String == "platform" }
        #expect(platforms.compactMap { $0["value"] as? String } == ["iPadOS"])
        #expect(shell.probity("replay", "--verify-projections").status == 0)
    }

    @Test("before anything happened, the view says that, and shows no name from later")
    func before() {
        let shell = shell()
        defer { shell.remove() }
        let plain = shell.probity("show", "device", Self.device, "--as-of", "2026-02-01").text
        #expect(plain.contains("nothing had happened to it yet at this instant"), "\(plain)")
        #expect(plain.contains("the first is of 2026-03-01T08:00:00Z @"), "\(plain)")
    }

    @Test("an event whose record came again with another content says which one counts")
    func superseded() {
        let shell = shell()
        defer { shell.remove() }
        let first = Self.signIn(7, "2026-03-02T11:00:00Z", os: "Ios 17.2")
        shell.write("first.jsonl", first)
        shell.write(
            "second.jsonl",
            first.replacing("\"errorCode\":0", with: "\"errorCode\":50126")
                .replacing("\"id\":", with: "\"lastModifiedDateTime\":\"2026-03-02T12:00:00Z\",\"id\":"))
        let one = object(shell.probity("import", "--json", "--tenant", Self.tenant, "first.jsonl"))
        let position = one.number("firstPosition")
        let before = shell.probity("show", "event", "@\(position)", "--evidence", "--json")
        #expect(object(before)["inForce"] as? Bool == true && !before.errors.contains("not in force"))
        let two = object(shell.probity("import", "--json", "--tenant", Self.tenant, "second.jsonl"))
        #expect(two.number("revisions") == 1)
        let after = shell.probity("show", "event", "@\(position)", "--evidence", "--json")
        #expect(object(after)["inForce"] as? Bool == false)
        let other = object(after).number("supersededBy")
        #expect(other > position && after.errors.contains("not in force: another content"), "\(after.errors)")
        #expect(shell.probity("show", "event", "@\(position)").errors.contains("@\(other)"))
        let new = shell.probity("show", "event", "@\(other)", "--evidence", "--json")
        #expect(object(new)["type"] as? String == "access.denied", "\(new.text)")
        #expect(object(new)["inForce"] as? Bool == true, "\(new.text)")
    }
}
