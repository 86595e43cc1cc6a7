import Foundation
import Glibc
import Synchronization

/// A folder of a test's own on this machine's files.
final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array((NSTemporaryDirectory() + "/probity-XXXXXX").utf8CString)
        path = String(cString: mkdtemp(&template))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Repeats something on a thread of its own until it says that it is over.
final class BackgroundLoop: Sendable {
    private let ended = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable () -> Bool) {
        let ended = ended
        Thread.detachNewThread {
            while body() {}
            ended.signal()
        }
    }

    func wait() { ended.wait() }
}
