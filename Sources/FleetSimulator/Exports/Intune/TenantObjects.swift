import EventCatalogue
import LedgerModel
import StrictJSON

/// Graph's objects of a tenant: how its partners, policies and licences stand when the fleet ends.
struct TenantObjects {
    let fleet: Fleet
    let tenant: TenantProfile
    let management: TenantManagement
    let held: ManagedFleet.Tenant

    func compliancePartners() -> [[UInt8]] {
        [
            object { json in
                json.member("id", management.compliancePartner)
                json.member("lastHeartbeatDateTime", instant(held.heartbeat))
                json.member("partnerState", held.heartbeat == nil ? "unknown" : "enabled")
                json.member("displayName", TenantProfile.partnerName)
                json.member("macOsOnboarded", true)
                json.member("androidOnboarded", true)
                json.member("iosOnboarded", true)
                for name: StaticString in [
                    "macOsEnrollmentAssignments", "androidEnrollmentAssignments", "iosEnrollmentAssignments",
                ] {
                    json.key(name)
                    json.beginArray()
                    json.beginObject()
                    json.key("target")
                    json.beginObject()
                    json.member("@odata.type", "#microsoft.graph.groupAssignmentTarget")
                    json.member("groupId", tenant.group)
                    json.endObject()
                    json.endObject()
                    json.endArray()
                }
            }
        ]
    }

    /// A partner of the older kind that nobody set up.
    func devicePartners() -> [[UInt8]] {
        [
            object { json in
                json.member("id", management.devicePartner)
                json.member("lastHeartbeatDateTime", instant(nil))
                json.member("partnerState", "unknown")
                json.member("partnerAppType", "singleTenantApp")
                json.member("singleTenantAppId", Bits128.zero)
                json.member("displayName", "Jamf")
                json.member("isConfigured", false)
                json.member("whenPartnerDevicesWillBeRemovedDateTime", nil)
                json.member("whenPartnerDevicesWillBeMarkedAsNonCompliantDateTime", nil)
                json.key("groupsRequiringPartnerEnrollment")
                json.beginArray()
                json.endArray()
            }
        ]
    }

    func compliancePolicies() -> [[UInt8]] {
        guard let times = held.policies[Int(AccessPolicy.compliantDevice.rawValue)] else { return [] }
        return DevicePolicy.allCases.map { policy in
            // The first was changed when access began to need it.
            let isChanged = policy == .windows && times.changed > times.made
            return object { json in
                json.member("@odata.type", policy.type)
                json.member("id", management.id(of: policy))
                json.member("createdDateTime", SourceText.instant(times.made))
                json.member("description", nil)
                json.member(
                    "lastModifiedDateTime", SourceText.instant(isChanged ? times.changed : times.made))
                json.member("displayName", policy.title)
                json.member("version", isChanged ? 2 : 1)
                json.key("scheduledActionsForRule")
                json.beginArray()
                json.beginObject()
                json.member("ruleName", "PasswordRequired")
                json.key("scheduledActionConfigurations")
                json.beginArray()
                for (action, hours) in [("notification", 0), ("block", 0), ("retire", 720)] {
                    json.beginObject()
                    json.member("gracePeriodHours", hours)
                    json.member("actionType", action)
                    json.member("notificationTemplateId", Bits128.zero)
                    json.endObject()
                }
                json.endArray()
                json.endObject()
                json.endArray()
            }
        }
    }

    func subscriptions() -> [[UInt8]] {
        let sku = Bits128(high: 0xEFCC_B6F7_5641_4E0E, low: 0xBD10_B497_6E1B_F68E)
        let plans: [(id: Bits128, name: String)] = [
            (Bits128(high: 0xC1EC_4A95_1F05_45B3, low: 0xA911_AA3F_A010_94F5), "INTUNE_A"),
            (Bits128(high: 0x4178_1FB2_BC02_4B7C, low: 0xBD55_B576_C07B_B09D), "AAD_PREMIUM"),
            (Bits128(high: 0x8A25_6A2B_B617_496D, low: 0xB51B_E764_66E8_8DB0), "MFA_PREMIUM"),
        ]
        return [
            object { json in
                json.member("capabilityStatus", "Enabled")
                json.member("consumedUnits", held.licences)
                json.member("id", "\(tenant.id.guidText)_\(sku.guidText)")
                json.key("prepaidUnits")
                json.beginObject()
                json.member("enabled", fleet.plan.devices + 25)
                json.member("suspended", 0)
                json.member("warning", 0)
                json.endObject()
                json.key("servicePlans")
                json.beginArray()
                for plan in plans {
                    json.beginObject()
                    json.member("servicePlanId", plan.id)
                    json.member("servicePlanName", plan.name)
                    json.member("provisioningStatus", "Success")
                    json.member("appliesTo", "User")
                    json.endObject()
                }
                json.endArray()
                json.member("skuId", sku)
                json.member("skuPartNumber", "EMS")
                json.member("appliesTo", "User")
            }
        ]
    }

    func object(_ fill: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        fill(&json)
        json.endObject()
        return json.bytes
    }

    /// The first day of the calendar for what never was.
    private func instant(_ time: Timestamp?) -> String {
        time.map { SourceText.instant($0) } ?? "0001-01-01T00:00:00Z"
    }
}
