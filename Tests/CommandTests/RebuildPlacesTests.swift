import FaultRecords
import Foundation
import Testing

@Suite("rebuilds in other surroundings")
struct RebuildPlacesTests {
    @Test("on one processor and two, in other languages and time zones, a rebuild has the same digest")
    func places() {
        var record = FaultRecord(
            "p7-rebuild-elsewhere", .projections,
            fault: "the read models are made anew on one processor and on all, under other locales and time "
                + "zones",
            expectation: "each has the same digest",
            test: "RebuildPlacesTests/places")
        let fleet = FleetLedger(devices: 8, days: 14)
        defer { fleet.shell.remove() }
        let surroundings: [[String]] = [
            ["env"], ["env", "LC_ALL=tr_TR.UTF-8", "TZ=Asia/Kathmandu"],
            ["env", "LC_ALL=C", "TZ=America/St_Johns", "taskset", "-c", "0"],
            ["env", "LANG=de_DE.UTF-8", "TZ=:/nowhere", "SWIFT_DETERMINISTIC_HASHING=1"],
        ]
        var digests: Set<String> = []
        for place in surroundings {
            let run = fleet.shell.run(
                Array(place.dropFirst()) + [Shell.binary, "rebuild", "--json"], executable: "/usr/bin/env")
            #expect(run.status == 0, "\(place): \(run.errors)")
            digests.insert(object(run)["digest"] as? String ?? "none of \(place)")
            record.committed += 1
        }
        let isSame = digests.count == 1
        #expect(isSame, "\(digests)")
        let replayed = fleet.shell.probity("replay", "--verify-projections", "--json")
        let compared = object(replayed)["projections"] as? [String: Any] ?? [:]
        #expect(compared["expectedDigest"] as? String == digests.first)
        record.failed = isSame ? 0 : 1
        record.report()
    }
}
