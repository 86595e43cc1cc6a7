import FleetSimulator
import StrictJSON
import Testing

struct RegistrationTests {
    @Test("a few devices are reset, and register anew with other ids and the same serial number")
    func resets() throws {
        let output = try SimulatedOutput(devices: 250, days: 40, seed: 71)
        var ids: [String: [(intune: String, object: String)]] = [:]
        var ended: Set<String> = []
        var deleted: Set<String> = []
        for event in try output.events() {
            let device = event["data"]?["device"]
            switch event["type"]?.string {
            case "device.unenrolled": ended.insert(device?["intuneDeviceId"]?.string ?? "")
            case "device.deleted": deleted.insert(device?["entraObjectId"]?.string ?? "")
            case "device.identity_bound":
                let serial = try #require(device?["serialNumber"]?.string)
                let intune = try #require(event["data"]?["intuneDevice"]?.string)
                let object = try #require(event["data"]?["entraObject"]?.string)
                // The first registration has ended before the second begins.
                if let before = ids[serial]?.last {
                    #expect(ended.contains(before.intune) && deleted.contains(before.object))
                }
                ids[serial, default: []].append((intune, object))
            default: break
            }
        }
        let again = ids.values.filter { $0.count > 1 }
        #expect(again.count >= 1 && again.count <= 12)
        for registrations in again {
            #expect(Set(registrations.map(\.intune)).count == registrations.count)
            #expect(Set(registrations.map(\.object)).count == registrations.count)
        }
        let serials = Set(again.map { $0[1].intune })
        let last = try output.truth("device").compactMap { $0["intuneDeviceId"]?.string }
        #expect(serials.isSubset(of: last))
    }

    @Test("a few enrolments fail at first, and succeed later")
    func failures() throws {
        let output = try SimulatedOutput(devices: 120, days: 20, seed: 72)
        let events = try output.events()
        func devices(_ type: String) -> [String] {
            events.filter { $0["type"]?.string == type }
                .compactMap { $0["data"]?["device"]?["intuneDeviceId"]?.string }
        }
        let failed = devices("enrollment.failed")
        #expect((1...20).contains(failed.count))
        #expect(Set(failed).isSubset(of: devices("enrollment.completed")))
    }
}
