/// What one or several erasures took, by number in the stores.
///
/// Memory grows with the runs of numbers, not with the numbers: an event that names very many costs no more.
struct ErasedNumbers: Hashable, Sendable {
    var records = RangeSet<UInt64>()
    var identities = RangeSet<UInt64>()
    /// Entries of the quarantine.
    var quarantined = RangeSet<UInt64>()

    var isEmpty: Bool { records.isEmpty && identities.isEmpty && quarantined.isEmpty }

    func subtracting(_ other: ErasedNumbers) -> ErasedNumbers {
        ErasedNumbers(
            records: records.subtracting(other.records), identities: identities.subtracting(other.identities),
            quarantined: quarantined.subtracting(other.quarantined))
    }

    func intersection(_ other: ErasedNumbers) -> ErasedNumbers {
        ErasedNumbers(
            records: records.intersection(other.records),
            identities: identities.intersection(other.identities),
            quarantined: quarantined.intersection(other.quarantined))
    }

    mutating func formUnion(_ other: ErasedNumbers) {
        records.formUnion(other.records)
        identities.formUnion(other.identities)
        quarantined.formUnion(other.quarantined)
    }

    /// Parts of which each can stand in one event, whose record has at most 65,535 bytes; one at least.
    func parts(runsOfAPart most: Int = Self.runsOfAPart) -> [ErasedNumbers] {
        var out = [ErasedNumbers()]
        var left = most
        for list in [\ErasedNumbers.records, \.identities, \.quarantined] {
            for run in self[keyPath: list].ranges {
                if left == 0 {
                    out.append(ErasedNumbers())
                    left = most
                }
                left -= 1
                out[out.count - 1][keyPath: list].insert(contentsOf: run)
            }
        }
        return out
    }

    /// A run takes two integers of at most nine bytes.
    private static let runsOfAPart = 3_000
}

extension RangeSet<UInt64> {
    init(numbers: some Sequence<UInt64>) {
        self.init()
        for number in numbers.sorted() { insert(number) }
    }

    mutating func insert(_ number: UInt64) { insert(contentsOf: number..<(number + 1)) }

    /// How many numbers there are.
    var count: Int { ranges.reduce(0) { $0 + $1.count } }

    /// The numbers below an end, ascending.
    func numbers(below end: UInt64) -> [UInt64] {
        ranges.flatMap { Array($0.clamped(to: 0..<end)) }
    }
}
