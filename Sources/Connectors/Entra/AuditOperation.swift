import EventCatalogue

/// What an audit record says was done, of the operations that the ledger knows.
enum AuditOperation: Sendable {
    case registerDevice
    case updateDevice
    case deleteDevice
    case unregisterDevice
    case disableDevice
    case enableDevice
    /// A flag that the directory took away from a device.
    case loseCompliance
    case loseManagement
    case secureDevice(SecurityAction)
    case linkUser(LinkRelation)
    case unlinkUser(LinkRelation)
    case addMember
    case removeMember
    case changeLicence
    case updateUser
    case disableAccount
    case enableAccount
    case consent
    case addPrincipal
    case removePrincipal
    case grantPermission
    case withdrawPermission
    case createPolicy
    case changePolicy
    case deletePolicy
    case changeMethods
    case registerMethod
    case removeMethod

    /// The operation of a name; nil where nothing maps it.
    ///
    /// Names are compared by their bytes, without white space at either end and without regard to ASCII case;
    /// sources spell names with trailing spaces, and the unified log with a trailing dot.
    init?(name: [UInt8]) {
        guard let operation = name.withUnsafeBytes({ Self.operation(named: ASCII.trimmed($0)) }) else {
            return nil
        }
        self = operation
    }

    private static func operation(named name: UnsafeRawBufferPointer) -> AuditOperation? {
        let end = name.last == UInt8(ascii: ".") ? name.count - 1 : name.count
        guard end <= 128 else { return nil }
        let trimmed = UnsafeRawBufferPointer(rebasing: name[..<end])
        let action = SecurityAction(word: trimmed)
        if action != .unrecognised, trimmed.contains(UInt8(ascii: " ")) {
            return .secureDevice(action)
        }
        return table.first { ASCII.equalIgnoringCase(trimmed, $0.name) }?.operation
    }

    private static let table: [(name: StaticString, operation: AuditOperation)] = [
        ("Add device", .registerDevice),
        ("Register device", .registerDevice),
        ("Update device", .updateDevice),
        ("Delete device", .deleteDevice),
        ("Unregister device", .unregisterDevice),
        ("Disable device", .disableDevice),
        ("Enable device", .enableDevice),
        ("Device no longer compliant", .loseCompliance),
        ("Device no longer managed", .loseManagement),
        ("Add registered owner to device", .linkUser(.owner)),
        ("Add registered users to device", .linkUser(.user)),
        ("Add registered user to device", .linkUser(.user)),
        ("Remove registered owner from device", .unlinkUser(.owner)),
        ("Remove registered users from device", .unlinkUser(.user)),
        ("Remove registered user from device", .unlinkUser(.user)),
        ("Add member to group", .addMember),
        ("Remove member from group", .removeMember),
        ("Change user license", .changeLicence),
        ("Update user", .updateUser),
        ("Disable account", .disableAccount),
        ("Enable account", .enableAccount),
        ("Consent to application", .consent),
        ("Add service principal", .addPrincipal),
        ("Delete service principal", .removePrincipal),
        ("Remove service principal", .removePrincipal),
        ("Add app role assignment to service principal", .grantPermission),
        ("Add app role assignment grant to user", .grantPermission),
        ("Add app role assignment to group", .grantPermission),
        ("Add app role assignment to user", .grantPermission),
        ("Add delegated permission grant", .grantPermission),
        ("Remove app role assignment from service principal", .withdrawPermission),
        ("Remove app role assignment from user", .withdrawPermission),
        ("Remove app role assignment from group", .withdrawPermission),
        ("Remove delegated permission grant", .withdrawPermission),
        ("Add conditional access policy", .createPolicy),
        ("Add policy", .createPolicy),
        ("Added policy", .createPolicy),
        ("Update conditional access policy", .changePolicy),
        ("Update policy", .changePolicy),
        ("Delete conditional access policy", .deletePolicy),
        ("Delete policy", .deletePolicy),
        ("Update authentication methods policy", .changeMethods),
        ("Authentication Methods Policy Update", .changeMethods),
        ("User registered security info", .registerMethod),
        ("User registered all required security info", .registerMethod),
        ("Admin registered security info", .registerMethod),
        ("User deleted security info", .removeMethod),
        ("Admin deleted security info", .removeMethod),
    ]
}
