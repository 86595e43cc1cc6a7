/// By what it is dated that something began.
enum Dating: String {
    /// The record says when it happened.
    case source
    /// Somebody looked, and saw it by then: it may have begun before.
    case firstSeen
    /// The record has no instant; this is when whoever submitted it says that it was received.
    case received
    /// Nobody says: this is when it was recorded.
    case recorded
    /// The record tells of a contact by a text without a zone: this is the latest instant that it can mean.
    case atTheLatest

    /// Behind an instant, for people; empty where the record says it.
    var suffix: String {
        switch self {
        case .source: ""
        case .firstSeen: " (first seen)"
        case .received: " (as received)"
        case .recorded: " (as recorded)"
        case .atTheLatest: " (at the latest)"
        }
    }

    /// Whether what came before ended then at the latest.
    var isBound: Bool { self != .source }
}
