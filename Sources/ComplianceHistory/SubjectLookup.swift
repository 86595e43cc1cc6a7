public import ComplianceLedger
import ComplianceState
public import LedgerModel
import RecordFormat

extension History {
    /// The tags under which a device may stand that somebody names: by a GUID of any kind, as `kind/GUID`, or
    /// by a serial number or another hardware id.
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
        try ledger.forEachIdentity { entry in
            if entry.kind == .hardware, Self.equal(entry.value, bytes) {
                tags.append(DeviceIDKind.hardware.tag(entry.id.bits))
            }
        }
        return tags
    }

    /// The tags of a person that somebody names: by the ledger's own id, by object id, or by user principal
    /// name.
    public func userTags(_ text: String) throws(LedgerError) -> [Tag] {
        let bytes = Array(text.utf8)
        var tags: [Tag] = []
        if let id = Bits128(guid: bytes) { tags.append(Tag(.word("user"), .id(id))) }
        try ledger.forEachIdentity { entry in
            if entry.kind == .person, Self.equal(entry.value, bytes) {
                tags.append(Tag(.word("user"), .id(entry.id.bits)))
            }
        }
        return tags
    }

    /// Without regard to ASCII case.
    private static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
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
    func tag(_ id: Bits128) -> Tag {
        switch self {
        case .entra: Tag(.word("device"), .word("entra"), .id(id))
        case .entraObject: Tag(.word("device"), .word("entra-object"), .id(id))
        case .intune: Tag(.word("device"), .word("intune"), .id(id))
        case .hardware: Tag(.word("device"), .word("hardware"), .id(id))
        }
    }
}
