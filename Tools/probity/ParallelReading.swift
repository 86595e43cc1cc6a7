import Dispatch
import Synchronization

/// Maps items on all processors; the results stand in the order of the items.
func mapOnAllProcessors<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ body: @Sendable (Item) -> Result
) -> [Result] {
    let sliceLength = 16
    let slices = (items.count + sliceLength - 1) / sliceLength
    guard slices > 1 else { return items.map(body) }
    let collected = Mutex([[Result]](repeating: [], count: slices))
    withoutActuallyEscaping(body) { body in
        DispatchQueue.concurrentPerform(iterations: slices) { slice in
            let range = (slice * sliceLength)..<min((slice + 1) * sliceLength, items.count)
            let results = items[range].map(body)
            collected.withLock { $0[slice] = results }
        }
    }
    return collected.withLock { Array($0.joined()) }
}
