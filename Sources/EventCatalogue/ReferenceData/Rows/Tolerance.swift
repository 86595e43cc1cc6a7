extension ReferenceData {
    /// A delay, a period or a retention that judgements allow for.
    public struct Tolerance: ReferenceValue {
        public static let kind = ReferenceKind.tolerance

        public let subject: Allowance
        /// Of this product alone; nil in general.
        public let product: Product?
        /// In units; nil where no document states it.
        public let amount: Int64?
        public let unit: Unit
        /// The least that can be set, in units.
        public let least: Int64?
        /// The most that can be set, in units.
        public let most: Int64?

        /// The amount in seconds; nil where no document states it.
        public var seconds: Int64? {
            guard let amount else { return nil }
            let (product, overflow) = amount.multipliedReportingOverflow(by: unit.seconds)
            return overflow ? nil : product
        }

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            subject = try members.word("subject")
            product = try members.optionalWord("product")
            amount = try members.optionalNumber("amount")
            unit = try members.word("unit")
            least = try members.optionalNumber("least")
            most = try members.optionalNumber("most")
        }

        public var key: [String] { [subject.rawValue, product?.rawValue ?? ""] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("subject", ReferenceCell(subject)),
                ("product", ReferenceCell(product)),
                ("amount", ReferenceCell(amount)),
                ("unit", ReferenceCell(unit)),
                ("least", ReferenceCell(least)),
                ("most", ReferenceCell(most)),
            ]
        }
    }
}
