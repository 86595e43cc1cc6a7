/// An open regular file.
///
/// There is no shared position, so calls from several threads do not disturb each other. A call after
/// ``close()`` throws ``DurableIOError/Code/closed``.
public protocol File: AnyObject, Sendable {
    /// The path it was opened by.
    var path: String { get }

    /// Fills a buffer from an offset on and returns the number of bytes read, which is less than the buffer's
    /// size only at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(DurableIOError) -> Int

    /// Writes all bytes at an offset. After an error any part of them may have been written; the error's
    /// offset says how far the file is known to be.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DurableIOError)

    /// The size in bytes.
    func size() throws(DurableIOError) -> UInt64

    /// Cuts the file, or extends it with zeros.
    func truncate(to size: UInt64) throws(DurableIOError)

    /// Makes bytes and size durable (`fdatasync`).
    ///
    /// An error is final: the system may have marked the lost pages clean, and a second call would then
    /// succeed without them. It is therefore returned as it is and never retried.
    func synchronizeData() throws(DurableIOError)

    /// Makes bytes, size and attributes durable (`fsync`); errors as for ``synchronizeData()``.
    func synchronize() throws(DurableIOError)

    /// Gives the file back; calls that are under way finish first. Makes nothing durable, reports nothing,
    /// and may be called more than once.
    func close()
}
