import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite struct ManagementOperationalTests {
    @Test("an enrolment that succeeded is completed, whatever reason stands beside, and binds its two ids")
    func completed() throws {
        let read = try ManagementRecords.submission(ManagementRecords.enrollment())
        #expect(read.types == ["enrollment.completed", "device.identity_bound"])
        #expect(read.events[0].occurred == OccurredTime(try instant("2026-03-01T08:00:00.1234Z")))
        #expect(read.data(EnrollmentEvents.completed)[EnrollmentEvents.platform] == .windows)
        let bound = read.data(DeviceEvents.identityBound)
        #expect(bound[DeviceEvents.entraDevice] == Records.id(Records.device))
        #expect(bound[DeviceEvents.intuneDevice] == Records.id(ManagementRecords.intune))
        #expect(read.personal(.failureReason).isEmpty)
        #expect(
            read.events[0].stream.description == "device/intune/\(Records.tenant)/\(ManagementRecords.intune)"
        )
        #expect(
            read.events[1].tags.map(\.description).contains("device:entra/\(Records.device)"))
    }

    @Test("an enrolment with any other result has failed, with the reason among the private fields")
    func failed() throws {
        for result in ["Failure", "Failed", "Whatever"] {
            let read = try ManagementRecords.submission(
                ManagementRecords.enrollment(result: result, reason: "DeviceCapReached"))
            #expect(read.types.first == "enrollment.failed")
            #expect(read.personal(.failureReason) == ["DeviceCapReached"])
        }
        let silent = try ManagementRecords.submission(ManagementRecords.enrollment(result: nil))
        #expect(silent.types == ["record.observed"])
        #expect(silent.data(RecordEvents.observed)[RecordEvents.reason] == .detailMissing)
    }

    @Test("an id of zeros is absent, so nothing is bound")
    func zero() throws {
        let read = try ManagementRecords.submission(ManagementRecords.enrollment(entra: Records.zero))
        #expect(read.types == ["enrollment.completed"])
    }

    @Test("the key of an enrolment is its message, and a new envelope changes neither key nor content")
    func redelivery() throws {
        let record = ManagementRecords.enrollment()
        let later = record.replacing("08:05:00.0000000Z", "09:30:00.5000000Z")
        let (one, other) = (
            try ManagementRecords.submission(record), try ManagementRecords.submission(later)
        )
        #expect(one.key == other.key && one.content == other.content && one.events == other.events)
        #expect(one.modified != other.modified)
        let unnamed = try ManagementRecords.submission(ManagementRecords.enrollment(message: nil))
        let second = try ManagementRecords.submission(
            ManagementRecords.enrollment(message: nil, more: ",\"ScaleUnit\":\"b\""))
        #expect(unnamed.key != one.key && unnamed.key != second.key)
    }

    @Test("an alert is a verdict of not compliant, with each piece of its description once")
    func alert() throws {
        let read = try ManagementRecords.submission(ManagementRecords.alert())
        #expect(read.types == ["compliance.evaluated"])
        #expect(read.data(ComplianceEvents.evaluated)[ComplianceEvents.verdict] == .nonCompliant)
        #expect(
            read.personal(.failureReason) == ["Policy.Rule", "contact expected", "2026-02-01", "Source"])
        #expect(read.personal(.userPrincipalName) == ["frodo@example.org"])
        #expect(read.events[0].occurred.instant == (try instant("2026-03-01T08:00:00.5Z")))
    }

    @Test("alerts are known by device, instant and description")
    func alertKeys() throws {
        let record = ManagementRecords.alert()
        let key = try ManagementRecords.submission(record).key
        #expect(try ManagementRecords.submission(record.replacing("\"pc\"", "\"mac\"")).key == key)
        for change in [
            (ManagementRecords.intune, ManagementRecords.secondDevice), ("08:00:00.5Z", "08:00:00.6Z"),
            ("contact expected", "code expected"),
        ] {
            #expect(try ManagementRecords.submission(record.replacing(change.0, change.1)).key != key)
        }
    }

    @Test("an alert of another type is kept and counted as unmapped, one without a device says no verdict")
    func otherAlerts() throws {
        let other = try ManagementRecords.submission(ManagementRecords.alert(type: "Device back again"))
        #expect(other.types == ["record.observed"] && other.isUnmapped)
        #expect(other.personal(.unrecognised) == ["AlertType=Device back again"])
        let nobody = try ManagementRecords.submission(ManagementRecords.alert(device: Records.zero))
        #expect(nobody.types == ["record.observed"] && !nobody.isUnmapped)
        #expect(nobody.data(RecordEvents.observed)[RecordEvents.reason] == .detailMissing)
    }

    @Test("an operational record of another kind is kept and counted as unmapped")
    func operational() throws {
        let read = try ManagementRecords.submission(
            ManagementRecords.azure("OperationalLogs", "{\"IntuneAccountId\":\"a\"}"))
        #expect(read.types == ["record.observed"] && read.isUnmapped)
        #expect(read.personal(.operation) == ["Other"])
        #expect(read.data(RecordEvents.observed)[RecordEvents.category] == .deviceManagement)
        let elsewhere = ManagementRecords.azure("OperationalLogs", "{\"EventName\":\"a\"}")
        #expect(ManagementRecords.rejection(elsewhere)?.code == "record.not_a_source_record")
    }

    @Test("a troubleshooting event is a failed enrolment")
    func troubleshooting() throws {
        let read = try ManagementRecords.submission(ManagementRecords.all[13])
        #expect(read.types == ["enrollment.failed", "device.identity_bound"])
        #expect(read.data(EnrollmentEvents.failed)[EnrollmentEvents.platform] == .android)
        #expect(read.personal(.failureReason) == ["bad"])
        #expect(read.personal(.resultReason) == ["authentication"])
    }

    @Test("a time that is none is refused by its name, and nothing is taken for it")
    func times() {
        for (record, field) in [
            (
                ManagementRecords.enrollment().replacing("2026-03-01T08:00:00.1234Z", "soon"),
                "EnrollmentTimeUTC"
            ),
            (
                ManagementRecords.alert().replacing("2026-03-01T08:00:00.5Z", "2026-02-30T08:00:00Z"),
                "StartTimeUtc"
            ),
            (ManagementRecords.enrollment().replacing("2026-03-01T08:05", "2026-03-01:08:05"), "time"),
            (ManagementRecords.all[13].replacing("23:00:00Z", "23:00:00"), "eventDateTime"),
        ] {
            let rejection = ManagementRecords.rejection(record)
            #expect(rejection?.code == "record.invalid_time", "\(field)")
            #expect(rejection?.field?.hasSuffix(field) == true, "\(field)")
        }
    }
}

/// An instant of the tests.
func instant(_ text: String) throws -> Timestamp {
    try #require(SourceTime(Array(text.utf8), forms: .zoned)).instant
}
