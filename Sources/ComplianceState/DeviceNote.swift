public import EventCatalogue
public import LedgerModel

/// Something of a device that changes no region and that its reader should know, with the event that says so.
public struct DeviceNote: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// It is enrolled, and nothing says that it has a broker, which its platform needs.
        case brokerMissing
        /// Its user was led to install the broker.
        case brokerGuided
        /// The directory did not take it in; the code is the source's.
        case registrationFailed(code: Int64?)
        /// It was deleted from the directory, and is on its way into it again.
        case registeringAgain
        /// A manager that sent its inventory said that the directory does not know it.
        case notRegistered
        /// It has got another id in the directory.
        case anotherID(before: Bits128?)
        /// Its user has a kind of account with which the integration does, or does not, work.
        case account(LocalAccountKind, isSupported: Bool?)
        /// Its user was sent elsewhere, as the directory does not know it.
        case redirected(RedirectTarget)
        /// How it joined is not what its manager's own integration supports.
        case joinUnsupported(ReferenceData.Join, ReferenceData.Support)
        /// Its manager was told to delete its record; whether it did is not said.
        case deleteRequested
        /// The registration's certificate was put where browsers find it.
        case certificateInstalled

        /// Its name in reports.
        public var name: String {
            switch self {
            case .brokerMissing: "brokerMissing"
            case .brokerGuided: "brokerGuided"
            case .registrationFailed: "registrationFailed"
            case .registeringAgain: "registeringAgain"
            case .notRegistered: "notRegistered"
            case .anotherID: "anotherID"
            case .account: "account"
            case .redirected: "redirected"
            case .joinUnsupported: "joinUnsupported"
            case .deleteRequested: "deleteRequested"
            case .certificateInstalled: "certificateInstalled"
            }
        }
    }

    public let kind: Kind
    public let occurred: Timestamp
    public let position: GlobalPosition
    /// The row of the reference data that says so; nil where the event alone does.
    public let reference: String?

    init(_ kind: Kind, _ occurred: Timestamp, _ position: GlobalPosition, reference: String? = nil) {
        self.kind = kind
        self.occurred = occurred
        self.position = position
        self.reference = reference
    }

    /// What is to be told of a device at an instant, by (occurred, position).
    ///
    /// Cost: one pass over the device's facts, and a few events read.
    public static func all(
        of device: DeviceTimeline, asOf instant: Timestamp, _ basis: ConclusionBasis
    ) -> [DeviceNote] {
        let notes = DeviceNotes(device, instant, basis)
        return notes.all.sorted { ($0.occurred, $0.position) < ($1.occurred, $1.position) }
    }
}

/// Reads the notes of one device.
private struct DeviceNotes {
    private let instant: Timestamp
    private let basis: ConclusionBasis
    private let facts: [Fact]
    private let state: DeviceState
    private let products: Set<ReferenceData.Product>

    init(_ device: DeviceTimeline, _ instant: Timestamp, _ basis: ConclusionBasis) {
        self.instant = instant
        self.basis = basis
        facts = device.facts.filter { $0.occurred <= instant }
        state = device.state(asOf: instant)
        products = basis.products(of: device, asOf: instant)
    }

    var all: [DeviceNote] {
        [broker, attempt, join, anotherID].compactMap { $0 } + steps
    }

    /// Registration needs a broker on the platforms for which the documents name one.
    private var broker: DeviceNote? {
        if let broker = state[.broker], state.broker != .removed {
            func isGuided(_ position: GlobalPosition) -> Bool {
                basis.data(position)?[DeviceEvents.isGuided] == true
            }
            guard isGuided(broker.position) else { return nil }
            // That its user signed in to it may say so too; it was led when the first event does.
            let removed = RegionValue(RegionValue.Broker.removed)
            let start = facts.lastIndex { $0.region == .broker && $0.value == removed } ?? facts.startIndex
            let first = facts[start...].first { $0.region == .broker && isGuided($0.position) }
            return first.map { DeviceNote(.brokerGuided, $0.occurred, $0.position) }
        }
        guard state.enrolment == .enrolled, let enrolment = state[.enrolment],
            state.registration != .registered, let platform = state.platform
        else { return nil }
        let needed = products.flatMap { product in
            basis.reference.brokers(platform: platform, for: product, at: enrolment.since)
        }
        let app = needed.first { row in
            row.value.purpose == .registration && row.value.isNeeded
                && row.value.broker != .operatingSystem
        }
        guard let row = app else { return nil }
        return DeviceNote(.brokerMissing, enrolment.since, enrolment.position, reference: row.id)
    }

    private var attempt: DeviceNote? {
        guard let attempt = state[.registrationAttempt] else { return nil }
        let position = attempt.confirmedPosition ?? attempt.position
        switch state.registrationAttempt {
        case .failed:
            let code = basis.data(position)?[DeviceStepEvents.errorCode]
            return DeviceNote(
                .registrationFailed(code: code), attempt.confirmed ?? attempt.since, position)
        case .pending where state.registration == .deleted || state.registration == .unregistered:
            return DeviceNote(.registeringAgain, attempt.since, attempt.position)
        case .pending, nil: return nil
        }
    }

    /// The last event that says which id it had before.
    private var anotherID: DeviceNote? {
        for fact in facts.reversed() where fact.region == .registration {
            guard let before = basis.data(fact.position)?[DeviceStepEvents.entraDeviceBefore] else {
                continue
            }
            return DeviceNote(.anotherID(before: before), fact.occurred, fact.position)
        }
        return nil
    }

    /// Where the documents say of its manager that this kind of join is not its own integration's.
    private var join: DeviceNote? {
        guard state.registration == .registered, let registered = state[.registration],
            state.platform == .windows, let join = join(registered)
        else { return nil }
        for product in products.sorted(by: { $0.rawValue < $1.rawValue }) {
            let rows = basis.reference.support(
                of: product, for: .complianceReporting, on: .windows, at: registered.since)
            if let row = rows.first(where: { $0.value.join == join && $0.value.support != .native }) {
                return DeviceNote(
                    .joinUnsupported(join, row.value.support), registered.since, registered.position,
                    reference: row.id)
            }
        }
        return nil
    }

    /// Nil where the trust type, or the way in, is not said and would matter.
    private func join(_ registered: RegionState) -> ReferenceData.Join? {
        let path = basis.data(registered.position)?[DeviceStepEvents.path]
        switch (state.trustType, path) {
        case (.workplace, _): return .registered
        case (.azureAD, .outOfBox), (.azureAD, .autopilot): return .joinedAtFirstStart
        case (.azureAD, .settings): return .joinedBySettings
        case (.serverAD, .outOfBox), (.serverAD, .autopilot): return .hybridAtFirstStart
        case (.serverAD, .settings), (.serverAD, .groupPolicy), (.serverAD, .bulk), (.serverAD, .other):
            return .hybridOtherwise
        default: return nil
        }
    }

    /// The last of each kind of step, and what stands since.
    private var steps: [DeviceNote] {
        var last: [RegionValue.DeviceStep: Fact] = [:]
        for fact in facts where fact.region == .step {
            if let step = RegionValue.DeviceStep(rawValue: fact.value.low) { last[step] = fact }
        }
        return last.compactMap { step, fact in note(step, fact) }
    }

    private func note(_ step: RegionValue.DeviceStep, _ fact: Fact) -> DeviceNote? {
        func note(_ kind: DeviceNote.Kind, reference: String? = nil) -> DeviceNote {
            DeviceNote(kind, fact.occurred, fact.position, reference: reference)
        }
        switch step {
        case .redirected:
            return RedirectTarget(rawValue: fact.detail).map { note(.redirected($0)) }
        case .deleteRequested:
            // What ended it since is told as its end.
            let isOver =
                state.enrolment?.isEnd == true && state[.enrolment].map { $0.since >= fact.occurred } == true
            return isOver ? nil : note(.deleteRequested)
        case .certificateInstalled: return note(.certificateInstalled)
        case .notRegistered:
            let isSince =
                state.registration == .registered
                && state[.registration].map {
                    ($0.confirmed ?? $0.since) >= fact.occurred
                } == true
            return isSince ? nil : note(.notRegistered)
        case .accountTold:
            guard let account = LocalAccountKind(rawValue: fact.detail), let word = account.documented else {
                return nil
            }
            let rows = products.flatMap { product in
                basis.reference.accountTypes(of: product, platform: .macOS, at: fact.occurred)
            }
            let row = rows.first { $0.value.account == word }
            return note(.account(account, isSupported: row?.value.isSupported), reference: row?.id)
        }
    }
}
