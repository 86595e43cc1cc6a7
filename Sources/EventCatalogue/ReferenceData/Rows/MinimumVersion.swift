extension ReferenceData {
    /// The lowest version of something that an integration works with.
    public struct MinimumVersion: ReferenceValue {
        public static let kind = ReferenceKind.minimumVersion

        /// Whose integration asks for it.
        public let requiredBy: Product
        public let purpose: Purpose
        /// What has the version.
        public let product: Product
        public let platform: Platform?
        /// This one and later ones.
        public let version: DottedVersion
        /// What is said of the highest version; nil where nothing is.
        public let upTo: UpperBound?

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            requiredBy = try members.word("requiredBy")
            purpose = try members.word("purpose")
            product = try members.word("product")
            platform = try members.optionalEnumeration("platform")
            version = try members.version("version")
            upTo = try members.optionalWord("upTo")
        }

        public var key: [String] {
            [requiredBy.rawValue, purpose.rawValue, product.rawValue, platform?.word ?? ""]
        }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("requiredBy", ReferenceCell(requiredBy)),
                ("purpose", ReferenceCell(purpose)),
                ("product", ReferenceCell(product)),
                ("platform", ReferenceCell(platform)),
                ("version", ReferenceCell(version)),
                ("upTo", ReferenceCell(upTo)),
            ]
        }
    }
}
