/// That what was asked for is not there; the question was right.
struct NotFound: Error, CustomStringConvertible {
    /// What was looked for, and that it is not there; in words that follow what was being done.
    let description: String
    /// The next command.
    let hint: String

    init(_ description: String, hint: String) {
        self.description = description
        self.hint = hint
    }
}
