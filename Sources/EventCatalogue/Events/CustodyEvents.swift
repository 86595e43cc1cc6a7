public import LedgerModel

/// What is done with the ledger itself: opening, reading, exporting, holding and erasing.
public enum CustodyEvents {
    public static let size = PublicField<Int64>(
        5, "size", "How many events there were.", least: 0)
    public static let program = PublicField<DigestValue>(
        6, "program", "SHA-256 of the program that did it.")
    public static let version = PublicField<VersionNumber>(
        7, "version", "Its version.")
    public static let wasClean = PublicField<Bool>(
        8, "wasClean", "Whether the ledger had been closed before.")
    public static let purpose = PublicField<ReadingPurpose>(
        9, "purpose", "What was asked.")
    public static let first = PublicField<Int64>(
        10, "first", "The first position that was given.", least: 0)
    public static let last = PublicField<Int64>(
        11, "last", "The last position that was given.", least: 0)
    public static let events = PublicField<Int64>(
        12, "events", "How many events were given.", least: 0)
    public static let withPersonal = PublicField<Bool>(
        13, "withPersonal", "Whether personal fields or evidence were given, too.")
    public static let format = PublicField<ExportFormat>(
        14, "format", "In which form.")
    public static let key = PublicField<DigestValue>(
        16, "key", "SHA-256 of the public key, or the check value of a secret one, after.")
    public static let keyBefore = PublicField<DigestValue>(
        17, "keyBefore", "The same of the key before.")
    public static let keyPurpose = PublicField<KeyPurpose>(
        15, "keyPurpose", "What the key is for.", required: true)
    public static let hold = PublicField<Bits128>(
        1, "hold", "The hold's id.", required: true)
    public static let subjects = PublicField<Int64>(
        9, "subjects", "How many people and devices it is about.", least: 0)
    public static let until = PublicField<Timestamp>(
        10, "until", "Until when, where that is known.")
    public static let request = PublicField<Bits128>(
        1, "request", "The request's id.", required: true)
    public static let ground = PublicField<ErasureBasis>(
        10, "ground", "On what ground.")
    public static let approvals = PublicField<Int64>(
        11, "approvals", "How many people have approved it so far.", least: 0)
    public static let required = PublicField<Int64>(
        12, "required", "How many have to.", least: 0)
    public static let records = PublicField<Int64>(
        13, "records", "How many private records are readable no more.", least: 0)
    public static let identities = PublicField<Int64>(
        14, "identities", "How many identities are readable no more.", least: 0)
    public static let recordRuns = PublicField<[Int64]>(
        18, "recordRuns", "Which: the first number of each run of them and how many follow one another.",
        least: 0)
    public static let identityRuns = PublicField<[Int64]>(
        19, "identityRuns", "Which identities, likewise.", least: 0)
    public static let quarantineRuns = PublicField<[Int64]>(
        20, "quarantineRuns", "Which entries of the quarantine are readable no more, likewise.", least: 0)

    public static let opened = EventDefinition(
        "ledger.opened", about: .ledger, "The ledger was opened for writing.",
        fields: [size.definition, program.definition, version.definition, wasClean.definition])
    public static let closed = EventDefinition(
        "ledger.closed", about: .ledger, "The ledger was closed after writing.",
        fields: [size.definition, program.definition, version.definition])
    public static let read = EventDefinition(
        "ledger.read", about: .ledger, "Somebody was given an answer out of the ledger.",
        fields: [
            purpose.definition, first.definition, last.definition, events.definition, withPersonal.definition,
        ])
    public static let exported = EventDefinition(
        "ledger.exported", about: .ledger, "Somebody took a copy out of the ledger.",
        fields: [
            LedgerEvents.digest.definition, purpose.definition, first.definition, last.definition,
            events.definition, withPersonal.definition, format.definition,
        ])
    public static let keyRotated = EventDefinition(
        "ledger.key_rotated", about: .ledger, "A key of the ledger was replaced.",
        fields: [size.definition, keyPurpose.definition, key.definition, keyBefore.definition])
    public static let holdPlaced = EventDefinition(
        "ledger.hold_placed", about: .ledger, "Nothing of some people and devices may be erased.",
        fields: [hold.definition, subjects.definition, until.definition])
    public static let holdReleased = EventDefinition(
        "ledger.hold_released", about: .ledger, "What a hold kept may be erased.",
        fields: [hold.definition, subjects.definition])
    public static let erasureRequested = EventDefinition(
        "ledger.erasure_requested", about: .ledger, "Somebody asked for the erasure of personal data.",
        fields: [request.definition, subjects.definition, ground.definition, required.definition])
    public static let erasureApproved = EventDefinition(
        "ledger.erasure_approved", about: .ledger, "Somebody approved an erasure.",
        fields: [
            request.definition, subjects.definition, ground.definition, approvals.definition,
            required.definition,
        ])
    private static let erasedBefore = [
        request.definition, subjects.definition, ground.definition, approvals.definition,
        records.definition, identities.definition,
    ]

    public static let erasureDone = EventDefinition(
        "ledger.erasure_done", about: .ledger, "Personal data were erased; every proof stays valid.",
        fields: erasedBefore + [recordRuns.definition, identityRuns.definition, quarantineRuns.definition],
        earlier: [EarlierRevision(fields: erasedBefore)])

    static let all = [
        opened, closed, read, exported, keyRotated, holdPlaced, holdReleased, erasureRequested,
        erasureApproved, erasureDone,
    ]
}
