import DurableIO
import Testing

@Suite struct DurableIOErrorTests {
    @Test("an error says in one line what could not be done, where, and why")
    func description() {
        let error = DurableIOError(
            .noSpace, operation: "write", path: "ledger/commit", errno: 28, offset: 4096)
        #expect(
            error.description
                == "could not write ledger/commit at byte 4096: no space left on device (ENOSPC)")
    }

    @Test("an error without a number of the system is described by its code")
    func descriptionWithoutNumber() {
        let error = DurableIOError(.locked, operation: "lock", path: "ledger/lock")
        #expect(error.description == "could not lock ledger/lock: locked by another holder")
    }

    @Test("a number without a code of its own is described in the system's words")
    func descriptionOfOther() {
        let error = DurableIOError(.other, operation: "remove", path: "a", errno: 16)
        #expect(error.description == "could not remove a: device or resource busy (EBUSY)")
    }

    @Test("only a write or a new name that found no space is a mere lack of space: never a sync or a rename")
    func lackOfSpace() {
        for operation in ["write", "open", "mkdir"] {
            #expect(DurableIOError(.noSpace, operation: operation, path: "a").isLackOfSpace)
            #expect(!DurableIOError(.inputOutput, operation: operation, path: "a").isLackOfSpace)
        }
        for operation in ["fsync", "fdatasync", "fsync directory", "rename", "remove", "truncate"] {
            #expect(!DurableIOError(.noSpace, operation: operation, path: "a").isLackOfSpace)
        }
    }
}
