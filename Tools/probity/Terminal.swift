import Foundation
import Glibc
import StrictJSON

/// The manners of the command line: data to standard output, everything else to standard error behind
/// `probity:`; lower case, no final period; a hint is a line of its own; text from outside never controls the
/// terminal.
enum Terminal {
    static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Writes bytes to standard output. A reader that went away ends the process as its signal would; where
    /// nothing can be written, the answer is not whole, and the process ends with a status that says so.
    static func write(_ bytes: [UInt8]) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(STDOUT_FILENO, $0.baseAddress! + offset, bytes.count - offset)
            }
            if count > 0 {
                offset += count
            } else if errno == EAGAIN {
                waitUntilReady(STDOUT_FILENO, POLLOUT)
            } else if errno != EINTR {
                failWriting(errno)
            }
        }
    }

    /// Waits for a descriptor that does not wait by itself: whoever shares it may have set it so.
    static func waitUntilReady(_ descriptor: Int32, _ events: Int32) {
        var asked = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        _ = poll(&asked, 1, -1)
    }

    private static func failWriting(_ cause: Int32) -> Never {
        if cause == EPIPE {
            // Whoever started this process may have had the signal ignored.
            signal(SIGPIPE, SIG_DFL)
            raise(SIGPIPE)
            exit(128 + SIGPIPE)
        }
        note("could not write the answer to standard output: \(String(cString: strerror(cause)))")
        hint("what was recorded is kept; ask again with the output where it can be written")
        exit(ProbityCommand.statusOfFailedOutput)
    }

    /// Writes to standard error, as far as that is possible: there is nowhere to say that it is not.
    static func tell(_ text: String) {
        let bytes = Array(text.utf8)
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes {
                Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
            }
            if count > 0 {
                offset += count
            } else if errno == EAGAIN {
                waitUntilReady(STDERR_FILENO, POLLOUT)
            } else if errno != EINTR {
                return
            }
        }
    }

    static func line(_ text: String) { write(Array(text.utf8) + [UInt8(ascii: "\n")]) }

    /// Writes a JSON value: pretty on a terminal only.
    static func json(_ body: (inout JSONWriter) -> Void) {
        var writer = JSONWriter(pretty: isInteractive)
        body(&writer)
        write(writer.bytes + [UInt8(ascii: "\n")])
    }

    /// One JSON value on one line.
    static func jsonLine(_ body: (inout JSONWriter) -> Void) {
        var writer = JSONWriter(pretty: false)
        body(&writer)
        write(writer.bytes + [UInt8(ascii: "\n")])
    }

    static func note(_ text: String) { tell("probity: \(plain(text))\n") }

    static func hint(_ text: String) { tell("hint: \(plain(text))\n") }

    /// The text with control and direction characters written out, so that nothing from outside moves the
    /// cursor, colours the screen or turns a line round.
    static func plain(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            let value = scalar.value
            let isHostile =
                value < 0x20 || (0x7F...0x9F).contains(value) || (0x200E...0x200F).contains(value)
                || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) || value == 0x061C
            if isHostile {
                out += "\\u{" + String(value, radix: 16) + "}"
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Writes rows under a heading in columns as wide as they need.
    static func table(_ heading: [String], _ rows: [[String]]) {
        var table = TextTable(heading)
        for row in rows { table.add(row) }
        var output = BufferedOutput()
        table.write(to: &output)
        output.flush()
    }

    /// One row of RFC 4180 CSV. A cell that a spreadsheet would run gets an apostrophe.
    static func csv(_ row: [String]) { write(Array(csvLine(row).utf8)) }

    /// What ``csv(_:)`` writes.
    static func csvLine(_ row: [String]) -> String {
        row.map { cell in
            var cell = cell
            if let first = cell.utf8.first, [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first) {
                cell = "'" + cell
            }
            guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D })
            else { return cell }
            return "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\""
        }.joined(separator: ",") + "\n"
    }
}
