import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite struct PersonalDataTests {
    /// Each planted value holds the word, whose bytes occur nowhere else.
    private static let word = "Mithrandir"
    private static let signIn = """
        {"id":"\(word)-id","createdDateTime":"2026-03-01T08:00:00Z","userId":"\(word)-oid",\
        "userPrincipalName":"\(word)@example.org","userDisplayName":"\(word)","ipAddress":"\(word)-ip",\
        "appId":"\(word)-app","appDisplayName":"\(word)","resourceId":"\(word)",\
        "resourceDisplayName":"\(word)",\
        "servicePrincipalId":"\(word)","servicePrincipalName":"\(word)","correlationId":"\(word)",\
        "conditionalAccessStatus":"\(word)","clientAppUsed":"\(word)","authenticationRequirement":"\(word)",\
        "authenticationProtocol":"\(word)","riskLevelDuringSignIn":"\(word)","userAgent":"\(word)",\
        "homeTenantId":"\(word)","resourceTenantId":"\(word)","signInEventTypes":["\(word)"],\
        "status":{"errorCode":500121,"failureReason":"\(word)","additionalDetails":"\(word)"},\
        "location":{"city":"\(word)","state":"\(word)","countryOrRegion":"\(word)"},\
        "deviceDetail":{"deviceId":"\(word)-device","displayName":"\(word)","operatingSystem":"\(word)",\
        "browser":"\(word)","trustType":"\(word)","isCompliant":true,"isManaged":true},\
        "mfaDetail":{"authMethod":"\(word)","authDetail":"\(word)"},\
        "authenticationDetails":[{"authenticationMethod":"\(word)","authenticationMethodDetail":"\(word)",\
        "authenticationStepRequirement":"Multifactor","authenticationStepResultDetail":"\(word)",\
        "succeeded":false}],\
        "appliedConditionalAccessPolicies":[{"id":"\(word)","displayName":"\(word)","result":"\(word)",\
        "enforcedGrantControls":["\(word)"],"conditionsSatisfied":"\(word)"}]}
        """
    private static func audit(_ name: String) -> String {
        """
        {"id":"\(word)-id","category":"\(word)","correlationId":"\(word)","result":"success",\
        "resultReason":"\(word)","activityDisplayName":"\(name)","activityDateTime":"2026-03-01T08:00:00Z",\
        "initiatedBy":{"user":{"id":"\(word)-actor","userPrincipalName":"\(word)@example.org",\
        "displayName":"\(word)","ipAddress":"\(word)"},"app":null},\
        "targetResources":[{"id":"\(Records.object)","type":"Device","displayName":"\(word)",\
        "modifiedProperties":[\
        {"displayName":"DisplayName","oldValue":"[\\"\(word)\\"]","newValue":"[\\"\(word)\\"]"},\
        {"displayName":"\(word)","oldValue":"\(word)","newValue":"\(word)"},\
        {"displayName":"Device.ObjectID","newValue":"\\"\(Records.object)\\""},\
        {"displayName":"Group.ObjectID","newValue":"\\"\(Records.group)\\""},\
        {"displayName":"DeviceOSType","newValue":"[\\"\(word)\\"]"},\
        {"displayName":"DeviceTrustType","newValue":"[\\"\(word)\\"]"}]},\
        {"id":"\(word)-user","type":"User","displayName":"\(word)",\
        "userPrincipalName":"\(word)@example.org"},\
        {"id":"\(word)-policy","type":"Policy","displayName":"\(word)","modifiedProperties":[\
        {"displayName":"ConditionalAccessPolicy","newValue":"{\\"state\\":\\"\(word)\\",\
        \\"displayName\\":\\"\(word)\\"}"}]}],\
        "additionalDetails":[{"key":"User-Agent","value":"\(word)"},{"key":"DeviceId",\
        "value":"\(word)-device"}]}
        """
    }

    @Test(
        "nothing personal occurs in a stream, a tag, an actor or data",
        arguments: [
            signIn, audit("Add device"), audit("Update device"), audit("Delete device"),
            audit("Add registered owner to device"), audit("Add member to group"), audit("Disable account"),
            audit("Consent to application"), audit("Add delegated permission grant"),
            audit("Update conditional access policy"), audit("User registered security info"), audit(word),
        ])
    func nothingPersonal(record: String) throws {
        let read = try Records.submission(record)
        #expect(!read.events.isEmpty)
        for event in read.events {
            let open =
                [event.stream.encoded, event.data, event.actor?.encoded ?? [], event.type.bytes]
                + event.tags.map(\.encoded)
            for bytes in open + [read.source.encoded, read.road.bytes] {
                #expect(!contains(bytes, Self.word), "\(event.type)")
                #expect(!contains(bytes, Self.word.lowercased()), "\(event.type)")
            }
        }
        #expect(contains(read.personal, Self.word))
        #expect(read.evidence == Array(record.utf8))
    }

    @Test("each slot of an event lies on sixteen zero bytes of the place that it names")
    func slots() throws {
        for record in [Self.signIn, Self.audit("Add device"), Self.audit("Add member to group")] {
            let read = try Records.submission(record)
            #expect(read.events.contains { !$0.slots.isEmpty })
            for event in read.events {
                for slot in event.slots {
                    let (bytes, offset): ([UInt8], Int) =
                        switch slot.place {
                        case .data(let offset): (event.data, offset)
                        case .stream(let offset): (event.stream.encoded, offset)
                        case .tag(let index, let offset): (event.tags[index].encoded, offset)
                        case .actor(let offset): (event.actor?.encoded ?? [], offset)
                        }
                    #expect(read.identities.indices.contains(slot.identity))
                    #expect(bytes[offset - 1] == 0x50)
                    #expect(bytes[offset..<(offset + 16)].allSatisfy { $0 == 0 })
                }
            }
        }
    }
}
