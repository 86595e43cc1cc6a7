import ComplianceState
import GRDB
import LedgerModel

/// Folds what a transaction touched, each state once, and writes the rows that differ.
struct StateWriter {
    private let database: Database
    private let facts: FactTable
    private let intervals: IntervalTable
    private let devices: DeviceTable
    private let users: UserTable
    private let inForce: InForce
    private let validity: ValidityTable

    init(_ database: Database, inForce: InForce) throws {
        self.database = database
        self.inForce = inForce
        facts = try FactTable(database)
        intervals = try IntervalTable(database)
        devices = try DeviceTable(database)
        users = try UserTable(database)
        validity = try ValidityTable(database, inForce: inForce)
    }

    /// Brings the rows of one state up to date.
    func write(_ change: SubjectChange, _ numbers: inout SubjectNumbers) throws {
        let tenant = try numbers.number(of: change.subject.tenant, in: database)
        var members: [Int64] = []
        for member in numbers.members(of: change.subject) {
            members.append(try numbers.number(of: member, in: database))
        }
        switch change.subject {
        case .device:
            let rows = try foldIntervals(change, members, try validity.periods(of: tenant))
            try devices.write(DeviceSummary.Row(rows), subject: change.number, tenant: tenant)
        case .user(let key): try writeUser(change, key, tenant)
        case .policy, .application, .connection, .subscription, .tenant:
            _ = try foldIntervals(change, members)
        }
    }

    /// Removes the rows of a key that no longer stands for a device.
    func remove(_ subject: Int64) throws {
        try intervals.removeAll(subject)
        try devices.remove(subject)
    }

    private func writeUser(_ change: SubjectChange, _ key: UserKey, _ tenant: Int64) throws {
        if change.isWhole {
            var all: [Fact] = []
            try facts.read(change.number, into: &all)
            let user = UserTimeline(key: key, facts: all, inForce: inForce)
            let state = user.state(asOf: .latest)
            try write(user.timeline.intervals, over: try intervals.read(change.number), change.number)
            try users.write(UserTally(user, state), subject: change.number, tenant: tenant)
            try users.removeUses(change.number)
            try users.add(UserTally.uses(state), subject: change.number)
            return
        }
        let part = UserTimeline(key: key, facts: change.facts)
        let state = part.state(asOf: .latest)
        var tally = UserTally(part, state)
        if let standing = try users.read(change.number) {
            tally.merge(standing)
            tally.methods = standing.methods
            tally.account = standing.account
        }
        if change.facts.contains(where: { !$0.region.isMomentary }) {
            tally.readIntervals(try foldIntervals(change, [change.number]))
        }
        try users.write(tally, subject: change.number, tenant: tenant)
        try users.add(UserTally.uses(state), subject: change.number)
    }

    /// Brings a state's intervals up to date, and returns all of them.
    private func foldIntervals(
        _ change: SubjectChange, _ members: [Int64], _ validity: ValidityPeriods = .none
    ) throws -> [Interval] {
        let old = try intervals.read(change.number)
        if change.isWhole || Self.crossesTracks(change, old) {
            let new = try fold(members, nil, validity)
            try write(new, over: old, change.number)
            return new
        }
        var standing = Self.byTrack(old)
        var regions = change.regions
        for (track, added) in change.tracks where !regions.contains(track.region) {
            let before = standing[track] ?? []
            let after =
                before.isEmpty && !Self.mayHoldNothing(track.region)
                ? Timeline(facts: added).intervals
                : IntervalSplice.adding(added, to: before, in: track.region)
            if let after {
                try intervals.write(after, over: before, track: track, subject: change.number)
                standing[track] = after
            } else {
                regions.insert(track.region)
            }
        }
        for region in regions {
            let before = standing.filter { $0.key.region == region }
            let after = Self.byTrack(try fold(members, region, validity))
            for track in Set(before.keys).union(after.keys) {
                try intervals.write(
                    after[track] ?? [], over: before[track] ?? [], track: track, subject: change.number)
                standing[track] = after[track]
            }
        }
        return standing.sorted { $0.key < $1.key }.flatMap(\.value)
    }

    /// Whether facts of a region may have made no interval, so that there may be some although no row stands.
    private static func mayHoldNothing(_ region: Region) -> Bool {
        region.isConfiguration || region == .contact || region == .enrolment
    }

    /// Whether a registration may end what other tracks say, so that no track can be folded by itself.
    private static func crossesTracks(_ change: SubjectChange, _ old: [Interval]) -> Bool {
        guard change.facts.contains(where: { $0.region.isOfRegistration || $0.region.endsByRegistration })
        else { return false }
        func ends(_ region: Region, _ value: RegionValue) -> Bool {
            region == .registrationAttempt
                || (region == .registration
                    && value.code == UInt16(RegionValue.Registration.deleted.rawValue))
        }
        return old.contains { ends($0.region, $0.value) }
            || change.facts.contains { ends($0.region, $0.value) }
    }

    private func fold(
        _ members: [Int64], _ region: Region?, _ validity: ValidityPeriods
    ) throws -> [Interval] {
        var all: [Fact] = []
        for member in members { try facts.read(member, region, into: &all) }
        return Timeline(facts: all, inForce: inForce, validity: validity).intervals
    }

    private func write(_ new: [Interval], over old: [Interval], _ subject: Int64) throws {
        let before = Self.byTrack(old)
        let after = Self.byTrack(new)
        for track in Set(before.keys).union(after.keys) {
            try intervals.write(after[track] ?? [], over: before[track] ?? [], track: track, subject: subject)
        }
    }

    private static func byTrack(_ intervals: [Interval]) -> [TrackName: [Interval]] {
        var out: [TrackName: [Interval]] = [:]
        for interval in intervals { out[TrackName(interval), default: []].append(interval) }
        return out
    }
}
