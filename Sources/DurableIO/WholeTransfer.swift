import Glibc

/// Reads and writes that go on until all is done, whatever part of it a single call does.
///
/// A call may do less than it was asked for (read(2), write(2)), and a signal may interrupt it before it did
/// anything. Neither is an error, and neither is told to the caller.
enum WholeTransfer {
    /// How far it came, and what stopped it before the end.
    struct Result: Hashable {
        var count = 0
        var failure: Failure?
    }

    struct Failure: Hashable {
        /// The system's number; 0 for a write that did nothing and gave none.
        var errno: Int32
        /// In the file.
        var place: UInt64
    }

    /// Fills a buffer; less only at the end of the file.
    ///
    /// - Parameter call: one read of a part at a place; what pread(2) returns.
    @inline(__always)
    static func read(
        into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64,
        _ call: (UnsafeMutableRawBufferPointer, off_t) -> Int
    ) -> Result {
        var result = Result()
        while result.count < buffer.count {
            // No file reaches beyond what off_t can say.
            guard let place = place(offset, plus: result.count) else { break }
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[result.count...])
            let count = repeatingInterrupted { call(rest, place) }
            guard count >= 0 else {
                result.failure = Failure(errno: errno, place: UInt64(place))
                break
            }
            if count == 0 { break }
            result.count += count
        }
        return result
    }

    /// Writes all bytes.
    ///
    /// - Parameter call: one write of a part at a place; what pwrite(2) returns.
    /// - Precondition: the last byte's place is one that off_t can say.
    @inline(__always)
    static func write(
        _ bytes: UnsafeRawBufferPointer, at offset: UInt64,
        _ call: (UnsafeRawBufferPointer, off_t) -> Int
    ) -> Result {
        var result = Result()
        while result.count < bytes.count {
            let place = off_t(offset) + off_t(result.count)
            let rest = UnsafeRawBufferPointer(rebasing: bytes[result.count...])
            let count = repeatingInterrupted { call(rest, place) }
            // Nothing written and no error: another attempt might not end.
            guard count > 0 else {
                result.failure = Failure(errno: count < 0 ? errno : 0, place: UInt64(place))
                break
            }
            result.count += count
        }
        return result
    }

    /// A place in a file; nil where off_t cannot say it.
    static func place(_ offset: UInt64, plus count: Int) -> off_t? {
        guard let start = off_t(exactly: offset) else { return nil }
        let (end, isOver) = start.addingReportingOverflow(off_t(count))
        return isOver ? nil : end
    }
}
