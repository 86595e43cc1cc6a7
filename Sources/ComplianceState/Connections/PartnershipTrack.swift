public import EventCatalogue
public import LedgerModel

/// The states of a connection, or of one operating system of it, one behind the other.
///
/// The track follows what was done, and what Microsoft says of a connection that was set up. What Microsoft
/// says does not lead out of a state that somebody chose; where both differ, ``Partnership/disagreements``
/// has it. An event that fits no transition changes nothing here.
public struct PartnershipTrack: Hashable, Sendable {
    /// Nil for the whole connection.
    public let platform: Platform?
    /// From the first to the present one; a partner that is added again begins another.
    public private(set) var lives: [PartnershipLife] = []
    /// The state by what was done alone.
    public private(set) var setup: Dated<PartnershipState>?
    /// When that state was said last, by what was done: what was seen before is no word against it.
    public private(set) var lastSaid: Timestamp?

    /// Whether it ended because its last operating system did.
    private(set) var isLed = false

    init(_ platform: Platform?) { self.platform = platform }

    /// The state; nil where nothing was done or seen yet.
    public var state: PartnershipState? { lives.last?.last.state }

    /// The state with what proves it.
    public var standing: Dated<PartnershipState>? {
        lives.last.map { Dated($0.last.state, since: $0.last.since, position: $0.last.position) }
    }

    /// The lives that are over because another one began.
    public var earlierLives: ArraySlice<PartnershipLife> { lives.dropLast() }

    /// Enters a state. One that stands already is entered once.
    mutating func enter(
        _ state: PartnershipState, _ transition: PartnershipTransition, _ event: SetupEvent
    ) {
        if event.kind != .observed {
            if setup?.value != state { setup = Dated(state, event) }
            lastSaid = event.occurred
        }
        guard self.state != state else { return }
        isLed = false
        let step = PartnershipLife.Step(
            state: state, transition: transition, since: event.occurred, position: event.position,
            kind: event.kind)
        if lives.isEmpty || transition == .addedAgain {
            lives.append(PartnershipLife(steps: [step]))
        } else {
            lives[lives.count - 1].steps.append(step)
        }
    }

    /// Ends with the last of the operating systems.
    mutating func endWith(_ state: PartnershipState, _ event: SetupEvent) {
        enter(state, .ended, event)
        isLed = true
    }

    /// Takes over a state that the connection has already, by the event that led to it there.
    ///
    /// - Parameter event: the assignment by which the operating system is as far.
    mutating func join(_ step: PartnershipLife.Step, by event: SetupEvent) {
        guard !lives.isEmpty, state != step.state else { return }
        setup = Dated(step.state, since: step.since, position: step.position)
        lastSaid = event.occurred
        lives[lives.count - 1].steps.append(step)
    }

    /// Enters a state on the way, unless the track is as far or further.
    mutating func advance(
        to state: PartnershipState, _ transition: PartnershipTransition, _ event: SetupEvent
    ) {
        guard let present = self.state else { return enter(state, transition, event) }
        guard present == .failed || present == .off || isBehind(present, state) else { return }
        enter(state, transition, event)
    }

    private func isBehind(_ present: PartnershipState, _ other: PartnershipState) -> Bool {
        guard let mine = present.progress else { return false }
        return mine < other.progress ?? .max
    }

    /// Whether it is not set up to the end yet, and can be.
    var isOpen: Bool { state.map { $0.isOnTheWay || $0 == .failed } ?? true }

    /// Whether some state of the present life is one of some.
    func wasEver(_ test: (PartnershipState) -> Bool) -> Bool {
        lives.last?.steps.contains { test($0.state) } ?? false
    }

    /// What led to the present state.
    var lastTransition: PartnershipTransition? { lives.last?.last.transition }
}
