import LedgerModel
import StrictJSON

/// Entries of MaaS360's reports.
enum MaaS360Entries {
    static func compliance(_ subject: ProductSubject, at time: Timestamp) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("maas360DeviceID", MaaS360Pages.id(subject))
        json.member("deviceName", subject.device.name)
        json.member(
            "actionExecutionTime", SourceText.second(subject.instance.clock(time), zone: "Z"))
        json.member("actionName", "Alert")
        json.member("ruleSetName", "KS default")
        json.endObject()
        return json.bytes
    }

    static func change(_ operation: String, _ instance: ProductInstance, at time: Timestamp) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("updateDate")
        json.int64(instance.milliseconds(time))
        json.member("performedBy", instance.tenant.administrator.userPrincipalName)
        json.member("operationType", operation)
        json.member("ipAddress", instance.tenant.officeAddress)
        json.key("administrator")
        json.beginObject()
        json.member("email", instance.tenant.administrator.userPrincipalName)
        json.member("username", instance.tenant.administrator.userPrincipalName)
        json.member("accountStatus", "Active")
        json.member("rolesAdded", "")
        json.member("rolesDeleted", "")
        json.endObject()
        json.endObject()
        return json.bytes
    }

    static func login(_ instance: ProductInstance, at time: Timestamp, minutes: Int) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("username", instance.tenant.administrator.userPrincipalName)
        json.key("loginAttemptTime")
        json.int64(instance.milliseconds(time))
        json.key("logoutTime")
        // A session that was never ended has a text in place of a number.
        if minutes > 0 {
            json.int64(instance.milliseconds(time.adding(seconds: Int64(minutes) * 60)) / 1_000 * 1_000)
        } else {
            json.string("")
        }
        json.key("duration")
        if minutes > 0 { json.int(minutes) } else { json.string("") }
        json.member("operatingSystem", "Windows 11")
        json.member("browserVersion", "Edge 131.0.0.0")
        json.member("ipAddress", instance.tenant.officeAddress)
        json.member("authStatus", "Successful")
        json.endObject()
        return json.bytes
    }
}
