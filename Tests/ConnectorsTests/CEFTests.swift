import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite("Events of the Common Event Format")
struct CEFTests {
    private func event(_ text: String) throws -> CEFMessage { try CEFMessage(Array(text.utf8)) }

    private func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    @Test("bars and backslashes are escaped in the header, equals signs and ends of lines in values")
    func escapes() throws {
        let found = try event(
            "CEF:1|a\\|b|c\\\\d|1.0|id| a name |10|msg=x \\= y\\\\z | w\\nv\\r act=Wipe Device  empty= last=u"
        )
        #expect(text(found.vendor) == "a|b" && text(found.product) == "c\\d")
        #expect(text(found.eventClass) == "id" && text(found.name) == "a name")
        #expect(text(found["msg"]) == "x = y\\z | w\nv" && text(found["act"]) == "Wipe Device")
        #expect(found["empty"] == nil && text(found["last"]) == "u" && found["none"] == nil)
        #expect(try event("CEF:0|a|b|c|d|e|f|").vendor == Array("a".utf8))
    }

    @Test(
        "what is not exactly of the form is refused by what is wrong with it",
        arguments: [
            ("CEF:0|a|b|c|d|e|f", LineSyntaxError.Code.cefHeader), ("CEF:", .cefHeader),
            ("CEF:0", .cefHeader),
            ("CEF:x|a|b|c|d|e|f|", .cefHeader), ("CEF:|a|b|c|d|e|f|", .cefHeader),
            ("CEF:0|a\\b|b|c|d|e|f|", .cefEscape), ("CEF:0|a\\=|b|c|d|e|f|", .cefEscape),
            ("CEF:0|a\\", .cefEscape),
            ("CEF:0|a|b|c|d|e|f|k=a\\b", .cefEscape), ("CEF:0|a|b|c|d|e|f|k=a\\|", .cefEscape),
            ("CEF:0|a|b|c|d|e|f|k=a\\", .cefEscape),
            ("CEF:0|a|b|c|d|e|f|text", .cefExtension), ("CEF:0|a|b|c|d|e|f|=x", .cefExtension),
            ("CEF:0|a|b|c|d|e|f|k=a=b", .cefExtension), ("CEF:0|a|b|c|d|e|f|k=a b!=c", .cefExtension),
            ("CEF:0|a|b|c|d|e|f|k=a k=b", .cefDuplicateKey),
        ])
    func refused(message: String, code: LineSyntaxError.Code) {
        #expect { try CEFMessage(Array(message.utf8)) } throws: { ($0 as? LineSyntaxError)?.code == code }
    }

    @Test(
        "digits count seconds or milliseconds by how many they are, and text needs a year and a zone",
        arguments: [
            ("1772352000", nil, "2026-03-01T08:00:00Z"), ("1772352000123", nil, "2026-03-01T08:00:00.123Z"),
            ("Mar 01 2026 08:00:00.123 UTC", nil, "2026-03-01T08:00:00.123Z"),
            ("Mar 1 2026 08:00:00 GMT", nil, "2026-03-01T08:00:00Z"),
            ("Mar 01 2026 08:00:00", "UTC", "2026-03-01T08:00:00Z"),
            ("2026-03-01T08:00:00+01:00", nil, "2026-03-01T07:00:00Z"),
            ("Mar 01 2026 08:00:00", nil, ""), ("Mar 01 2026 08:00:00 CET", nil, ""),
            ("Mar 01 08:00:00", nil, ""), ("Mar 01 08:00:00", "UTC", ""),
            ("17723520001", nil, nil), ("17723520001234", nil, nil), ("9999999999", nil, nil),
            ("99999999999999999999", nil, nil), ("", nil, nil), ("yesterday", nil, nil),
            ("Feb 30 2026 08:00:00 UTC", nil, nil), ("Mar 01 2026 24:00:00", nil, nil),
            ("Mar 01 2026 08:00", nil, nil), ("2026-03-01T08:00:00", nil, nil),
        ] as [(String, String?, String?)])
    func times(written: String, zone: String?, instant: String?) {
        let time = CEFTime(Array(written.utf8), zone: zone.map { Array($0.utf8) })
        #expect((time == nil) == (instant == nil))
        #expect(time?.instant?.description ?? "" == instant ?? "")
        if instant == "" { #expect(time?.text == Array(written.utf8)) }
    }

    private let context = LineRecords.context("ivanti:acme")

    @Test(
        "an action that was begun or ended well is a request, and one that failed is none",
        arguments: [
            ("Retire", "device.retire_requested"), ("Wipe Device", "device.wipe_requested"),
            ("DELETE_RETIRED_DEVICE", "device.delete_requested"), ("Lock", "device.security_action"),
            ("Unlock Device", "device.security_action"), ("Register Device", "enrollment.requested"),
        ])
    func requests(action: String, type: String) throws {
        for word in ["Initiated", "Success", ""] {
            let outcome = word.isEmpty ? "" : " outcome=\(word)"
            let found = try LineRecords.submission(
                LineRecords.audit(action, LineRecords.device + outcome), context)
            #expect(found.types == [type, "device.identity_bound"] && !found.isUnmapped)
            #expect(found.events[0].occurred.instant.description == "2026-03-01T08:00:00Z")
            #expect(found.source.description == "ivanti:acme" && found.road == Token(word: "syslog"))
            #expect(
                found.identities.map(\.value) == [
                    Array("C02ZQ0000001".utf8), Array(Records.object.utf8),
                ])
            #expect(found.personal(.actorName) == ["gandalf"])
        }
        let failed = try LineRecords.submission(
            LineRecords.audit(action, LineRecords.device + " outcome=Failed"), context)
        #expect(failed.types == ["record.observed"])
        #expect(failed.data(RecordEvents.observed)[RecordEvents.outcome] == .failure)
        let novel = try LineRecords.submission(
            LineRecords.audit(action, LineRecords.device + " outcome=Novel"), context)
        #expect(novel.types == ["record.observed"] && novel.personal(.unrecognised) == ["outcome=Novel"])
        let nobody = try LineRecords.submission(LineRecords.audit(action), context)
        #expect(nobody.data(RecordEvents.observed)[RecordEvents.reason] == .detailMissing)
    }

    @Test("a device that was blocked is not compliant, and an alert is no verdict")
    func restrictions() throws {
        let blocked = try LineRecords.submission(
            LineRecords.audit("Quarantine", LineRecords.device + " outcome=Success"), context)
        #expect(blocked.types == ["compliance.evaluated", "device.identity_bound"])
        #expect(blocked.data(ComplianceEvents.evaluated)[ComplianceEvents.verdict] == .nonCompliant)
        for (action, more) in [("Block", " outcome=Initiated"), ("Block", ""), ("Send Alert", "")] {
            let found = try LineRecords.submission(
                LineRecords.audit(action, LineRecords.device + more), context)
            #expect(found.types == ["record.observed"], "\(action)\(more)")
        }
    }

    @Test("who logs in and who changes policies is evidence; what nothing knows is unmapped")
    func others() throws {
        for action in ["Login", "Logout", "Apply Policy", "Compliance Check"] {
            let found = try LineRecords.submission(
                LineRecords.audit(action, " outcome=Success"), context)
            let data = found.data(RecordEvents.observed)
            #expect(data[RecordEvents.reason] == .evidenceOnly && data[RecordEvents.outcome] == .success)
            #expect(data[RecordEvents.category] == .deviceManagementAudit && !found.isUnmapped)
        }
        let novel = try LineRecords.submission(LineRecords.audit("Defenestrate"), context)
        #expect(novel.isUnmapped && novel.data(RecordEvents.observed)[RecordEvents.reason] == .noMapping)
    }

    @Test("a custom text is what its label says, or a list in braces; two values of one name are none")
    func details() throws {
        let listed = try LineRecords.submission(
            LineRecords.audit(
                "Wipe", " cs3={name\\=Frodo's, uuid\\=\(Records.object.uppercased()), platform\\=Android}"),
            context)
        #expect(listed.identities.map(\.value) == [Array(Records.object.utf8)])
        for more in [
            " cs1=\(Records.object)", " cs1Label=Colour cs1=\(Records.object)",
            LineRecords.device
                + " cs4Label=uuid cs4=\(Records.device) cs5Label=serial number cs5=C02ZQ0000009",
        ] {
            #expect(
                try LineRecords.submission(LineRecords.audit("Wipe", more), context).types
                    == ["record.observed"], "\(more)")
        }
    }

    @Test("the same line is the same record, by another road of syslog as well; begun and ended are two")
    func keys() throws {
        func read(_ line: String) throws -> Submission { try LineRecords.submission(line, context) }
        let bare = try read(LineRecords.audit("Wipe", LineRecords.device))
        let relayed = try read(
            LineRecords.audit("Wipe", LineRecords.device, header: "<13>Mar  1 08:00:00 relay "))
        #expect(bare.key == relayed.key && bare.content == relayed.content)
        let ended = try read(LineRecords.audit("Wipe", LineRecords.device + " outcome=Success"))
        #expect(ended.key != bare.key)
        // Without a time of its own, the line's tells two apart.
        let first = try read(LineRecords.audit("Wipe", start: "", header: "<13>Mar  1 08:00:00 relay "))
        let second = try read(LineRecords.audit("Wipe", start: "", header: "<13>Mar  1 08:00:01 relay "))
        #expect(first.key != second.key && SourceFormat(recordKey: first.key) == .ivantiAudit)
    }

    @Test("without a year or a zone an entry is dated by its receipt, and keeps the text")
    func undated() throws {
        let received = LineRecords.context("ivanti:acme", received: "2026-03-02T00:00:00Z")
        let line = LineRecords.audit(
            "Wipe", LineRecords.device, start: "Mar 01 2026 08:00:00", header: "<13>Mar  1 08:00:00 relay ")
        let found = try LineRecords.submission(line, received)
        #expect(found.events[0].occurred.instant.description == "2026-03-02T00:00:00Z")
        #expect(found.events[0].occurred.basis == .submission)
        #expect(found.personal(.timeText) == ["Mar 01 2026 08:00:00", "Mar  1 08:00:00"])
        #expect(try LineRecords.submission(line, context).events[0].occurred.basis == .receipt)
        // A header with a zone stands for it.
        let modern = LineRecords.audit(
            "Wipe", LineRecords.device, start: "", header: "<13>1 2026-03-01T08:00:00Z core app - - - ")
        #expect(
            try LineRecords.submission(modern, received).events[0].occurred.instant.description
                == "2026-03-01T08:00:00Z")
        #expect(
            LineRecords.code(LineRecords.audit("Wipe", start: "tomorrow"), context) == "record.invalid_time")
    }
}
