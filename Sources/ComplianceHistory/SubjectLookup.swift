public import ComplianceLedger
public import ComplianceState
public import LedgerModel
import RecordFormat

extension History {
    /// The tags under which a device may stand that somebody names: by a GUID of any kind, as `kind/GUID`, or
    /// by a serial number or another hardware id by which alone sources named it.
    ///
    /// One that stood beside another id is no value of the identity table; see
    /// ``devices(named:progress:)``.
    public func deviceTags(_ text: String) throws(LedgerError) -> [Tag] {
        let bytes = Array(text.utf8)
        var tags: [Tag] = []
        if let id = Bits128(guid: bytes) {
            for kind in DeviceIDKind.allCases { tags.append(kind.tag(id)) }
        } else if let slash = bytes.firstIndex(of: UInt8(ascii: "/")),
            let id = Bits128(guid: bytes[(slash + 1)...]),
            let kind = DeviceIDKind.allCases.first(where: { $0.word.utf8.elementsEqual(bytes[..<slash]) })
        {
            return [kind.tag(id)]
        }
        // Makers write a device's own id with dashes; it is known without.
        let bare = bytes.filter { $0 != UInt8(ascii: "-") }
        try ledger.forEachIdentity { entry in
            if entry.kind == .hardware,
                Self.equal(entry.value, bytes)
                    || bare.count >= 24 && bare.count < bytes.count && Self.equal(entry.value, bare)
            {
                tags.append(DeviceIDKind.hardware.tag(entry.id.bits))
            }
        }
        return tags
    }

    /// The tags of devices, and of every other id that records bind to one of them.
    ///
    /// Cost: one event read for each that names the devices.
    public func aliases(of tags: [Tag]) throws(LedgerError) -> [Tag] {
        var known = tags
        var next = 0
        while next < known.count {
            for position in try ledger.positions(tag: known[next]) {
                let event = try ledger.event(at: position)
                guard Self.bindings.contains(event.type) else { continue }
                for tag in event.tags where Self.isDevice(tag) && !known.contains(tag) { known.append(tag) }
            }
            next += 1
        }
        return known
    }

    /// What names a device, for people.
    public static let deviceNaming =
        "a GUID, "
        + DeviceIDKind.allCases.filter { $0 != .hardware }.map { $0.word + "/GUID" }.joined(separator: ", ")
        + " or a serial number"

    /// Whether a text can name a device at all: what has the form `kind/GUID` on either side of its slash
    /// must have it on both.
    public static func canNameDevice(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else {
            return !bytes.isEmpty
        }
        let isKind = DeviceIDKind.allCases.contains { $0.word.utf8.elementsEqual(bytes[..<slash]) }
        return isKind == (Bits128(guid: bytes[(slash + 1)...]) != nil)
    }

    /// The tags of the persons that an id or a value of the identity table names: the ledger's own id, an
    /// object id, or a user principal name by which alone sources named somebody. Letter case of ASCII does
    /// not count.
    ///
    /// A user principal name that stood beside an object id is no value of the identity table; see
    /// ``people(named:progress:)``.
    public func userTags(_ text: String) throws(LedgerError) -> [Tag] {
        let bytes = Array(text.utf8)
        var tags: [Tag] = []
        if let id = Bits128(guid: bytes) {
            let tag = Self.userTag(id)
            let isPerson = try ledger.identityEntry(of: IdentityID(id))?.kind == .person
            let isNamed = try !ledger.positions(tag: tag).isEmpty
            if isPerson || isNamed { tags.append(tag) }
        }
        try ledger.forEachIdentity { entry in
            if entry.kind == .person, Self.equal(entry.value, bytes) {
                tags.append(Self.userTag(entry.id.bits))
            }
        }
        return tags
    }

    /// The tag of a person.
    static func userTag(_ id: Bits128) -> Tag { Tag(.word("user"), .id(id)) }

    /// Without regard to ASCII case.
    static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { first, second in
                first == second
                    || ((65...90).contains(first) ? first | 0x20 : first)
                        == ((65...90).contains(second) ? second | 0x20 : second)
            }
    }
}

extension DeviceIDKind {
    /// The tag of a device that has this kind of id.
    public func tag(_ id: Bits128) -> Tag {
        switch self {
        case .entra: Tag(.word("device"), .word("entra"), .id(id))
        case .entraObject: Tag(.word("device"), .word("entra-object"), .id(id))
        case .intune: Tag(.word("device"), .word("intune"), .id(id))
        case .hardware: Tag(.word("device"), .word("hardware"), .id(id))
        }
    }
}
