import LedgerModel
import Testing

@testable import ComplianceState

@Suite("Numbers of devices by their keys")
struct DeviceIndexTests {
    @Test("Each key of each tenant and kind has its own number, however many there are")
    func apart() throws {
        let tenants = try [
            TenantKey.id(Bits128(high: 1, low: 2)), .id(Bits128(high: 2, low: 1)),
            .name(#require(Token("a"))),
            .name(#require(Token("b"))),
        ]
        var index = DeviceIndex()
        var known: [DeviceKey: UInt32] = [:]
        var number: UInt32 = 0
        for low in 0..<2_000 as Range<UInt64> {
            for tenant in tenants {
                for kind in DeviceIDKind.allCases {
                    // Ids that differ in one half only, and zero halves.
                    let id = low & 1 == 0 ? Bits128(high: low, low: 0) : Bits128(high: 0, low: low)
                    let key = DeviceKey(tenant: tenant, kind: kind, id: id)
                    #expect(index[key] == known[key])
                    if known[key] == nil {
                        index.insert(key, number)
                        known[key] = number
                        number += 1
                    }
                }
            }
        }
        #expect(known.count == 2_000 * tenants.count * DeviceIDKind.allCases.count)
        for (key, number) in known { #expect(index[key] == number) }
    }
}
