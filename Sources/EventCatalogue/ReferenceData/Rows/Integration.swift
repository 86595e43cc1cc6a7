extension ReferenceData {
    /// Who judges the compliance of a product's devices, and what the directory is sent.
    public struct Integration: ReferenceValue {
        public static let kind = ReferenceKind.integration

        public let product: Product
        public let road: Road
        /// Who judges.
        public let evaluator: Evaluator
        public let sent: Sent
        /// Whom the directory shows as the authority, where a document says so: a display, not a judge.
        public let shownAuthority: Product?

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            product = try members.word("product")
            road = try members.word("road")
            evaluator = try members.word("evaluator")
            sent = try members.word("sent")
            shownAuthority = try members.optionalWord("shownAuthority")
        }

        public var key: [String] { [product.rawValue, road.rawValue] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("product", ReferenceCell(product)),
                ("road", ReferenceCell(road)),
                ("evaluator", ReferenceCell(evaluator)),
                ("sent", ReferenceCell(sent)),
                ("shownAuthority", ReferenceCell(shownAuthority)),
            ]
        }
    }

    /// A way in which a product takes part in decisions on access.
    public struct IntegrationMethod: ReferenceValue {
        public static let kind = ReferenceKind.method

        public let product: Product
        public let method: Method
        /// Whether it writes a compliance state into the directory.
        public let writesCompliance: Bool

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            product = try members.word("product")
            method = try members.word("method")
            writesCompliance = try members.flag("writesCompliance")
        }

        public var key: [String] { [product.rawValue, method.rawValue] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("product", ReferenceCell(product)),
                ("method", ReferenceCell(method)),
                ("writesCompliance", ReferenceCell(writesCompliance)),
            ]
        }
    }
}
