import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite struct SignInDecisionTests {
    static let table: [(codes: [Int64], type: String, basis: AccessBasis)] = [
        ([0], "access.granted", .granted),
        (
            [53000, 53001, 53002, 53003, 53004, 530_003, 530_033, 530_035], "access.denied",
            .conditionalAccess
        ),
        ([50155, 50187], "access.denied", .deviceAuthentication),
        ([50158], "access.denied", .externalControl),
        ([500_121, 50088], "access.denied", .multifactor),
        ([50072, 50074, 50076, 50079, 50125], "access.interrupted", .interrupt),
        ([50140, 50058, 50097, 16000, 65001, 65004], "access.interrupted", .interrupt),
        ([50053, 50055, 50057, 50126, 50133, 7_000_215], "access.denied", .authentication),
        ([50011, -1, 999_999_999, .max, .min], "access.interrupted", .unclassified),
    ]

    @Test("the code decides, whatever words conditional access uses", arguments: table.indices)
    func codes(row: Int) throws {
        let (codes, type, basis) = Self.table[row]
        for code in codes {
            for status in ["success", "notApplied", "unknownFutureValue", "somethingNew", ""] {
                let read = try Records.submission(Records.signIn(code: "\(code)", status: status))
                let first = try #require(read.events.first)
                #expect(first.type.description == type)
                let data = PublicDataView(first.data)
                #expect(data[AccessEvents.errorCode] == code)
                #expect(data[AccessEvents.basis] == basis)
            }
        }
    }

    @Test("a code of 0 that conditional access contradicts is neither granted nor denied")
    func contradiction() throws {
        let read = try Records.submission(Records.signIn(status: "failure"))
        #expect(read.types == ["access.interrupted"])
        #expect(read.data(AccessEvents.interrupted)[AccessEvents.basis] == .contradicted)
    }

    @Test("a failure of conditional access does not turn a challenge into a denial")
    func challengeWithFailure() throws {
        let read = try Records.submission(Records.signIn(code: "50074", status: "failure"))
        #expect(read.types == ["access.interrupted", "mfa.challenged"])
    }

    @Test("a policy in report-only mode never grants or denies")
    func reportOnly() throws {
        for result in [
            "reportOnlyFailure", "reportOnlySuccess", "reportOnlyInterrupted", "reportOnlyNotApplied",
        ] {
            let policies = """
                ,"appliedConditionalAccessPolicies":[{"id":"\(Records.policy)","result":"\(result)",\
                "enforcedGrantControls":["Block"]}]
                """
            let read = try Records.submission(Records.signIn(more: policies))
            #expect(read.types == ["access.granted"])
            let applied = try #require(read.data(AccessEvents.granted)[AccessEvents.policies])
            #expect(applied.map(\.result) == [PolicyResult(word: Array(result.utf8))])
            #expect(applied.map(\.controls) == [[.block]])
        }
    }

    @Test("a code as text is a code; the outer result stands in for a missing one; words are no code")
    func whereTheCodeStands() throws {
        #expect(try Records.submission(Records.signIn(code: "\"53003\"")).types == ["access.denied"])
        let codeless = Records.signIn().replacing(",\"status\":{\"errorCode\":0}", "")
        for (outer, type) in [
            (",\"resultType\":\"53003\"", "access.denied"), (",\"resultType\":0", "access.granted"),
            (",\"resultType\":\"Success\"", "record.observed"), ("", "record.observed"),
        ] {
            let read = try Records.submission(Records.azure(codeless, category: "SignInLogs", outer))
            #expect(read.types == [type])
        }
        let both = Records.azure(
            Records.signIn(code: "50126"), category: "SignInLogs", ",\"resultType\":\"0\"")
        #expect(try Records.submission(both).types == ["access.denied"])
    }

    @Test("success of conditional access without a code is no proof of a grant")
    func noCode() throws {
        let read = try Records.submission(Records.signIn().replacing(",\"status\":{\"errorCode\":0}", ""))
        #expect(read.types == ["record.observed"])
        #expect(read.data(RecordEvents.observed)[RecordEvents.reason] == .detailMissing)
        #expect(!read.isUnmapped)
    }

    @Test("an unknown word is unrecognised in public and kept in private")
    func unknownWord() throws {
        let read = try Records.submission(Records.signIn(status: "somethingNew"))
        #expect(read.data(AccessEvents.granted)[AccessEvents.status] == .unrecognised)
        #expect(read.personal(.unrecognised) == ["conditionalAccessStatus=somethingNew"])
    }
}
