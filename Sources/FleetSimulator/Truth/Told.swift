import LedgerModel

/// What exports tell of one side of a device, newest last.
struct Told<Value: Equatable & Sendable>: Sendable {
    private(set) var value: Value
    /// The first and the last instant at which this value is told with no other between them.
    private(set) var since: Timestamp
    private(set) var last: Timestamp
    /// Whether the first of them says itself when it is of.
    private(set) var isDated: Bool
    /// The formats that tell it.
    private(set) var formats: ExportFormats

    /// Takes in a telling; an older one than is known tells nothing new.
    static func note(
        _ told: inout Told?, _ value: Value?, at: Timestamp, isDated: Bool = true, by formats: ExportFormats
    ) {
        guard let value, !formats.isEmpty else { return }
        guard var known = told else {
            told = Told(value: value, since: at, last: at, isDated: isDated, formats: formats)
            return
        }
        if known.value == value {
            known.last = max(known.last, at)
            known.formats.formUnion(formats)
            told = known
        } else if at >= known.last {
            told = Told(value: value, since: at, last: at, isDated: isDated, formats: formats)
        }
    }
}
