import Dispatch

/// Maps items on all processors; the results stand in the order of the items.
func mapOnAllProcessors<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ body: @Sendable (Item) -> Result
) -> [Result] {
    let sliceLength = 16
    let slices = (items.count + sliceLength - 1) / sliceLength
    guard slices > 1 else { return items.map(body) }
    return withoutActuallyEscaping(body) { body in
        [Result](unsafeUninitializedCapacity: items.count) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            // SAFETY: each slot is initialised once, by the slice that it belongs to; nothing reads it before
            // all slices are done, and the buffer outlives them.
            nonisolated(unsafe) let slots = base
            DispatchQueue.concurrentPerform(iterations: slices) { slice in
                for index in (slice * sliceLength)..<min((slice + 1) * sliceLength, items.count) {
                    (slots + index).initialize(to: body(items[index]))
                }
            }
            count = items.count
        }
    }
}
