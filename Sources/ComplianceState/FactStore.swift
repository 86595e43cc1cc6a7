import LedgerModel

/// Facts by the million, chained by subject.
///
/// Facts stand in chunks, so that growing never copies what is there; each names the fact before it of the
/// same subject.
struct FactStore: Sendable {
    private struct Entry {
        let fact: Fact
        /// One more than the index of the subject's fact before it; 0 for the first.
        let before: UInt32
    }

    private static let chunkBits = 12
    private var chunks: [[Entry]] = []
    private var index = SubjectIndex()
    /// One more than the index of each subject's last fact; 0 for none.
    private var last: [UInt32] = []
    private(set) var count = 0

    var subjects: [Subject] { index.subjects }

    /// The number of a subject, given to it at the first call.
    @inline(__always)
    mutating func index(of subject: Subject) -> Int {
        if let known = index[subject] { return known }
        last.append(0)
        return index.insert(subject)
    }

    /// The number of a subject that has one.
    func known(_ subject: Subject) -> Int? { index[subject] }

    /// Adds a fact; beyond four thousand million facts none is taken, which is beyond what a fold's memory
    /// can hold.
    mutating func add(_ entry: SubjectFact) {
        guard count < Int(UInt32.max) - 1 else { return }
        let index = index(of: entry.subject)
        if count >> Self.chunkBits == chunks.count {
            var chunk: [Entry] = []
            // The first chunk grows with what it holds: most folds are of one subject.
            if count > 0 { chunk.reserveCapacity(1 << Self.chunkBits) }
            chunks.append(chunk)
        }
        chunks[chunks.count - 1].append(Entry(fact: entry.fact, before: last[index]))
        count += 1
        last[index] = UInt32(count)
    }

    /// The facts of a subject, last added first.
    func facts(of subject: Int) -> [Fact] {
        var out: [Fact] = []
        appendFacts(of: subject, to: &out)
        return out
    }

    func appendFacts(of subject: Int, to out: inout [Fact]) {
        var next = Int(last[subject])
        while next > 0 {
            let entry = chunks[(next - 1) >> Self.chunkBits][(next - 1) & (1 << Self.chunkBits - 1)]
            out.append(entry.fact)
            next = Int(entry.before)
        }
    }

    func forEachFact(_ body: (Fact) -> Void) {
        for chunk in chunks { for entry in chunk { body(entry.fact) } }
    }

    /// Bytes that one fact takes.
    static var bytesPerFact: Int { MemoryLayout<Entry>.stride }
}
