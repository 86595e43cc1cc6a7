extension ReferenceData {
    /// A kind of account on a computer, and whether an integration works with it.
    public struct AccountType: ReferenceValue {
        public static let kind = ReferenceKind.accountType

        public let product: Product
        public let platform: Platform
        public let account: Account
        public let isSupported: Bool

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            product = try members.word("product")
            platform = try members.enumeration("platform")
            account = try members.word("account")
            isSupported = try members.flag("isSupported")
        }

        public var key: [String] { [product.rawValue, platform.word, account.rawValue] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("product", ReferenceCell(product)),
                ("platform", ReferenceCell(platform)),
                ("account", ReferenceCell(account)),
                ("isSupported", ReferenceCell(isSupported)),
            ]
        }
    }

    /// An application in the directory that an administrator consents to.
    public struct ConsentApplication: ReferenceValue {
        public static let kind = ReferenceKind.application

        public let product: Product
        public let road: Road
        public let name: String
        /// Nil where no document says.
        public let isPublisherVerified: Bool?

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            product = try members.word("product")
            road = try members.word("road")
            name = try members.text("name")
            isPublisherVerified = try members.optionalFlag("isPublisherVerified")
        }

        public var key: [String] { [product.rawValue, road.rawValue, name] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("product", ReferenceCell(product)),
                ("road", ReferenceCell(road)),
                ("name", ReferenceCell(name)),
                ("isPublisherVerified", ReferenceCell(isPublisherVerified)),
            ]
        }
    }

    /// A permission that an integration asks for.
    public struct Permission: ReferenceValue {
        public static let kind = ReferenceKind.permission

        public let product: Product
        public let road: Road
        public let holder: PermissionHolder
        public let service: PermissionService
        public let permission: String

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            product = try members.word("product")
            road = try members.word("road")
            holder = try members.word("holder")
            service = try members.word("service")
            permission = try members.text("permission")
        }

        public var key: [String] {
            [product.rawValue, road.rawValue, holder.rawValue, service.rawValue, permission]
        }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("product", ReferenceCell(product)),
                ("road", ReferenceCell(road)),
                ("holder", ReferenceCell(holder)),
                ("service", ReferenceCell(service)),
                ("permission", ReferenceCell(permission)),
            ]
        }
    }

    /// A licence that an integration needs.
    public struct Licence: ReferenceValue {
        public static let kind = ReferenceKind.licence

        public let product: Product
        public let road: Road
        public let licence: LicenceName
        /// To whom it is assigned.
        public let holder: LicenceHolder

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            product = try members.word("product")
            road = try members.word("road")
            licence = try members.word("licence")
            holder = try members.word("holder")
        }

        public var key: [String] { [product.rawValue, road.rawValue, licence.rawValue, holder.rawValue] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("product", ReferenceCell(product)),
                ("road", ReferenceCell(road)),
                ("licence", ReferenceCell(licence)),
                ("holder", ReferenceCell(holder)),
            ]
        }
    }
}
