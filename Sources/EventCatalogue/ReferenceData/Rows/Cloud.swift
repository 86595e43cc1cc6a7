extension ReferenceData {
    /// A cloud with the hosts that are its own; tokens of one are of no use in another.
    public struct Cloud: ReferenceValue {
        public static let kind = ReferenceKind.cloud

        public let cloud: CloudName
        public let loginHost: String
        public let graphHost: String
        public let portalHost: String

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            cloud = try members.word("cloud")
            loginHost = try members.text("loginHost")
            graphHost = try members.text("graphHost")
            portalHost = try members.text("portalHost")
        }

        public var key: [String] { [cloud.rawValue] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("cloud", ReferenceCell(cloud)),
                ("loginHost", ReferenceCell(loginHost)),
                ("graphHost", ReferenceCell(graphHost)),
                ("portalHost", ReferenceCell(portalHost)),
            ]
        }
    }

    /// A host that sign-ins go to.
    public struct LoginHost: ReferenceValue {
        public static let kind = ReferenceKind.loginHost

        public let host: String

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            host = try members.text("host")
        }

        public var key: [String] { [host] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("host", ReferenceCell(host))
            ]
        }
    }
}
