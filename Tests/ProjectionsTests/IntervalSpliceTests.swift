import ComplianceState
import LedgerModel
import Testing

@testable import Projections

@Suite struct IntervalSpliceTests {
    static let regions = Region.allCases.filter { !$0.isMomentary && !$0.hasTrackPerObject }

    private func fact(_ number: UInt64, _ region: Region, _ random: inout SeededRandom) -> Fact {
        var value = UInt16.random(in: 0...3, using: &random)
        if region == .complianceReported { value |= UInt16.random(in: 1...4, using: &random) << 8 }
        if region == .enrolment { value = UInt16.random(in: 1...9, using: &random) }
        return Fact(
            occurred: Timestamp(nanoseconds: Int64.random(in: 0...60, using: &random)),
            position: GlobalPosition(number), ordinal: 0,
            recordKey: RecordKey(Bits128(high: 1, low: number + 1)),
            contentTag: ContentTag(Bits128(high: 2, low: number)), modified: nil,
            mappingRevision: MappingRevision(1), region: region, value: RegionValue(code: value),
            object: random.chance(1, in: 2) ? Bits128(high: 3, low: UInt64(value)) : nil,
            detail: UInt8.random(in: 0...1, using: &random))
    }

    @Test("a splice is what folding everything gives, or is none", arguments: regions)
    func spliceEqualsFold(region: Region) {
        var spliced = 0
        for seed in 0..<3_000 as Range<UInt64> {
            var random = SeededRandom(seed: seed)
            let old = (0..<UInt64.random(in: 1...8, using: &random)).map { fact($0, region, &random) }
            let new = (100..<UInt64.random(in: 101...104, using: &random)).map { fact($0, region, &random) }
            let before = Timeline(facts: old).intervals
            guard let after = IntervalSplice.adding(new.sorted(), to: before, in: region) else { continue }
            spliced += 1
            let expected = Timeline(facts: old + new).intervals
            guard after == expected else {
                Issue.record("\(region), seed \(seed): \(after) is not \(expected)")
                return
            }
        }
        #expect(region == .complianceReported || region.isConfiguration ? spliced == 0 : spliced > 100)
    }
}
