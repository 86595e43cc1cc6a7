import EventCatalogue
import LedgerModel
import StrictJSON

/// What a message of Apple's protocol says of who sent it, and of the command that it answers.
///
/// Nothing else of a message is read: it may list all that is installed on a device.
struct AppleMessage: Sendable {
    private let list: PropertyList
    /// What a device told of itself when it was asked.
    private let answers: PropertyList?

    /// The most bytes of a message that is read.
    private static let most = 1 << 20

    enum Reading: Sendable {
        case absent
        /// There is a message, but no property list in XML that is read: no base64, a binary list, or more.
        case unreadable
        case message(AppleMessage)
    }

    /// Reads the message that a webhook carries.
    static func read(_ members: SourceMembers) -> Reading {
        guard let payload = members.member("raw_payload") else { return .absent }
        if payload.withStringBytes({ AbsentText.isAbsent($0) }) == true { return .absent }
        guard let bytes = payload.withStringBytes({ Base64Text.bytes(of: $0, most: most) }) ?? nil,
            let list = PropertyList(bytes)
        else { return .unreadable }
        return .message(AppleMessage(list: list, answers: list.dictionary("QueryResponses")))
    }

    var serialNumber: [UInt8]? { identifier("SerialNumber") }
    var udid: [UInt8]? { identifier("UDID") }
    var enrollmentID: [UInt8]? { list.text("EnrollmentID") }
    var model: [UInt8]? { identifier("ProductName") ?? identifier("Model") }
    var status: [UInt8]? { list.text("Status") }

    private func identifier(_ key: StaticString) -> [UInt8]? { list.text(key) ?? answers?.text(key) }

    /// The kind of the command that is answered, by what only its answers have; nil where that is not known.
    var command: StaticString? {
        Self.commands.first { list.has($0.key) }?.name
    }

    private static let commands: [(key: StaticString, name: StaticString)] = [
        ("QueryResponses", "DeviceInformation"), ("SecurityInfo", "SecurityInfo"),
        ("InstalledApplicationList", "InstalledApplicationList"),
        ("ManagedApplicationList", "ManagedApplicationList"), ("ProfileList", "ProfileList"),
        ("ProvisioningProfileList", "ProvisioningProfileList"), ("CertificateList", "CertificateList"),
        ("GlobalRestrictions", "Restrictions"), ("AvailableOSUpdates", "AvailableOSUpdates"),
        ("OSUpdateStatus", "OSUpdateStatus"), ("Users", "UserList"),
        ("ActivationLockBypassCode", "ActivationLockBypassCode"),
    ]

    /// The operating system, by the name of the model.
    var platform: Platform? {
        guard let model else { return nil }
        if ASCII.starts(model, with: "Mac") || ASCII.starts(model, with: "iMac") { return .macOS }
        if ASCII.starts(model, with: "AppleTV") { return .other }
        return Platform(appleModel: model)
    }

    /// Refuses a message that is another one than the webhook says.
    ///
    /// - Parameter kind: what the webhook's topic names; nil for the answer to a command, which has no kind.
    func refuse(unless kind: StaticString?, of webhook: SourceMembers) throws(Rejection) {
        if let said = list.text("MessageType") {
            guard let kind, ASCII.equalIgnoringCase(said, kind) else {
                throw Rejection(
                    .wrongShape, field: "raw_payload.MessageType",
                    expected: kind.map { "\($0)" } ?? "the answer to a command", found: "another message")
            }
        }
        try Self.refuse("raw_payload.UDID", list.text("UDID"), unless: webhook.freeText("udid"))
        try Self.refuse("raw_payload.EnrollmentID", enrollmentID, unless: webhook.freeText("enrollment_id"))
    }

    private static func refuse(
        _ field: String, _ inner: [UInt8]?, unless outer: [UInt8]?
    ) throws(Rejection) {
        guard let inner, let outer, plain(inner) != plain(outer) else { return }
        throw Rejection(.wrongShape, field: field, expected: "the id beside it", found: "another id")
    }

    /// Which letters an id is written in does not make it another one.
    private static func plain(_ id: [UInt8]) -> [UInt8] { ASCII.trimmed(id).map { ASCII.lowered($0) } }

    func addPersonal(to personal: inout PrivateText) {
        personal.add(.serialNumber, serialNumber)
        personal.add(.imei, identifier("IMEI"))
        personal.add(.modelName, model)
        personal.add(.operatingSystem, identifier("OSVersion"))
        if let command { personal.add(.operation, Array("\(command)".utf8)) }
        personal.add(.resultReason, status)
    }
}
