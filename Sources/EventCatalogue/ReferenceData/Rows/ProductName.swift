extension ReferenceData {
    /// A name that a product or a feature bears.
    public struct ProductName: ReferenceValue {
        public static let kind = ReferenceKind.name

        public let subject: Subject
        public let use: NameUse
        public let name: String

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            subject = try members.word("subject")
            use = try members.word("use")
            name = try members.text("name")
        }

        /// A subject has one official name at a time, and any number of others.
        public var key: [String] {
            use == .official ? [subject.rawValue] : [subject.rawValue, name]
        }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("subject", ReferenceCell(subject)),
                ("use", ReferenceCell(use)),
                ("name", ReferenceCell(name)),
            ]
        }
    }
}
