public import ComplianceLedger
public import ComplianceState
import EventCatalogue
public import LedgerModel
import RecordFormat

extension History {
    /// Folds a prefix of the log into partners' connections, as they were set up and as they were seen.
    ///
    /// Cost: two passes over it; the first finds what the second may pass over.
    /// - Parameter progress: told of the records that were read, of both passes.
    public func partnerships(
        below limit: TreeSize, progress: (UInt64) -> Void = { _ in }
    ) throws(LedgerError) -> PartnershipFold {
        var fold = PartnershipFold(try recordGround(below: limit, progress))
        try forEachRecord(below: limit, .second, progress, where: { fold.wants($0) }) { fold.add($0) }
        return fold
    }

    /// Its own function, so that what only the first pass needs is gone before the second.
    private func recordGround(
        below limit: TreeSize, _ progress: (UInt64) -> Void
    ) throws(LedgerError) -> RecordGround {
        var ground = RecordGround()
        try forEachRecord(below: limit, .first, progress, where: { ground.wants($0) }) { ground.announce($0) }
        return ground
    }
}

extension History {
    /// Folds what people's licences are: the events that carry one of their tags, with all contents of the
    /// records that came with more than one.
    public func licences(
        about tags: [Tag], below limit: TreeSize
    ) throws(LedgerError) -> PartnershipFold {
        var positions: Set<GlobalPosition> = []
        var revised: Set<EventID> = []
        for tag in tags {
            for position in try ledger.positions(tag: tag) where limit.holds(position) {
                guard positions.insert(position).inserted else { continue }
                let event = try ledger.event(at: position)
                if try announcesContent(event, below: limit), let first = event.causation {
                    revised.insert(first)
                }
            }
        }
        for first in revised {
            for position in try ledger.contents(ofRecordOf: first) where limit.holds(position) {
                positions.insert(position)
                // That a record came by another road is followed by what it says there.
                let next = position.advanced(by: 1)
                if limit.holds(next), ledger.size.holds(next) { positions.insert(next) }
            }
        }
        var fold = PartnershipFold()
        for position in positions.sorted() {
            try ledger.withRecord(at: position) { fold.add($0) }
        }
        return fold
    }

    /// The types of events by which a tenant's licences are told, other than by what Microsoft lists.
    private static let licenceTypes = [
        TenantEvents.subscriptionChanged.type, TenantEvents.licenceChanged.type,
        PeopleEvents.licenceAssigned.type, PeopleEvents.licenceRemoved.type,
    ]

    /// What licences a tenant and its people had at an instant, as far as a prefix of the log says; nil where
    /// no event tells.
    ///
    /// Cost: a look at each event of a licence.
    public func licences(
        ofTenant tenant: Tag, asOf instant: Timestamp, below limit: TreeSize
    ) throws(LedgerError) -> TenantLicences? {
        let told = try events(of: Self.licenceTypes, below: limit, [tenant])
        var fold = PartnershipFold()
        for position in told.map(\.position).sorted() {
            try ledger.withRecord(at: position) { fold.add($0) }
        }
        return fold.licences(asOf: instant).first { $0.tenant.tag == tenant }
    }

    /// For how long a tenant has a device's compliance be valid, setting by setting, as far as a prefix of
    /// the log says.
    public func validity(
        of tenant: TenantKey, below limit: TreeSize
    ) throws(LedgerError) -> ValidityPeriods {
        var fold = LedgerFold()
        for event in try events(of: [TenantEvents.validitySet.type], below: limit, [tenant.tag]) {
            try ledger.withRecord(at: event.position) { fold.noteValidity($0) }
        }
        return fold.validity(of: tenant)
    }
}
