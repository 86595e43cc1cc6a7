public import ComplianceLedger
import EventCatalogue
public import LedgerModel
import RecordFormat

extension History {
    /// The tags of the persons that somebody names: by an id, or by a user principal name.
    ///
    /// A name stands for whoever had it in their last sign-in, and for those whom sources named by it alone;
    /// where there are none, for everyone who was ever seen under it. Letter case of ASCII does not count.
    /// Empty where nobody was.
    ///
    /// Cost: one pass over the identities, and where they do not have the name, over the private records that
    /// name persons.
    public func people(
        named name: String, progress: (UInt64) -> Void = { _ in }
    ) throws(LedgerError) -> [Tag] {
        let tags = try userTags(name)
        return tags.isEmpty ? try peopleInPrivateRecords(named: name, progress: progress) : tags
    }

    /// The same without a look at the identities: every private record behind an event that names a person is
    /// read.
    public func peopleInPrivateRecords(
        named name: String, progress: (UInt64) -> Void = { _ in }
    ) throws(LedgerError) -> [Tag] {
        var search = PersonSearch(name)
        var failure: LedgerError?
        try ledger.forEachRecord { view in
            if view.position.value & 0xFFF == 0 { progress(view.position.value) }
            guard view.evidenceNumber != nil else { return true }
            do throws(LedgerError) {
                let event = try Self.event(view)
                guard let tag = event.tags.first(where: PersonSearch.isPerson),
                    let record = try ledger.privateRecord(of: event)
                else { return true }
                try search.note(event, tag, record, ledger)
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        return search.found
    }

    private static func event(_ view: RecordView) throws(LedgerError) -> RecordedEvent {
        do throws(RecordError) { return try view.event() } catch {
            throw .record(position: view.position.value, error)
        }
    }
}

/// Collects who was seen under a name.
private struct PersonSearch {
    private struct Newest {
        var occurred: Timestamp
        var position: GlobalPosition
        var hasName: Bool
    }

    private let name: [UInt8]
    /// The last sign-in of each person in which a name stands.
    private var newest: [Tag: Newest] = [:]
    private var everyone: Set<Tag> = []

    init(_ name: String) { self.name = Array(name.utf8) }

    /// In the order of their ids.
    var found: [Tag] {
        let current = newest.filter(\.value.hasName).keys
        return (current.isEmpty ? Array(everyone) : Array(current)).sorted {
            $0.encoded.lexicographicallyPrecedes($1.encoded)
        }
    }

    mutating func note(
        _ event: RecordedEvent, _ tag: Tag, _ record: PrivateRecord, _ ledger: Ledger
    ) throws(LedgerError) {
        var names: [[UInt8]] = []
        var ids: [[UInt8]] = []
        for entry in PersonalData.read(part: event.part, from: record.personal) ?? [] {
            if entry.field == .userPrincipalName { names = entry.values }
            if entry.field == .userObjectID { ids = entry.values }
        }
        if event.type.bytes.starts(with: Self.signIn) {
            guard let first = names.first else { return }
            let hasName = History.equal(first, name)
            if hasName { everyone.insert(tag) }
            if let last = newest[tag],
                (last.occurred, last.position) > (event.occurred.instant, event.position)
            {
                return
            }
            newest[tag] = Newest(
                occurred: event.occurred.instant, position: event.position, hasName: hasName)
        } else if names.contains(where: { History.equal($0, name) }), names.count == ids.count {
            // Such a record can name the one who acted as well; the person tagged is the one of the same id.
            guard case .id(let id)? = tag.components.last,
                let entry = try ledger.identityEntry(of: IdentityID(id))
            else { return }
            for (given, id) in zip(names, ids)
            where History.equal(given, name) && History.equal(id, entry.value) {
                everyone.insert(tag)
            }
        }
    }

    static func isPerson(_ tag: Tag) -> Bool {
        guard tag.components.count == 2, case .token(let word) = tag.components[0] else { return false }
        return word.bytes.elementsEqual("user".utf8)
    }

    private static let signIn = Array("access.".utf8)
}
