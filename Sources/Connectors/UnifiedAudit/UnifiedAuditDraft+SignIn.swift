import LedgerModel
import StrictJSON

extension UnifiedAuditDraft {
    /// Adds what a sign-in has. Of conditional access the log says no policy and no status, so neither is
    /// said here.
    mutating func addSignIn(_ inner: SourceMembers) throws(Rejection) {
        let extended = try UnifiedAuditProperties(try inner.objects("ExtendedProperties"))
        add("correlationId", try inner.text("InterSystemsId"))
        try addUser(inner)
        add("ipAddress", inner.freeText("ClientIP") ?? inner.freeText("ActorIpAddress"))
        add("userAgent", extended.value("UserAgent"))
        add("appId", try inner.text("ApplicationId"))
        let target = try UnifiedAuditIdentity.all(of: try inner.objects("Target")).first?.guid
        if let target { add("resourceId", target) } else { add("resourceId", try inner.text("ObjectId")) }
        try addStatus(inner, detail: extended.value("ResultStatusDetail"))
        try addDevice(try UnifiedAuditProperties(try inner.objects("DeviceProperties")))
    }

    /// The object id is a GUID, in `UserKey`, `Actor` or `UserId`: other keys are another directory's.
    private mutating func addUser(_ inner: SourceMembers) throws(Rejection) {
        let actor = try UnifiedAuditIdentity.all(of: try inner.objects("Actor")).first
        let name = try inner.text("UserId").map { ASCII.trimmed($0) }
        let key = inner.freeText("UserKey").map { ASCII.trimmed($0) }
        let isUser = actor?.kind == nil || actor?.isOf("User") ?? false
        for id in [key, isUser ? actor?.guid : nil, name] {
            guard let id, let guid = Bits128(guid: id), guid != .zero else { continue }
            add("userId", id)
            break
        }
        let written = name.flatMap { $0.contains(UInt8(ascii: "@")) ? $0 : nil }
        add("userPrincipalName", written ?? actor?.principalName)
    }

    private mutating func addStatus(_ inner: SourceMembers, detail: [UInt8]?) throws(Rejection) {
        let reason = inner.freeText("LogonError")
        let code = code(inner, reason: reason)
        addObject("status") { draft in
            if let code { draft.add("errorCode", code) }
            draft.add("failureReason", reason)
            draft.add("additionalDetails", detail)
        }
    }

    /// `ErrorNumber`; without it 0 for who was let in, and for others the code of the name in `LogonError`.
    /// A failure with the code of success is known by its name alone.
    private mutating func code(_ inner: SourceMembers, reason: [UInt8]?) -> Int64? {
        let operation = UnifiedSignInOperation(unified.operation)
        if let member = inner.member("ErrorNumber"),
            let text = member.plainText, !AbsentText.isAbsent(text)
        {
            guard let number = SourceMembers.integer(member) else {
                note(unreadable: "ErrorNumber", text)
                return nil
            }
            if number != 0 || operation != .failed { return number }
        } else if operation == .loggedIn {
            return 0
        }
        return reason.flatMap { LogonError.code(of: $0) }
    }

    /// `IsCompliantAndManaged` says of the two flags something only where it is true.
    private mutating func addDevice(_ device: UnifiedAuditProperties) throws(Rejection) {
        func isTrue(_ text: [UInt8]) -> Bool { ASCII.equalIgnoringCase(ASCII.trimmed(text), "true") }
        let isBoth = device.value("IsCompliantAndManaged").map(isTrue) ?? false
        let compliant = device.value("IsCompliant")
        addObject("deviceDetail") { draft in
            draft.add("deviceId", device.value("Id"))
            draft.add("displayName", device.value("DisplayName"))
            draft.add("operatingSystem", device.value("OS"))
            draft.add("browser", device.value("BrowserType"))
            draft.add("trustType", device.value("TrustType").map(Self.trust))
            if let compliant {
                draft.add("isCompliant", ASCII.trimmed(compliant))
            } else if isBoth {
                draft.add("isCompliant", flag: true)
            }
            if isBoth { draft.add("isManaged", flag: true) }
        }
    }

    /// How the device is joined: a number of the log's, as the word of Entra's; any other text as it is.
    private static func trust(_ text: [UInt8]) -> [UInt8] {
        switch ASCII.trimmed(text) {
        case [UInt8(ascii: "0")]: Array("Workplace".utf8)
        case [UInt8(ascii: "1")]: Array("AzureAd".utf8)
        case [UInt8(ascii: "2")]: Array("ServerAd".utf8)
        default: text
        }
    }
}
