import DurableIO
import Glibc

/// A directory of one test's own, removed with its reference.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/durable-io-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw NoTemporaryDirectory(errno: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { removeTree(path) }

    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    private func removeTree(_ path: String) {
        let system = POSIXFileSystem()
        if (try? system.information(path))?.kind == .directory {
            for name in (try? system.list(path)) ?? [] { removeTree("\(path)/\(name)") }
        }
        try? system.remove(path)
    }
}

struct NoTemporaryDirectory: Error {
    var errno: Int32
}
