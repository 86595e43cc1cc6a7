// One import serves an embedding engineer: open, append, read, fold, verify.
@_exported public import Attestation
@_exported public import ComplianceHistory
@_exported public import ComplianceLedger
@_exported public import ComplianceRules
@_exported public import ComplianceState
@_exported public import Connectors
@_exported public import EventCatalogue
@_exported public import LedgerModel
@_exported public import Merkle
@_exported public import RecordFormat
