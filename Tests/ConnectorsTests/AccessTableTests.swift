import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

/// The tables of decisions on access: each row of what Microsoft's documents list, and what becomes of it.
@Suite struct AccessTableTests {
    private struct Row {
        let code: Int64
        let type: String
        let basis: AccessBasis
        /// The step of a further factor that stands beside the decision; nil where there is none.
        var factor: String?
    }

    private static let codes: [Row] = [
        Row(code: 0, type: "access.granted", basis: .granted),
        Row(code: 50005, type: "access.denied", basis: .conditionalAccess),
        Row(code: 50055, type: "access.denied", basis: .authentication),
        Row(code: 50126, type: "access.denied", basis: .authentication),
        Row(code: 50057, type: "access.denied", basis: .authentication),
        Row(code: 50072, type: "access.interrupted", basis: .interrupt, factor: "mfa.challenged"),
        Row(code: 50074, type: "access.interrupted", basis: .interrupt, factor: "mfa.challenged"),
        Row(code: 50076, type: "access.interrupted", basis: .interrupt, factor: "mfa.challenged"),
        Row(code: 50078, type: "access.interrupted", basis: .interrupt),
        Row(code: 50079, type: "access.interrupted", basis: .interrupt, factor: "mfa.challenged"),
        Row(code: 50088, type: "access.denied", basis: .multifactor, factor: "mfa.denied"),
        Row(code: 50097, type: "access.interrupted", basis: .interrupt),
        Row(code: 50127, type: "access.interrupted", basis: .interrupt),
        Row(code: 50129, type: "access.interrupted", basis: .interrupt),
        Row(code: 50131, type: "access.denied", basis: .conditionalAccess),
        Row(code: 50155, type: "access.denied", basis: .deviceAuthentication),
        Row(code: 50158, type: "access.denied", basis: .externalControl, factor: "mfa.challenged"),
        Row(code: 50187, type: "access.denied", basis: .deviceAuthentication),
        Row(code: 53000, type: "access.denied", basis: .conditionalAccess),
        Row(code: 53001, type: "access.denied", basis: .conditionalAccess),
        Row(code: 53002, type: "access.denied", basis: .conditionalAccess),
        Row(code: 53003, type: "access.denied", basis: .conditionalAccess),
        Row(code: 530_033, type: "access.denied", basis: .conditionalAccess),
        Row(code: 530_035, type: "access.denied", basis: .conditionalAccess),
        Row(code: 53004, type: "access.denied", basis: .conditionalAccess),
        Row(code: 53010, type: "access.denied", basis: .conditionalAccess),
        Row(code: 53011, type: "access.denied", basis: .conditionalAccess),
        Row(code: 65001, type: "access.interrupted", basis: .interrupt),
        Row(code: 65004, type: "access.interrupted", basis: .interrupt),
        Row(code: 70043, type: "access.denied", basis: .authentication),
        Row(code: 700_082, type: "access.denied", basis: .authentication),
    ]

    @Test("each code of the table is decided, with the number as received", arguments: codes.indices)
    func code(index: Int) throws {
        let row = Self.codes[index]
        let read = try Records.submission(Records.signIn(code: "\(row.code)"))
        let first = try #require(read.events.first)
        #expect(first.type.description == row.type)
        let data = PublicDataView(first.data)
        #expect(data[AccessEvents.basis] == row.basis && data[AccessEvents.errorCode] == row.code)
        #expect(read.types.dropFirst().filter { $0.hasPrefix("mfa.") } == [row.factor].compactMap { $0 })
    }

    @Test("each state of conditional access is kept as received, and one that is not listed as unknown")
    func states() throws {
        for (word, expected) in [
            ("success", ConditionalAccessStatus.success), ("failure", .failure), ("notApplied", .notApplied),
            ("unknownFutureValue", .unknownFutureValue), ("somethingNew", .unrecognised),
        ] {
            let read = try Records.submission(Records.signIn(code: "53003", status: word))
            let first = try #require(read.events.first)
            #expect(PublicDataView(first.data)[AccessEvents.status] == expected, "\(word)")
        }
    }

    @Test("each result of a policy is kept, and none in report-only mode decides anything")
    func results() throws {
        for (word, expected) in [
            ("success", PolicyResult.success), ("failure", .failure), ("notApplied", .notApplied),
            ("notEnabled", .notEnabled), ("unknown", .unknown), ("unknownFutureValue", .unknownFutureValue),
            ("reportOnlySuccess", .reportOnlySuccess), ("reportOnlyFailure", .reportOnlyFailure),
            ("reportOnlyNotApplied", .reportOnlyNotApplied),
            ("reportOnlyInterrupted", .reportOnlyInterrupted),
        ] {
            for (code, type) in [("0", "access.granted"), ("53000", "access.denied")] {
                let policies = """
                    ,"appliedConditionalAccessPolicies":[{"id":"\(Records.policy)","result":"\(word)"}]
                    """
                let read = try Records.submission(Records.signIn(code: code, more: policies))
                let first = try #require(read.events.first)
                #expect(first.type.description == type)
                let applied = try #require(PublicDataView(first.data)[AccessEvents.policies])
                #expect(applied.map(\.result) == [expected], "\(word)")
            }
        }
    }

    @Test("each grant control is known by the names that Graph and the sign-ins' pages have")
    func controls() throws {
        for (words, expected) in [
            (["mfa", "Require multifactor authentication"], GrantControl.mfa),
            (["authenticationStrength", "Require authentication strength"], .authenticationStrength),
            (["compliantDevice", "Require compliant device"], .compliantDevice),
            (["domainJoinedDevice", "Require Hybrid Azure AD joined device"], .domainJoinedDevice),
            (["approvedApplication", "Require approved client app"], .approvedApplication),
            (["compliantApplication", "Require app protection policy"], .compliantApplication),
            (["passwordChange", "Require password change"], .passwordChange),
            (["riskRemediation"], .riskRemediation), (["block", "Block"], .block),
            (["somethingNew"], .unrecognised),
        ] {
            for word in words {
                let policies = """
                    ,"appliedConditionalAccessPolicies":[{"id":"\(Records.policy)","result":"failure",\
                    "enforcedGrantControls":["\(word)"]}]
                    """
                let read = try Records.submission(Records.signIn(code: "53003", more: policies))
                let first = try #require(read.events.first)
                let applied = try #require(PublicDataView(first.data)[AccessEvents.policies]?.first)
                #expect(applied.controls == [expected], "\(word)")
            }
        }
    }
}
