import LedgerModel
import RecordFormat
import Synchronization
import Testing

@testable import ComplianceLedger

@Suite("Many callers, few syncs; one batch, many appends")
struct SharedCommitTests {
    @Test("64 callers share syncs: at most one for eight appends where a sync is slow")
    func sharedSyncs() async throws {
        let syncs = Mutex(0)
        let hooks = FileHooks(sync: { path in
            guard path.contains("/log/0") else { return }
            syncs.withLock { $0 += 1 }
            for _ in 0..<4 { sleepForAMoment() }
        })
        let world = LedgerWorld(wrapping: { HookedFileSystem($0, hooks) })
        let ledger = try world.opened()
        syncs.withLock { $0 = 0 }
        let (callers, each) = (64, 8)
        let positions = try await withThrowingTaskGroup(of: [UInt64].self) { group in
            for caller in 0..<callers {
                group.addTask {
                    var own: [UInt64] = []
                    for number in 0..<each {
                        let submission = Samples.submission(caller * each + number, device: caller)
                        own += try await ledger.append([submission]).flatMap(\.positions)
                    }
                    return own
                }
            }
            var all: [UInt64] = []
            for try await own in group {
                // A caller's appends stand in the order in which it made them.
                #expect(own == own.sorted() && own.count == each)
                all += own
            }
            return all
        }
        #expect(positions.sorted() == (0..<UInt64(callers * each)).map { $0 })
        let made = syncs.withLock { $0 }
        #expect(made > 0 && made <= callers * each / 8, "\(made) syncs for \(callers * each) appends")
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("one append over many streams with one wrong expectation leaves all of them untouched")
    func manyStreams() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        let count = 40
        for number in 0..<count where number % 2 == 0 {
            _ = try ledger.appendAndWait([Samples.submission(number, device: number)])
        }
        let head = try ledger.head()
        let submissions = (0..<count).map { Samples.submission(1_000 + $0, device: $0, evidence: [1]) }
        func expectations(wrong: Int?) -> [AppendCondition] {
            (0..<count).map { number in
                let exists = (number % 2 == 0) != (number == wrong)
                return .stream(Samples.stream(number), exists ? .exactly(StreamVersion(0)) : .noStream)
            }
        }
        for wrong in 0..<count {
            do throws(AppendError) {
                _ = try ledger.appendAndWait(submissions, if: expectations(wrong: wrong))
                Issue.record("\(wrong): it was appended")
            } catch {
                guard case .wrongExpectedVersion(let stream, _, let actual) = error else {
                    Issue.record("\(wrong): \(error)")
                    continue
                }
                #expect(stream == Samples.stream(wrong))
                #expect(actual == (wrong % 2 == 0 ? StreamVersion(0) : nil))
            }
            #expect(try ledger.head() == head)
            for number in 0..<count {
                #expect(try ledger.positions(stream: Samples.stream(number)).count == (number + 1) % 2)
            }
        }
        let receipts = try ledger.appendAndWait(submissions, if: expectations(wrong: nil))
        #expect(receipts.count == count)
        for number in 0..<count {
            let event = try ledger.event(at: GlobalPosition(receipts[number].positions.lowerBound))
            #expect(event.streamVersion == StreamVersion(number % 2 == 0 ? 1 : 0))
        }
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("the same submissions in several appends of one batch are recorded once")
    func duplicates() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(0, evidence: [0])])
        let appends = [[0, 1], [1, 2], [2, 3, 1], [3], [0]].map { numbers in
            numbers.map { Samples.submission($0, evidence: [UInt8($0)]) }
        }
        let results = try ledger.commitTogether(appends.map { ($0, []) })
        let told = try results.map { try $0.get() }
        #expect(
            told.map { $0.map(\.outcome) } == [
                [.duplicate, .recorded], [.duplicate, .recorded], [.duplicate, .recorded, .duplicate],
                [.duplicate], [.duplicate],
            ])
        // Whoever is told of a duplicate is told where the first stands.
        for (index, receipts) in told.enumerated() {
            for (submission, receipt) in zip(appends[index], receipts) {
                let event = try ledger.event(at: GlobalPosition(receipt.positions.lowerBound))
                #expect(event.data == submission.events[0].data)
            }
        }
        #expect(ledger.size == TreeSize(4))
        try ledger.close()
        #expect(try world.audit() == [])
    }
}

extension Ledger {
    /// Has the writer commit appends as one batch.
    func commitTogether(
        _ appends: [([Submission], [AppendCondition])]
    ) throws -> [Result<[AppendReceipt], AppendError>] {
        guard let writer, let secret = core.secret else { throw LedgerError.readOnly }
        let results = Mutex<[Int: Result<[AppendReceipt], AppendError>]>([:])
        let done = Handover<Bool>()
        let pending = appends.enumerated().map { index, append in
            var pending = PendingAppend(
                append.0, if: append.1,
                reply: .whole { result in results.withLock { $0[index] = result } })
            pending.drafted = DraftedAppend(
                append.0, pending.weight, secret: secret, environment: environment, SideBySide(helpers: 0))
            return pending
        }
        guard
            writer.run({ sequencer in
                sequencer.commit(pending)
                done.bring(true)
            })
        else { throw LedgerError.closed }
        _ = done.wait()
        return results.withLock { results in appends.indices.compactMap { results[$0] } }
    }
}
