extension ReferenceData {
    /// A word for the state of a partner's connection.
    public struct PartnerStateMeaning: ReferenceValue {
        public static let kind = ReferenceKind.partnerState

        public let vocabulary: StateVocabulary
        public let word: String
        public let number: Int64?
        public let meaning: String

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            vocabulary = try members.word("vocabulary")
            word = try members.text("word")
            number = try members.optionalNumber("number")
            meaning = try members.text("meaning")
        }

        public var key: [String] { [vocabulary.rawValue, word] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("vocabulary", ReferenceCell(vocabulary)),
                ("word", ReferenceCell(word)),
                ("number", ReferenceCell(number)),
                ("meaning", ReferenceCell(meaning)),
            ]
        }
    }
}
