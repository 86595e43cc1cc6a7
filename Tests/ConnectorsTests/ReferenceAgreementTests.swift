import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

/// What a record becomes must not change with an edition of the reference data but with the mapping's
/// revision: so the connectors have their own tables, and these agree with the data.
@Suite struct ReferenceAgreementTests {
    private let data = ReferenceData.current
    private let instant = Timestamp(nanoseconds: 1_772_323_200_000_000_000)

    private static func word(_ found: ResultClass) -> String { String(describing: found) }

    @Test("each result code of the reference data decides what the connector says that it does")
    func classes() {
        #expect(data.errorCodes.count > 40)
        for row in data.errorCodes.inForce(at: instant) {
            #expect(Self.word(ResultClass(code: row.value.code)) == row.value.class.rawValue, "\(row.id)")
        }
    }

    @Test("each code that the connector knows is in the reference data")
    func codes() {
        let known = Set(data.errorCodes.inForce(at: instant).map(\.value.code))
        var found: Set<Int64> = []
        for range in [0...1_000_000, 7_000_000...7_001_000] as [ClosedRange<Int64>] {
            for code in range where ResultClass(code: code) != .unknown { found.insert(code) }
        }
        #expect(found == known)
    }

    @Test("the unified log's names are the reference data's names of the same codes")
    func names() {
        for (name, code) in LogonError.table {
            #expect(data.errorCode(code, at: instant).map(\.value.name) == ["\(name)"], "\(name)")
        }
    }
}
