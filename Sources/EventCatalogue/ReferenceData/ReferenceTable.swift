/// One kind's rows without their types, for those who print them.
public struct ReferenceTable: Sendable {
    public struct Line: Sendable {
        public let id: String
        /// Each member of the kind in the order of the file; nil where the row has none.
        public let cells: [(name: String, cell: ReferenceCell?)]
        public let period: ReferencePeriod
        public let sources: [ReferenceSource]
        public let note: String
        public let conflict: String?
    }

    public let kind: ReferenceKind
    public let lines: [Line]

    init<Value>(_ rows: [ReferenceRow<Value>]) {
        kind = Value.kind
        lines = rows.map {
            Line(
                id: $0.id, cells: $0.value.cells, period: $0.period, sources: $0.sources, note: $0.note,
                conflict: $0.conflict)
        }
    }
}

extension ReferenceData {
    /// All tables, in the order in which ``ReferenceKind`` has them.
    public var tables: [ReferenceTable] {
        [
            ReferenceTable(minimumVersions), ReferenceTable(platformSupport), ReferenceTable(integrations),
            ReferenceTable(methods), ReferenceTable(brokers), ReferenceTable(signOnRoads),
            ReferenceTable(signOnExtensions), ReferenceTable(deepLinks), ReferenceTable(clouds),
            ReferenceTable(loginHosts), ReferenceTable(names), ReferenceTable(workflows),
            ReferenceTable(inputPages), ReferenceTable(providerChains), ReferenceTable(factorCounts),
            ReferenceTable(factorChannels), ReferenceTable(errorCodes), ReferenceTable(tolerances),
            ReferenceTable(accountTypes), ReferenceTable(applications), ReferenceTable(permissions),
            ReferenceTable(licences), ReferenceTable(partnerStates), ReferenceTable(defaultSettings),
            ReferenceTable(pointers), ReferenceTable(onboardingSteps),
        ]
    }
}
