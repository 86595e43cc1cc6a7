import LedgerModel
import StrictJSON

/// Writes single lines of the truth.
enum TruthLine {
    static func line(_ kind: StaticString, _ fill: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("kind")
        json.string(kind)
        fill(&json)
        json.endObject()
        return json.bytes
    }

    static func plan(_ plan: FleetPlan) -> [UInt8] {
        line("plan") { json in
            json.member("devices", plan.devices)
            json.member("days", plan.days)
            json.key("seed")
            json.uint64(plan.seed)
            json.key("start")
            json.string(bytes: plan.start.rfc3339)
            json.member("tenants", plan.tenants)
            json.key("faults")
            json.beginArray()
            for fault in plan.faults.faults { json.string(fault.id) }
            json.endArray()
            if plan.violations != .none { json.texts("violations", plan.violations.violations.map(\.id)) }
            if plan.scenarios != .none { json.texts("scenarios", plan.scenarios.scenarios.map(\.word)) }
        }
    }

    static func fault(
        _ fact: SimulatedFact, _ fleet: Fleet, events: Int, _ formats: ExportFormats
    ) -> [UInt8] {
        line("fault") { json in
            guard let fault = fact.fault, let device = fact.device else { return }
            json.member("rule", fault.id)
            identify(device, fact.registration, fleet, &json)
            json.key("time")
            json.string(bytes: fact.time.rfc3339)
            if let source = Delivery.source(of: fact), let delivery = Delivery(fact) {
                json.member("source", source.folder)
                json.member("record", RecordContext(fleet, fact, delivery, isGraph: false).id)
            }
            json.key("events")
            json.beginArray()
            for part in 0..<events { json.string(bytes: CloudEvent.id(fact, part: part).guidBytes) }
            json.endArray()
            json.key("visibleIn")
            json.beginArray()
            json.string("events")
            if fault.isVisible(in: formats, of: fact, product: fleet.product(of: device)) {
                json.string("exports")
            }
            json.endArray()
        }
    }

    /// A batch that lacks the row of a device which it counts.
    static func omission(_ batch: InventoryBatch, _ held: ManagedFleet) -> [UInt8]? {
        guard let device = batch.omitted else { return nil }
        return line("omission") { json in
            json.member("source", IntuneFolder.folder)
            json.member("report", "Devices")
            json.member("time", String(decoding: batch.time.rfc3339, as: UTF8.self))
            json.member("batch", batch.id)
            json.member("stated", batch.count)
            json.member("rows", batch.count - 1)
            identify(device, held.devices[device].registration, held.fleet, &json)
        }
    }

    static func planted(_ field: String, _ value: String, inEvents: Bool, inExports: Bool) -> [UInt8] {
        line("planted") { json in
            json.member("field", field)
            json.member("value", value)
            json.key("in")
            json.beginArray()
            if inEvents { json.string("events") }
            if inExports { json.string("exports") }
            json.endArray()
        }
    }

    static func identify(
        _ device: Int, _ registration: Int, _ fleet: Fleet, _ json: inout JSONWriter
    ) {
        let profile = fleet.profile(
            of: device, owner: fleet.owner(of: device), registration: registration)
        json.member("tenant", fleet.tenant(of: device).id)
        json.member("entraDeviceId", profile.entraDevice)
        json.member("entraObjectId", profile.entraObject)
        json.member("intuneDeviceId", profile.intune)
    }
}
