import Attestation
import DurabilitySimulation
import DurableIO
import LedgerModel
import Merkle
import RecordFormat
import Testing

@testable import ComplianceLedger

@Suite("After storage failed under a writer")
struct PoisonTests {
    @Test(
        "everything that was acknowledged is read on by the same ledger, and nothing more is written",
        arguments: ["fdatasync", "fsync", "fsync directory", "write"])
    func readsGoOn(operation: String) throws {
        let world = LedgerWorld(segmentBytes: 900)
        let ledger = try world.opened()
        var receipts: [AppendReceipt] = []
        var about = Samples.submission(50, evidence: [7], events: [Samples.event(50, about: 0)])
        about.identities = [Samples.person(1)]
        for number in 0..<12 {
            receipts += try ledger.appendAndWait([Samples.submission(number, device: 1, evidence: [1, 2])])
        }
        receipts += try ledger.appendAndWait([about])
        let signed = try ledger.checkpoint()
        world.files.failNextCalls(
            Fault(operation: operation, isPermanent: true, manner: .failedAndMarkedClean))
        var refused: [AppendError] = []
        // Some calls are made only when a segment begins.
        for number in 100..<120 {
            do throws(AppendError) {
                receipts += try ledger.appendAndWait([Samples.submission(number, evidence: [1])])
                #expect(refused.isEmpty)
            } catch {
                refused.append(error)
            }
        }
        #expect(refused.count > 10)
        world.files.clearFaults()
        world.files.clearCalls()
        // The first says what failed, the others that it did, whatever is asked of the writer.
        for (index, error) in refused.enumerated() {
            guard case .failed(var cause) = error else {
                Issue.record("\(index): \(error)")
                continue
            }
            if index > 0 {
                guard case .poisoned(let first) = cause else {
                    Issue.record("\(index): \(error)")
                    continue
                }
                cause = first
            }
            #expect(cause.storage?.code == .inputOutput, "\(index): \(error)")
        }
        #expect(throws: AppendError.self) { try ledger.appendAndWait([Samples.submission(200)]) }
        #expect(throws: AppendError.self) { try ledger.appendAndWait([]) }
        let each = ledger.appendEach([Samples.submission(201), Samples.submission(202)])
        for result in each {
            guard case .failure(.failed(.poisoned)) = result else {
                Issue.record("\(result)")
                continue
            }
        }
        #expect(each.count == 2)
        do throws(LedgerError) {
            _ = try ledger.checkpoint()
            Issue.record("it was signed")
        } catch {
            guard case .poisoned = error else {
                Issue.record("\(error)")
                return
            }
        }
        // Reads, look-ups and what was signed.
        for receipt in receipts {
            let event = try ledger.event(at: GlobalPosition(receipt.positions.lowerBound))
            #expect(event.id == receipt.eventIDs[0])
            #expect(try ledger.event(event.id) == event)
            #expect(try ledger.privateRecord(of: event)?.evidence != nil)
        }
        #expect(try ledger.positions(tag: Samples.tag(1)).count == 12)
        #expect(try ledger.identity(of: Samples.person(1)) != nil)
        #expect(ledger.size.value == UInt64(receipts.count))
        #expect(try ledger.head().size == UInt64(receipts.count))
        #expect(try ledger.publishedCheckpoint()?.head == signed.head)
        var count = 0
        try ledger.forEachRecord { _ in
            count += 1
            return true
        }
        #expect(count == receipts.count)
        let calls = world.files.calls.filter {
            !["read", "open", "size", "stat", "list", "statvfs"].contains($0.operation)
        }
        #expect(calls == [])
        do throws(LedgerError) {
            try ledger.close()
            Issue.record("it was closed as if all were well")
        } catch {
            guard case .poisoned = error else {
                Issue.record("\(error)")
                return
            }
        }
        // Opening again finds out, and goes on.
        let again = try world.open()
        for receipt in receipts {
            #expect(try again.event(receipt.eventIDs[0])?.position.value == receipt.positions.lowerBound)
        }
        #expect(try again.appendAndWait([Samples.submission(300)]).first?.outcome == .recorded)
        try again.close()
        #expect(try world.audit() == [])
    }
}
