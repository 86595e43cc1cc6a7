import Dispatch

/// Given once, taken once.
final class Signal: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func give() { semaphore.signal() }
    func take() { semaphore.wait() }
}
