import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("The documents' tables of enrolment, cell by cell")
struct EnrolmentTableTests {
    /// A workflow, in force or said.
    private static let workflows: [EnrollmentWorkflow] = [.existing, .new]

    struct PageCell: Sendable {
        var workflow: EnrollmentWorkflow
        var user: DirectoryUserKind
        var right: AuthenticationPage
    }

    private static let pages = [
        PageCell(workflow: .existing, user: .activeDirectory, right: .manager),
        PageCell(workflow: .existing, user: .entra, right: .manager),
        PageCell(workflow: .new, user: .activeDirectory, right: .managerPassword),
        PageCell(workflow: .new, user: .entra, right: .microsoft),
    ]

    @Test("a password on another page than the table's is told, and one on its page is not", arguments: pages)
    func page(_ cell: PageCell) throws {
        for page in [AuthenticationPage.manager, .managerPassword, .microsoft] {
            for definition in [EnrollmentEvents.passwordPassed, EnrollmentEvents.passwordFailed] {
                var log = EnrolmentLog()
                log.setWorkflow(cell.workflow, 1)
                log.append(EnrollmentEvents.requested, 10)
                log.password(definition, 11, page: page, userKind: cell.user)
                let session = try #require(log.only)
                let found = EnrolmentAssessment(session).deviations.filter { $0.kind == .passwordPage }
                #expect(found.isEmpty == (page == cell.right), "\(cell) \(page)")
                guard let deviation = found.first else { continue }
                let user = cell.user == .entra ? "entra" : "ad"
                #expect(deviation.citations.map(\.row) == ["page-\(cell.workflow.word)-\(user)-password"])
                #expect(deviation.citations.allSatisfy { !$0.sources.isEmpty })
                #expect(deviation.positions.map(\.value) == [0, 2])
            }
        }
    }

    struct ProviderCell: Sendable {
        var workflow: EnrollmentWorkflow
        var setting: DefaultAuthentication
        /// What is told where Active Directory, or Entra, lets somebody pass.
        var activeDirectory: EnrolmentDeviation.Kind?
        var entra: EnrolmentDeviation.Kind?
    }

    private static let providers =
        workflows.flatMap { workflow in
            [
                ProviderCell(
                    workflow: workflow, setting: .none, activeDirectory: .successUnderNone,
                    entra: .successUnderNone),
                ProviderCell(
                    workflow: workflow, setting: .activeDirectory, activeDirectory: nil, entra: .otherProvider
                ),
                ProviderCell(
                    workflow: workflow, setting: .entra, activeDirectory: .otherProvider, entra: nil),
                ProviderCell(
                    workflow: workflow, setting: .both,
                    activeDirectory: workflow == .new ? .forbiddenFallback : nil, entra: nil),
            ]
        }

    @Test("who may let people pass is judged by workflow and setting", arguments: providers)
    func provider(_ cell: ProviderCell) throws {
        for (provider, expected) in [
            (AuthenticationProvider.activeDirectory, cell.activeDirectory), (.entra, cell.entra),
        ] {
            var log = EnrolmentLog()
            log.setWorkflow(cell.workflow, 1)
            log.setDefault(cell.setting, 2)
            log.append(EnrollmentEvents.requested, 10)
            if provider == .activeDirectory {
                log.password(EnrollmentEvents.passwordFailed, 11, by: .entra)
            }
            log.password(EnrollmentEvents.passwordPassed, 12, by: provider)
            let session = try #require(log.only)
            let deviations = EnrolmentAssessment(session).deviations
            #expect(deviations.map(\.kind) == (expected.map { [$0] } ?? []), "\(cell) \(provider)")
            #expect((session.fallback != nil) == (provider == .activeDirectory))
            let setting = cell.setting == .activeDirectory ? "ad" : cell.setting.word
            for deviation in deviations {
                #expect(deviation.citations.map(\.row) == ["providers-\(cell.workflow.word)-\(setting)"])
            }
        }
    }

    @Test("a failure under the setting None, and under Both in the new workflow, is as it ought to be")
    func failures() {
        for setting in [DefaultAuthentication.none, .both] {
            var log = EnrolmentLog()
            log.setWorkflow(.new, 1)
            log.setDefault(setting, 2)
            log.append(EnrollmentEvents.requested, 10)
            log.password(EnrollmentEvents.passwordFailed, 11, by: .entra)
            log.append(EnrollmentEvents.failed, 12)
            #expect(log.only?.outcome == .failed && log.only?.stumble?.kind == .passwordFailed)
            #expect(log.deviations.isEmpty)
        }
    }

    @Test("completion alone is a success under the setting None, whichever workflow")
    func completionUnderNone() throws {
        var log = EnrolmentLog()
        log.setDefault(.none, 2)
        log.append(EnrollmentEvents.requested, 10)
        log.append(EnrollmentEvents.completed, 12)
        let session = try #require(log.only)
        let deviation = try #require(EnrolmentAssessment(session).deviations.first)
        #expect(deviation.kind == .successUnderNone)
        #expect(deviation.citations.map(\.row) == ["providers-existing-none", "providers-new-none"])
        #expect(deviation.positions.map(\.value) == [0, 2])
    }

    struct CountCell: Sendable {
        var workflow: EnrollmentWorkflow
        var manager: FactorSetting
        var entra: FactorSetting
        var counts: [Int64]
    }

    private static let counts = [
        CountCell(workflow: .existing, manager: .single, entra: .single, counts: [1]),
        CountCell(workflow: .existing, manager: .single, entra: .multi, counts: [1]),
        CountCell(workflow: .existing, manager: .two, entra: .single, counts: [2]),
        CountCell(workflow: .existing, manager: .two, entra: .multi, counts: [2]),
        CountCell(workflow: .new, manager: .single, entra: .single, counts: [1]),
        CountCell(workflow: .new, manager: .single, entra: .multi, counts: [1, 2]),
        CountCell(workflow: .new, manager: .two, entra: .single, counts: [2]),
        CountCell(workflow: .new, manager: .two, entra: .multi, counts: [3]),
    ]

    @Test("factors are counted against each reading of the table", arguments: counts)
    func count(_ cell: CountCell) throws {
        for given in 0...4 {
            var log = EnrolmentLog()
            log.setWorkflow(cell.workflow, 1)
            log.setFactors(cell.manager, by: .manager, 2)
            log.setFactors(cell.entra, by: .entra, 3, userKind: .entra)
            log.append(EnrollmentEvents.requested, 10) { $0.set(EnrollmentEvents.userKind, .entra) }
            log.password(given == 0 ? EnrollmentEvents.passwordFailed : EnrollmentEvents.passwordPassed, 11)
            for number in 1..<max(given, 1) {
                log.factor(
                    AuthenticationEvents.satisfied, 11 + Int64(number), step: Int64(number), .textMessage,
                    .textMessage, by: .entra)
            }
            log.append(EnrollmentEvents.completed, 20)
            let session = try #require(log.only)
            let assessment = EnrolmentAssessment(session)
            #expect(assessment.required.map(\.value.count).sorted() == cell.counts, "\(cell)")
            #expect(assessment.observed == given)
            let least = cell.counts[0]
            let most = cell.counts[cell.counts.count - 1]
            let expected: EnrolmentDeviation.Kind? =
                Int64(given) < least
                ? .tooFewFactors
                : Int64(given) < most ? .fewerThanOtherReading : Int64(given) > most ? .moreFactors : nil
            #expect(
                assessment.deviations.map(\.kind) == (expected.map { [$0] } ?? []), "\(cell) \(given)")
            #expect(
                assessment.deviations.first?.citations.count == (expected == nil ? nil : cell.counts.count))
        }
    }

    @Test("a person of Active Directory is not judged by the table of Entra's people")
    func otherPeople() throws {
        var log = EnrolmentLog()
        log.setWorkflow(.new, 1)
        log.setFactors(.two, by: .manager, 2)
        log.setFactors(.multi, by: .entra, 3)
        log.append(EnrollmentEvents.requested, 10)
        log.password(EnrollmentEvents.passwordPassed, 11, by: .activeDirectory, userKind: .activeDirectory)
        log.append(EnrollmentEvents.completed, 20)
        let assessment = EnrolmentAssessment(try #require(log.only))
        #expect(assessment.required.isEmpty && assessment.deviations.isEmpty)
        #expect(
            assessment.undetermined.contains(
                EnrolmentUndetermined(table: .factorCount, missing: [.entraUser])))
    }

    @Test("an enrolment is judged by the documents of its time")
    func dated() throws {
        let files = ReferenceFile.embedded.map { file in
            let text = String(decoding: file.bytes, as: UTF8.self).replacing(
                "\"sources\":[\"S001.19\",\"S001.21\"]",
                with: "\"validFrom\":\"2020-01-01T00:00:00Z\",\"sources\":[\"S001.19\",\"S001.21\"]")
            return ReferenceFile(name: file.name, bytes: Array(text.utf8))
        }
        #expect(files != ReferenceFile.embedded)
        let edition = try ReferenceData(files: files)
        for (begin, counts) in [(Int64(10), [Int64]()), (1_700_000_000, [3])] {
            var log = EnrolmentLog()
            log.setWorkflow(.new, 1)
            log.setFactors(.two, by: .manager, 2)
            log.setFactors(.multi, by: .entra, 3)
            log.password(EnrollmentEvents.passwordPassed, begin)
            log.append(EnrollmentEvents.completed, begin + 1)
            let session = try #require(log.sessions(asOf: begin + 1).first)
            let assessment = EnrolmentAssessment(session, by: edition)
            #expect(assessment.required.map(\.value.count) == counts)
            #expect(assessment.deviations.isEmpty == counts.isEmpty)
            #expect(
                assessment.undetermined.contains(
                    EnrolmentUndetermined(table: .factorCount, missing: [.documents])) == counts.isEmpty)
        }
    }
}
