import Glibc

/// A file or folder that was named to be read; its name need not be UTF-8.
struct InputFile: Sendable {
    /// The path as the system has it, without a NUL.
    let path: [UInt8]

    /// The path for people: what is not UTF-8 is written as `\xFF`, so that two names stay two.
    var name: String {
        String(validating: path, as: UTF8.self)
            ?? path.reduce(into: "") { text, byte in
                if byte < 0x80 {
                    text.unicodeScalars.append(Unicode.Scalar(byte))
                } else {
                    text += "\\x" + String(byte, radix: 16, uppercase: true)
                }
            }
    }

    var isStandardInput: Bool { path == [UInt8(ascii: "-")] }

    /// Whether it is a folder, or a link to one.
    var isFolder: Bool {
        var found = stat()
        return !isStandardInput && withPath({ stat($0, &found) }) == 0 && found.st_mode & S_IFMT == S_IFDIR
    }

    /// The arguments as the system handed them over: as text, bytes that are not UTF-8 are gone from them.
    static func given(_ arguments: [String]) -> [InputFile] {
        var raw: [[UInt8]] = []
        for index in 0..<Int(CommandLine.argc) {
            guard let argument = CommandLine.unsafeArgv[index] else { break }
            raw.append(Array(UnsafeRawBufferPointer(start: argument, count: strlen(argument))))
        }
        return arguments.map { argument in
            let text = Array(argument.utf8)
            guard argument.unicodeScalars.contains("\u{FFFD}"),
                let index = raw.firstIndex(where: { Array(String(decoding: $0, as: UTF8.self).utf8) == text })
            else { return InputFile(path: text) }
            return InputFile(path: raw.remove(at: index))
        }
    }

    /// Reads to the end, piece by piece. The bytes do not outlive the call.
    /// - Throws: ``ImportError`` where the file cannot be read, and what `body` throws.
    func forEachChunk(of count: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let descriptor = isStandardInput ? STDIN_FILENO : withPath { open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw ImportError(path: name, errno: errno) }
        defer { if !isStandardInput { close(descriptor) } }
        var chunk = [UInt8](repeating: 0, count: count)
        while true {
            let read = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if read < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN {
                    Terminal.waitUntilReady(descriptor, POLLIN)
                    continue
                }
                throw ImportError(path: name, errno: errno)
            }
            if read == 0 { return }
            try chunk.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<read])) }
        }
    }

    func withPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        (path + [0]).withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                // SAFETY: there is a base address, for the terminating zero at least.
                body(text.baseAddress.unsafelyUnwrapped)
            }
        }
    }
}

/// A file that could not be read.
struct ImportError: Error, CustomStringConvertible {
    let path: String
    let errno: Int32

    var description: String { "could not read \(path): \(String(cString: strerror(errno)))" }
}
