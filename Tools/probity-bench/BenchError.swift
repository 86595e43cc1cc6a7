/// What stopped a measurement.
struct BenchError: Error, CustomStringConvertible {
    let description: String
    /// Whether something is missing that is needed: then nothing went wrong.
    let isMissing: Bool

    init(_ description: String) { (self.description, isMissing) = (description, false) }

    private init(missing description: String) { (self.description, isMissing) = (description, true) }

    static func missing(_ description: String) -> BenchError { BenchError(missing: description) }
}
