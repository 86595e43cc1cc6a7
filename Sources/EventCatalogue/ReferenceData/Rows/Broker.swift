extension ReferenceData {
    /// The application that speaks to the directory for a device.
    public struct Broker: ReferenceValue {
        public static let kind = ReferenceKind.broker

        public let platform: Platform
        public let purpose: BrokerPurpose
        /// Whose devices alone; nil for those of every device manager.
        public let product: Product?
        public let road: Road?
        public let broker: Product
        /// Its id on the platform.
        public let packageId: String?
        /// Whether there is no registering, or signing on, without it.
        public let isNeeded: Bool

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            platform = try members.enumeration("platform")
            purpose = try members.word("purpose")
            product = try members.optionalWord("product")
            road = try members.optionalWord("road")
            broker = try members.word("broker")
            packageId = try members.optionalText("packageId")
            isNeeded = try members.flag("isNeeded")
        }

        public var key: [String] {
            [platform.word, purpose.rawValue, product?.rawValue ?? "", road?.rawValue ?? ""]
        }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("platform", ReferenceCell(platform)),
                ("purpose", ReferenceCell(purpose)),
                ("product", ReferenceCell(product)),
                ("road", ReferenceCell(road)),
                ("broker", ReferenceCell(broker)),
                ("packageId", ReferenceCell(packageId)),
                ("isNeeded", ReferenceCell(isNeeded)),
            ]
        }
    }

    /// How an application's sign-in carries the identity of its device.
    public struct SignOnRoad: ReferenceValue {
        public static let kind = ReferenceKind.signOnRoad

        public let platform: Platform
        public let road: SignOn
        /// For this application alone.
        public let application: Product?
        /// By which it is turned on.
        public let setting: String?

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            platform = try members.enumeration("platform")
            road = try members.word("road")
            application = try members.optionalWord("application")
            setting = try members.optionalText("setting")
        }

        public var key: [String] { [platform.word, road.rawValue, application?.rawValue ?? ""] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("platform", ReferenceCell(platform)),
                ("road", ReferenceCell(road)),
                ("application", ReferenceCell(application)),
                ("setting", ReferenceCell(setting)),
            ]
        }
    }

    /// The ids of a single sign-on extension.
    public struct SignOnExtension: ReferenceValue {
        public static let kind = ReferenceKind.extension

        public let platform: Platform
        public let extensionId: String
        /// Nil where the platform takes none.
        public let teamId: String?

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            platform = try members.enumeration("platform")
            extensionId = try members.text("extensionId")
            teamId = try members.optionalText("teamId")
        }

        public var key: [String] { [platform.word] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("platform", ReferenceCell(platform)),
                ("extensionId", ReferenceCell(extensionId)),
                ("teamId", ReferenceCell(teamId)),
            ]
        }
    }

    /// An address that opens the registration in a device manager's application.
    public struct DeepLink: ReferenceValue {
        public static let kind = ReferenceKind.deepLink

        public let product: Product
        public let platform: Platform
        public let form: LinkForm
        public let address: String

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            product = try members.word("product")
            platform = try members.enumeration("platform")
            form = try members.word("form")
            address = try members.text("address")
        }

        public var key: [String] { [product.rawValue, platform.word, form.rawValue] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("product", ReferenceCell(product)),
                ("platform", ReferenceCell(platform)),
                ("form", ReferenceCell(form)),
                ("address", ReferenceCell(address)),
            ]
        }
    }
}
