extension ReferenceData {
    /// Whether a product does something on a platform, and by which road.
    public struct PlatformSupport: ReferenceValue {
        public static let kind = ReferenceKind.platformSupport

        public let product: Product
        public let purpose: Purpose
        public let platform: Platform
        /// Nil where it makes no difference.
        public let join: Join?
        public let road: Road?
        public let support: Support

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            product = try members.word("product")
            purpose = try members.word("purpose")
            platform = try members.enumeration("platform")
            join = try members.optionalWord("join")
            road = try members.optionalWord("road")
            support = try members.word("support")
        }

        public var key: [String] {
            [product.rawValue, purpose.rawValue, platform.word, join?.rawValue ?? "", road?.rawValue ?? ""]
        }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("product", ReferenceCell(product)),
                ("purpose", ReferenceCell(purpose)),
                ("platform", ReferenceCell(platform)),
                ("join", ReferenceCell(join)),
                ("road", ReferenceCell(road)),
                ("support", ReferenceCell(support)),
            ]
        }
    }
}
