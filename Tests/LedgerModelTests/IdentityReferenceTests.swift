import LedgerModel
import Testing

@Suite struct IdentityReferenceTests {
    @Test("an empty or too long value, or too long a namespace, is refused")
    func bounds() {
        func make(namespace: Int, value: Int) -> IdentityReference? {
            IdentityReference(
                kind: .person, namespace: [UInt8](repeating: 97, count: namespace),
                value: [UInt8](repeating: 98, count: value))
        }
        #expect(make(namespace: 0, value: 1) != nil)
        #expect(make(namespace: Limits.labelBytes, value: Limits.identityValueBytes) != nil)
        #expect(make(namespace: 0, value: 0) == nil)
        #expect(make(namespace: 0, value: Limits.identityValueBytes + 1) == nil)
        #expect(make(namespace: Limits.labelBytes + 1, value: 1) == nil)
    }
}
