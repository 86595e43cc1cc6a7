public import LedgerModel

/// Where an event stands by which a rule judges.
public enum RulePlace: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// In the ledger.
    case position(GlobalPosition)
    /// Among the submissions of the append that is judged, from 0; it is not recorded yet.
    case submitted(Int)

    /// `position 12`, or `event 3 of the input`, counted from 1.
    public var description: String {
        switch self {
        case .position(let position): "position \(position.value)"
        case .submitted(let index): "event \(index + 1) of the input"
        }
    }

    /// What is recorded comes before what is not.
    public static func < (left: RulePlace, right: RulePlace) -> Bool {
        switch (left, right) {
        case (.position(let one), .position(let other)): one < other
        case (.submitted(let one), .submitted(let other)): one < other
        case (.position, .submitted): true
        case (.submitted, .position): false
        }
    }
}
