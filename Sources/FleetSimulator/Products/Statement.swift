import EventCatalogue
import LedgerModel

/// What one record of a product says of one device, as far as its documented form carries it.
struct Statement: Sendable {
    let device: Int
    /// The instant that the record carries; of a page, when it was received.
    let at: Timestamp
    /// Whether the record says when it is of, or whoever looked does. Two that do not, and are the same
    /// otherwise, cannot be told from one that was sent twice.
    var isDated = true
    /// Whether it tells how the device stood when somebody looked.
    var isSnapshot = false
    var enrolment: Enrolment?
    var verdict: Bool?
    var platform: Platform?
    var ownership: Ownership?
    var lastContact: Timestamp?
    /// Whether it has the directory's id of the device beside the product's own.
    var bindsDirectory = false
    var values: Values = []

    /// How the device stands with the product, in the words that a record can have for it.
    enum Enrolment: String, Sendable {
        case requested, enrolled, failed, retirePending, wipePending, retired, wiped, unenrolled

        var isEnd: Bool { self == .retired || self == .wiped || self == .unenrolled }
    }

    /// Which personal values it has, letter by letter.
    struct Values: OptionSet, Sendable {
        let rawValue: UInt16
        static let serialNumber = Values(rawValue: 1)
        static let deviceName = Values(rawValue: 2)
        static let userPrincipalName = Values(rawValue: 4)
        static let displayName = Values(rawValue: 8)
        static let imei = Values(rawValue: 16)
        static let udid = Values(rawValue: 32)
        static let phone = Values(rawValue: 64)
    }
}

/// A piece of a product's files: one record or one page, and what it says.
struct ProductPiece: Sendable {
    enum Form: Sendable {
        /// What a poller read.
        case page
        /// A line of JSON that was sent.
        case notice
        /// A line of an audit log.
        case audit
    }

    /// When the receiver or the poller has it.
    let received: Timestamp
    /// Where it stands within its instance's folder.
    let name: String
    var bytes: [UInt8]
    var statements: [Statement]
    var form = Form.page
    /// Whether it only repeats an earlier piece.
    var isRepeated = false

    /// The formats in which a product's piece stands.
    func formats(_ product: ManagingProduct) -> ExportFormats {
        switch form {
        case .page: product.format
        case .notice: product.formats.subtracting(.cef)
        case .audit: .cef
        }
    }
}
