/// Why a source began or ceased to report.
public enum CoverageReason: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case connected = 1
    case resumed = 2
    case disconnected = 3
    case suspended = 4
    case failed = 5
    case retentionReached = 6
    case concluded = 7

    public static let name = "CoverageReason"
    public static let words = EnumerationWords(CoverageReason.self)

    public var word: String { String(describing: self) }
}

/// Why a finding is no cause for alarm, or is one again.
public enum FindingReason: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case repaired = 1
    case acceptedRisk = 2
    case falseAlarm = 3
    case expected = 4
    case compensatingControl = 5
    case duplicate = 6
    case occurredAgain = 7
    case expired = 8
    case newEvidence = 9

    public static let name = "FindingReason"
    public static let words = EnumerationWords(FindingReason.self)

    public var word: String { String(describing: self) }
}

/// What was asked of the ledger.
public enum ReadingPurpose: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case state = 1
    case events = 2
    case evidence = 3
    case audit = 4
    case proof = 5

    public static let name = "ReadingPurpose"
    public static let words = EnumerationWords(ReadingPurpose.self)

    public var word: String { String(describing: self) }
}

/// In which form something left the ledger.
public enum ExportFormat: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case cloudEvents = 1
    case json = 2
    case csv = 3
    case pack = 4
    case table = 5

    public static let name = "ExportFormat"
    public static let words = EnumerationWords(ExportFormat.self)

    public var word: String { String(describing: self) }
}

/// On what ground something is erased.
public enum ErasureBasis: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case withdrawnConsent = 1
    case noLongerNecessary = 2
    case objection = 3
    case unlawful = 4
    case legalObligation = 5
    case retentionEnded = 6

    public static let name = "ErasureBasis"
    public static let words = EnumerationWords(ErasureBasis.self)

    public var word: String { String(describing: self) }
}

/// What a key is for.
public enum KeyPurpose: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case signing = 1
    case identities = 2

    public static let name = "KeyPurpose"
    public static let words = EnumerationWords(KeyPurpose.self)

    public var word: String { String(describing: self) }
}
