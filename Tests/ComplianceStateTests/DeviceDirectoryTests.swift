import LedgerModel
import Testing

@testable import ComplianceState

@Suite("Which keys belong to one device")
struct DeviceDirectoryTests {
    @Test("the smallest key stands for all, by kind first")
    func canonical() {
        var directory = DeviceDirectory()
        #expect(directory.canonical(of: intune(1)) == intune(1))
        #expect(
            directory.bind(intune(1), entraObject(9)) == .init(absorbed: intune(1), canonical: entraObject(9))
        )
        #expect(directory.bind(entra(7), intune(1)) == .init(absorbed: entraObject(9), canonical: entra(7)))
        #expect(directory.bind(entra(7), entraObject(9)) == nil)
        #expect(directory.bind(entra(7), entra(7)) == nil)
        #expect(directory.members(of: intune(1)) == [entra(7), entraObject(9), intune(1)])
    }

    @Test("the order of the bindings does not matter", arguments: [1, 2, 3] as [UInt64])
    func order(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let bindings = (0..<60).map { _ in
            (entra(.random(in: 1...40, using: &random)), intune(.random(in: 1...60, using: &random)))
        }
        func groups(_ bindings: [(DeviceKey, DeviceKey)]) -> [[DeviceKey]] {
            var directory = DeviceDirectory()
            for (first, second) in bindings { directory.bind(first, second) }
            return (1...60).map { directory.members(of: intune($0)) }
        }
        let expected = groups(bindings)
        #expect(expected.contains { $0.count > 2 }, "seed \(seed) joins nothing")
        for group in expected { #expect(group == group.sorted(), "seed \(seed)") }
        for _ in 0..<20 {
            let shuffled = bindings.shuffled(using: &random).map {
                Bool.random(using: &random) ? $0 : ($0.1, $0.0)
            }
            #expect(groups(shuffled) == expected, "seed \(seed)")
        }
    }

    @Test("a long chain in its worst order is joined soon")
    func chain() {
        var directory = DeviceDirectory()
        for number in (1..<20_000 as Range<UInt64>).reversed() {
            directory.bind(entra(number), entra(number + 1))
        }
        #expect(directory.canonical(of: entra(20_000)) == entra(1))
        #expect(directory.members(of: entra(5)).count == 20_000)
    }

    @Test("a key reads its own text and refuses others")
    func text() {
        for key in [
            entra(1), entraObject(2), intune(3), DeviceKey(tenant: contoso, kind: .hardware, id: entra(1).id),
        ] {
            #expect(DeviceKey(text: key.text, tenant: contoso) == key)
        }
        let guid = entra(1).id.guidText
        for text in [
            "", "entra", "entra/", "Entra/" + guid, "entra/{" + guid + "}", "entra/" + guid + "0",
            "x/" + guid,
            "entra/00000000-0000-0000-0000-000000000000",
        ] {
            #expect(DeviceKey(text: text, tenant: contoso) == nil, "\(text)")
        }
        #expect(TenantKey(text: "contoso")?.text == "contoso")
        #expect(TenantKey(text: "no spaces") == nil)
        #expect(TenantKey(text: guid) == .id(entra(1).id))
    }
}
