import Foundation
import Probity
import Projections

/// Brings read models up to date with a copy of the standard work's ledger.
struct ProjectionRun: Sendable {
    let work: StandardWork
    let account: StandardWork.Account
    let place: String

    func measure(rebuilding: Bool) throws -> ProgramOutput {
        let path = place + "/ledger"
        try FileManager.default.copyItem(atPath: work.ledger, toPath: path)
        try? FileManager.default.removeItem(atPath: path + "/read-models")
        let ledger = try Ledger.open(path)
        var watch = StopWatch()
        let memory = MemoryWatch()
        watch.start()
        if rebuilding {
            _ = try ProjectionStore.rebuild(of: ledger)
        } else {
            let store = try ProjectionStore.open(of: ledger, for: .writing)
            let report = try Projector(store).catchUp(from: ledger)
            store.close()
            guard report.to == ledger.size else { throw BenchError("the read models did not catch up") }
        }
        watch.stop()
        var out = ProgramOutput("Probity", events: Int(ledger.size.value), watch, memory)
        out.storedBytes = FolderSize.bytes(of: path + "/read-models")
        return out
    }
}
