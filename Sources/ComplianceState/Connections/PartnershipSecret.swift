public import EventCatalogue
public import LedgerModel

/// A secret or certificate by which a partner comes: that there is one, never itself.
public struct PartnershipSecret: Hashable, Sendable {
    /// How a secret stands at an instant.
    public enum Standing: String, Hashable, Sendable {
        case valid
        /// Its term is over, by its date or because an event says so.
        case expired
        case removed
    }

    /// Nil where events do not give one.
    public let id: Bits128?
    public internal(set) var application: Bits128?
    public let since: Timestamp
    /// The event that says since when.
    public let first: GlobalPosition
    /// The last one that tells of it.
    public internal(set) var position: GlobalPosition
    /// When its term ends, where that is said.
    public internal(set) var expires: Timestamp?
    public internal(set) var fingerprint: DigestValue?
    /// That it expired or was removed, as an event says.
    public internal(set) var ended: Dated<Standing>?

    init(_ event: SetupEvent) {
        id = event.data[PartnerSetupEvents.secret]
        since = event.occurred
        first = event.position
        position = event.position
        take(event)
    }

    mutating func take(_ event: SetupEvent) {
        position = event.position
        if let application = event.application { self.application = application }
        if let expires = event.data[PartnerSetupEvents.secretExpires] { self.expires = expires }
        if let fingerprint = event.data[PartnerSetupEvents.secretFingerprint] {
            self.fingerprint = fingerprint
        }
    }

    public func standing(at instant: Timestamp) -> Standing {
        if let ended { return ended.value }
        return expires.map { $0 <= instant } == true ? .expired : .valid
    }
}

extension [PartnershipSecret] {
    /// Takes what an event says of a secret: a new one does not end those that are there, for both may count
    /// meanwhile.
    mutating func take(_ event: SetupEvent) {
        let data = event.data
        let id = data[PartnerSetupEvents.secret]
        let place = lastIndex { $0.id == id && $0.ended == nil }
        switch event.kind {
        case .configured:
            guard id != nil || data[PartnerSetupEvents.secretExpires] != nil else { return }
            put(event, place)
        case .secretChanged where data[ConnectionEvents.change] == .deleted:
            end(.removed, event, place)
        case .secretChanged: put(event, place)
        case .secretExpired: end(.expired, event, place)
        default: break
        }
    }

    private mutating func put(_ event: SetupEvent, _ place: Int?) {
        // Without an id nothing says that it is one that is there already.
        guard let place, self[place].id != nil else { return append(PartnershipSecret(event)) }
        self[place].take(event)
    }

    private mutating func end(_ standing: PartnershipSecret.Standing, _ event: SetupEvent, _ place: Int?) {
        if let place {
            self[place].ended = Dated(standing, event)
        } else {
            var secret = PartnershipSecret(event)
            secret.ended = Dated(standing, event)
            append(secret)
        }
    }

    /// Those that count at an instant, as far as is known.
    func valid(at instant: Timestamp) -> [PartnershipSecret] {
        filter { $0.standing(at: instant) == .valid }
    }
}
