/// How decisions on access came out.
public struct DecisionCounts: Hashable, Sendable {
    public private(set) var granted = 0
    public private(set) var denied = 0
    public private(set) var interrupted = 0

    public var total: Int { granted + denied + interrupted }

    mutating func count(_ kind: EventKind) {
        switch kind {
        case .granted: granted += 1
        case .denied: denied += 1
        case .interrupted: interrupted += 1
        default: break
        }
    }
}
