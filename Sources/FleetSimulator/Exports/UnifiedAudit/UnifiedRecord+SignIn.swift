import EventCatalogue
import LedgerModel
import StrictJSON

extension UnifiedRecord {
    func signIn(_ row: SimulatedSignIn, _ json: inout JSONWriter) {
        let resource = row.application.resource.guidText
        let address = context.fleet.text(of: row.address, person: person, tenant: tenant)
        json.member("UserKey", person.objectID)
        json.member("UserType", 0)
        json.member("Version", 1)
        json.member("Workload", "AzureActiveDirectory")
        json.member("ClientIP", address)
        json.member("ObjectId", resource)
        json.member("UserId", person.userPrincipalName)
        json.member("AzureActiveDirectoryEventType", 1)
        pairs(
            "ExtendedProperties",
            [
                ("ResultStatusDetail", row.errorCode == 0 ? "Success" : "UserError"),
                ("UserAgent", context.device?.userAgent ?? ""), ("RequestType", "OAuth2:Authorize"),
            ], &json)
        pairs("ModifiedProperties", [], &json)
        identities(
            "Actor", [(person.objectID.guidText, .claim), (person.userPrincipalName, .principalName)], &json)
        json.member("ActorIpAddress", address)
        identities("Target", [(resource, .claim)], &json)
        closing(&json)
        json.member("ApplicationId", row.application.id)
        pairs("DeviceProperties", device(row), &json)
        json.member("ErrorNumber", String(row.errorCode))
        if let error = row.logonError { json.member("LogonError", error) }
    }

    /// What the sign-in saw of the device; its id and flags only where it named one.
    private func device(_ row: SimulatedSignIn) -> [(name: String, value: String)] {
        var made: [(name: String, value: String)] = []
        func word(_ flag: Bool) -> String { flag ? "True" : "False" }
        if row.namesDevice, let device = context.device {
            made = [("Id", device.entraDevice.guidText), ("DisplayName", device.name)]
        }
        made.append(("OS", context.device?.operatingSystem ?? ""))
        made.append(("BrowserType", context.device?.browser ?? ""))
        if row.namesDevice, let device = context.device {
            if let isCompliant = row.isCompliant { made.append(("IsCompliant", word(isCompliant))) }
            if let isCompliant = row.isCompliant, let isManaged = row.isManaged {
                made.append(("IsCompliantAndManaged", word(isCompliant && isManaged)))
            }
            made.append(("TrustType", device.trustText))
        }
        return made
    }
}

extension SimulatedSignIn {
    /// The error's name, as the Unified Audit Log has it; nil where there is none.
    var logonError: String? {
        switch errorCode {
        case 50074: "UserStrongAuthClientAuthNRequiredInterrupt"
        case 50076: "UserStrongAuthClientAuthNRequired"
        case 50126: "InvalidUserNameOrPassword"
        case 53000: "DeviceNotCompliant"
        case 53003: "BlockedByConditionalAccess"
        case 500121: "AuthenticationFailedDuringStrongAuthenticationRequest"
        case 0: nil
        default: ReferenceData.current.errorCodes.first { $0.value.code == Int64(errorCode) }?.value.name
        }
    }
}
