import Glibc

/// The system's error numbers (errno(3)) in the words of ``DurableIOError``.
enum SystemError {
    static func code(_ number: Int32) -> DurableIOError.Code {
        switch number {
        case ENOENT: .notFound
        case EEXIST: .exists
        case EACCES, EPERM: .permissionDenied
        case ENOSPC, EDQUOT: .noSpace
        case EROFS: .readOnly
        case EIO: .inputOutput
        case EWOULDBLOCK: .locked
        case ELOOP: .symlink
        case EMLINK: .tooManyLinks
        case ENOTDIR: .notADirectory
        case EISDIR: .isADirectory
        case ENOTEMPTY: .notEmpty
        case EFBIG, EOVERFLOW, ENAMETOOLONG: .tooLarge
        case EMFILE, ENFILE: .tooManyOpen
        case EINVAL, ENOTSUP, ENOSYS, ENXIO, EXDEV, ESPIPE: .unsupported
        default: .other
        }
    }

    /// The code's words, or the system's where the code says little, and the name of the number.
    static func description(of number: Int32, code: DurableIOError.Code) -> String {
        let isVague = code == .other || code == .unsupported
        let words = isVague ? systemText(number) : code.description
        return "\(words) (\(name(of: number)))"
    }

    private static func systemText(_ number: Int32) -> String {
        guard let text = strerror(number) else { return "error" }
        let words = String(cString: text)
        return words.prefix(1).lowercased() + words.dropFirst()
    }

    private static func name(of number: Int32) -> String {
        names.first { $0.0 == number }?.1 ?? "errno \(number)"
    }

    /// The numbers that the calls of this module are documented to give.
    private static let names: [(Int32, String)] = [
        (ENOENT, "ENOENT"), (EEXIST, "EEXIST"), (EACCES, "EACCES"), (EPERM, "EPERM"), (ENOSPC, "ENOSPC"),
        (EDQUOT, "EDQUOT"), (EROFS, "EROFS"), (EIO, "EIO"), (EWOULDBLOCK, "EWOULDBLOCK"), (ELOOP, "ELOOP"),
        (EMLINK, "EMLINK"), (ENOTDIR, "ENOTDIR"), (EISDIR, "EISDIR"), (ENOTEMPTY, "ENOTEMPTY"),
        (EFBIG, "EFBIG"), (EOVERFLOW, "EOVERFLOW"), (ENAMETOOLONG, "ENAMETOOLONG"), (EMFILE, "EMFILE"),
        (ENFILE, "ENFILE"), (EINVAL, "EINVAL"), (ENOTSUP, "ENOTSUP"), (ENOSYS, "ENOSYS"), (ENXIO, "ENXIO"),
        (EXDEV, "EXDEV"), (ESPIPE, "ESPIPE"), (EBADF, "EBADF"), (EBUSY, "EBUSY"), (EINTR, "EINTR"),
        (ENOMEM, "ENOMEM"), (ENOLCK, "ENOLCK"), (ETXTBSY, "ETXTBSY"),
    ]
}

extension DurableIOError {
    /// What a system call left in `errno`, with the meaning it has for a file.
    init(system number: Int32, _ operation: String, _ path: String, offset: UInt64? = nil) {
        self.init(
            SystemError.code(number), operation: operation, path: path, errno: number, offset: offset)
    }
}
