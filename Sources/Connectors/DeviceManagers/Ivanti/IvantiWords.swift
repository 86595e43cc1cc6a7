import EventCatalogue
import LedgerModel
import StrictJSON

/// The ids and states that Ivanti's records have in common.
enum IvantiWords {
    /// A device by the id that its instance gave it, a GUID in one spelling; nil where the text is none.
    static func device(_ text: [UInt8]?, at place: ManagerInstance) -> DeviceReference? {
        guard let text else { return nil }
        let id = Bits128(guid: ASCII.trimmed(text)).map { Array($0.guidText.utf8) }
        return .own("ivanti-device", id ?? text, at: place)
    }

    /// How a device stands with Ivanti.
    private enum Status {
        case managed, retirePending, wipePending, retired, wiped, requested, completed, expired
    }

    /// The statuses by their words and by the numbers of Core's first interface.
    private static let statuses: [(word: StaticString, number: StaticString, status: Status)] = [
        ("ACTIVE", "97", .managed), ("BLOCKED", "98", .managed), ("IENROLL_VERIFIED", "100", .requested),
        ("IENROLL_INPROGRESS", "101", .requested), ("IENROLL_COMPLETE", "102", .completed),
        ("INFECTED", "105", .managed), ("LOST", "108", .managed),
        ("VERIFICATION_PENDING", "112", .requested), ("RETIRED", "114", .retired),
        ("RETIRE_PENDING", "117", .retirePending), ("VERIFIED", "118", .requested), ("WIPED", "119", .wiped),
        ("EXPIRED", "120", .expired), ("WIPE_PENDING", "", .wipePending),
    ]

    /// Adds to a snapshot how a device stands, by its status; an unknown one is noted under its member's
    /// name.
    ///
    /// A device that is gone, or not there yet, has no verdict.
    static func apply(
        status text: [UInt8]?, _ name: String, to snapshot: inout ManagerSnapshot,
        _ personal: inout PrivateText
    ) {
        guard let text else { return }
        let word = ASCII.trimmed(text)
        let found = statuses.first {
            ASCII.equalIgnoringCase(word, $0.word)
                || !word.isEmpty && ASCII.equalIgnoringCase(word, $0.number)
        }
        guard let found else { return personal.addUnrecognised(name, word) }
        switch found.status {
        case .managed: snapshot.state = .managed
        case .retirePending: snapshot.state = .retirePending
        case .wipePending: snapshot.state = .wipePending
        case .retired: snapshot.end = DeviceEvents.retired
        case .wiped: snapshot.end = DeviceEvents.wiped
        case .requested: snapshot.enrolment = EnrollmentEvents.requested
        case .completed: snapshot.enrolment = EnrollmentEvents.completed
        case .expired: snapshot.enrolment = EnrollmentEvents.failed
        }
        switch found.status {
        case .retired, .wiped, .requested, .expired: snapshot.verdict = nil
        case .managed, .retirePending, .wipePending, .completed: break
        }
    }

    /// The verdict of a flag. A policy that only alerts leaves it at compliant although the device breaks the
    /// policy: then the flag says what is reported, and concludes nothing.
    static func verdict(_ isCompliant: Bool?, breaksPolicies: Bool) -> ComplianceVerdict? {
        guard let isCompliant else { return nil }
        if !isCompliant { return .nonCompliant }
        return breaksPolicies ? nil : .compliant
    }

    /// Whether a member says something: a number other than 0, text that is not absent, or a list of at least
    /// one.
    static func says(_ name: StaticString, _ members: SourceMembers) -> Bool {
        guard let value = members.member(name) else { return false }
        if value.isArray { return value.count > 0 }
        if let number = value.int64 { return number != 0 }
        return value.withStringBytes { !AbsentText.isAbsent($0) } ?? value.isObject
    }
}
