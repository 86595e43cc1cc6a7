extension ReferenceData {
    /// A result code of a sign-in.
    ///
    /// Microsoft may change what a code means at any time, so events keep number and text as received.
    public struct ErrorCode: ReferenceValue {
        public static let kind = ReferenceKind.errorCode

        /// Without `AADSTS`; 0 is success.
        public let code: Int64
        /// Microsoft's word.
        public let name: String?
        /// What it decides.
        public let `class`: ResultClass
        public let meaning: String

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            code = try members.number("code")
            name = try members.optionalText("name")
            `class` = try members.word("class")
            meaning = try members.text("meaning")
        }

        public var key: [String] { [String(code)] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("code", ReferenceCell(code)),
                ("name", ReferenceCell(name)),
                ("class", ReferenceCell(`class`)),
                ("meaning", ReferenceCell(meaning)),
            ]
        }
    }
}
