import Glibc

/// Repeats a system call for as long as a signal interrupts it. Only for calls that are harmless to repeat.
func repeatingInterrupted<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}
