import Glibc

/// A file that is written in pieces.
final class OutputFile {
    private let descriptor: Int32
    private let path: String
    private var buffer: [UInt8] = []

    /// Begins a file, or goes on behind what was written of it.
    init(_ path: String, continuing: Bool = false) throws {
        self.path = path
        let start = continuing ? O_APPEND : O_CREAT | O_TRUNC
        descriptor = open(path, O_WRONLY | start | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw OutputError(path: path, errno: errno) }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count > 1 << 18 { try flush() }
    }

    /// Writes what is left.
    func finish() throws { try flush() }

    private func flush() throws {
        var offset = 0
        while offset < buffer.count {
            let count = buffer.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + offset, buffer.count - offset)
            }
            if count > 0 {
                offset += count
            } else if errno != EINTR {
                throw OutputError(path: path, errno: errno)
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// A file that could not be written.
struct OutputError: Error, CustomStringConvertible {
    let path: String
    let errno: Int32

    var description: String { "could not write \(path): \(String(cString: strerror(errno)))" }
}
