extension ReferenceData {
    /// What stands where nobody changed it.
    public struct DefaultSetting: ReferenceValue {
        public static let kind = ReferenceKind.default

        public let product: Product
        public let setting: String
        public let value: String

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            product = try members.word("product")
            setting = try members.text("setting")
            value = try members.text("value")
        }

        public var key: [String] { [product.rawValue, setting] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("product", ReferenceCell(product)),
                ("setting", ReferenceCell(setting)),
                ("value", ReferenceCell(value)),
            ]
        }
    }

    /// Where a vendor explains something.
    public struct Pointer: ReferenceValue {
        public static let kind = ReferenceKind.pointer

        public let product: Product
        public let subject: String
        public let title: String?
        public let address: String?

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            product = try members.word("product")
            subject = try members.text("subject")
            title = try members.optionalText("title")
            address = try members.optionalText("address")
        }

        public var key: [String] { [product.rawValue, subject] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("product", ReferenceCell(product)),
                ("subject", ReferenceCell(subject)),
                ("title", ReferenceCell(title)),
                ("address", ReferenceCell(address)),
            ]
        }
    }
}
