import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("Enrolment sessions")
struct EnrolmentSessionTests {
    @Test("an enrolment of which nothing is set says that nothing is known, and is not judged")
    func nothingSet() throws {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10)
        log.append(EnrollmentEvents.completed, 20)
        let session = try #require(log.only)
        #expect(session.workflow.known(at: session.decisive) == nil)
        #expect(session.defaultAuthentication.known(at: session.decisive) == nil)
        #expect(session.managerFactors.known(at: session.decisive) == nil)
        #expect(session.userKind == nil && session.platform == nil && session.factors.isEmpty)
        let assessment = EnrolmentAssessment(session)
        #expect(assessment.deviations.isEmpty && assessment.required.isEmpty)
        #expect(
            assessment.undetermined == [
                EnrolmentUndetermined(
                    table: .factorCount, missing: [.workflow, .userKind, .managerFactors, .entraFactors])
            ])
    }

    @Test("a word that no table has stays what was said: it is neither taken for nothing nor judged")
    func unknownWords() throws {
        var log = EnrolmentLog()
        log.setWorkflow(.new, 1)
        log.setDefault(.both, 2)
        log.append(EnrollmentEvents.requested, 10) { $0.set(EnrollmentEvents.workflow, .unrecognised) }
        log.append(EnrollmentEvents.passwordPassed, 11) {
            $0.set(EnrollmentEvents.provider, .activeDirectory)
            $0.set(EnrollmentEvents.page, .unrecognised)
            $0.set(EnrollmentEvents.userKind, .unrecognised)
        }
        log.factor(AuthenticationEvents.satisfied, 12, .unrecognised, .unrecognised, by: .unrecognised)
        let session = try #require(log.only)
        #expect(session.workflow.known(at: session.decisive)?.value == .unrecognised)
        #expect(session.workflow.known(at: session.decisive)?.basis == .said)
        #expect(session.userKind?.value == .unrecognised && session.passwords[0].page == .unrecognised)
        #expect(session.factors.map(\.method) == [.password, .unrecognised])
        #expect(session.factors.last?.askedBy == .unrecognised)
        #expect(log.deviations.isEmpty)
    }

    @Test(
        "numbers are told as they were received, the least and the greatest, too",
        arguments: [0, 254, 255, .max])
    func numbers(_ number: Int64) throws {
        var log = EnrolmentLog()
        var data = PublicData()
        data.set(EnrollmentEvents.errorCode, -number)
        data.set(EnrollmentEvents.session, EnrolmentLog.session)
        data.set(EnrollmentEvents.attempt, number)
        log.append(
            EnrolmentLog.Entry(definition: EnrollmentEvents.passwordFailed, at: seconds(10), data: data))
        data = PublicData()
        data.set(AuthenticationEvents.step, number)
        data.set(AuthenticationEvents.errorCode, number)
        data.set(AuthenticationEvents.session, EnrolmentLog.session)
        data.set(AuthenticationEvents.attempts, number)
        data.set(AuthenticationEvents.offered, [.call, .email])
        log.append(EnrolmentLog.Entry(definition: AuthenticationEvents.denied, at: seconds(11), data: data))
        log.append(EnrollmentEvents.failed, 12) { $0.set(EnrollmentEvents.factors, number) }
        let steps = try #require(log.only).steps
        #expect(steps[0].errorCode == -number && steps[0].attempt == number && steps[0].number == nil)
        #expect(steps[1].number == number && steps[1].errorCode == number && steps[1].attempts == number)
        #expect(steps[1].offered == [.call, .email] && steps[2].factorCount == number)
    }

    @Test("a number that no table can have is a word that no table has")
    func greatNumbers() throws {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10) {
            // The field's number with a value of another kind.
            let number = PublicField<Int64>(4, "workflow", "")
            $0.set(number, 100_000)
        }
        log.append(EnrollmentEvents.failed, 11) { _ in }
        let session = try #require(log.only)
        #expect(session.workflow.said.map(\.value) == [.unrecognised])
        #expect(session.outcome == .failed && session.proof.errorCode == nil)
    }

    @Test(
        "what was set counts from its instant on, for its product and its people; before, what it says stood")
    func settings() throws {
        var log = EnrolmentLog()
        log.setWorkflow(.new, before: .existing, 100)
        log.setDefault(.both, 50)
        log.setDefault(.none, 60, product: .intune)
        log.setFactors(.two, by: .manager, 40)
        log.setFactors(.multi, by: .entra, 40, userKind: .activeDirectory)
        log.append(EnrollmentEvents.requested, 90)
        log.password(EnrollmentEvents.passwordFailed, 99)
        log.password(EnrollmentEvents.passwordPassed, 101, by: .activeDirectory)
        let session = try #require(log.only)
        let before = session.workflow.known(at: seconds(99))
        let after = session.workflow.known(at: seconds(100))
        #expect(before?.value == .existing && before?.basis == .before && before?.position.value == 0)
        #expect(after?.value == .new && after?.basis == .set && after?.position.value == 0)
        #expect(session.defaultAuthentication.known(at: seconds(99))?.value == .both)
        #expect(session.defaultAuthentication.known(at: seconds(49)) == nil)
        #expect(session.managerFactors.known(at: seconds(99))?.value == .two)
        #expect(session.entraFactors.known(at: seconds(99)) == nil)
        // The fallback was right a second before.
        #expect(log.deviations == [.forbiddenFallback])
        #expect(session.fallback?.refused.position.value == 6 && session.fallback?.passed.position.value == 7)
    }

    @Test("a setting that has not happened at the instant asked for is not known then")
    func asOf() throws {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10)
        log.setWorkflow(.new, before: .existing, 100)
        log.append(EnrollmentEvents.completed, 200)
        let early = try #require(log.sessions(asOf: 99).first)
        #expect(early.outcome == .open && early.workflow.known(at: early.decisive) == nil)
        #expect(log.sessions(asOf: 9).isEmpty)
        let late = try #require(log.sessions(asOf: 200).first)
        #expect(late.outcome == .completed && late.workflow.known(at: late.decisive)?.value == .existing)
    }

    @Test("what an enrolment says comes before what is set, and that they differ is told")
    func saidAndSet() throws {
        var log = EnrolmentLog()
        log.setWorkflow(.existing, 1)
        log.append(EnrollmentEvents.requested, 10) { $0.set(EnrollmentEvents.workflow, .new) }
        #expect(log.only?.workflow.known(at: seconds(10))?.value == .new)
        #expect(log.deviations == [.otherWorkflow])
        log.append(EnrollmentEvents.identifierSubmitted, 11) { $0.set(EnrollmentEvents.workflow, .existing) }
        #expect(log.only?.workflow.isContradicted == true)
        #expect(log.only?.workflow.known(at: seconds(10)) == nil)
        #expect(log.deviations == [.otherWorkflow])
    }

    @Test("other products' enrolments are not judged by MaaS360's documents")
    func otherProducts() throws {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10) {
            $0.set(EnrollmentEvents.workflow, .new)
            $0.set(EnrollmentEvents.product, .jamfPro)
        }
        log.password(EnrollmentEvents.passwordPassed, 11, page: .manager)
        #expect(log.deviations.isEmpty)
        let session = try #require(log.only)
        let undetermined = EnrolmentAssessment(session).undetermined
        #expect(undetermined.count == 3 && undetermined.allSatisfy { $0.missing == [.product] })
    }

    // MARK: - Factors

    @Test("a claim is no fresh factor; a code verified and then satisfied is one")
    func factors() throws {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10)
        log.password(EnrollmentEvents.passwordPassed, 11)
        log.password(EnrollmentEvents.passwordPassed, 12, by: .manager)
        log.factor(AuthenticationEvents.satisfiedByClaim, 13, step: 1, .previouslySatisfied, by: .entra)
        log.factor(AuthenticationEvents.satisfied, 14, .previouslySatisfied, by: .entra)
        log.factor(AuthenticationEvents.codeVerified, 15, step: 2, .textMessage, .textMessage, by: .entra)
        log.factor(AuthenticationEvents.satisfied, 16, step: 2, .textMessage, .textMessage, by: .entra)
        log.factor(AuthenticationEvents.codeVerified, 17, .email, .email, by: .manager)
        log.factor(AuthenticationEvents.satisfied, 18, .email, .email, by: .manager)
        log.factor(AuthenticationEvents.challenged, 19, .email, .email, by: .manager)
        log.factor(AuthenticationEvents.codeVerified, 20, .email, .email, by: .manager)
        let session = try #require(log.only)
        #expect(session.claims.map(\.position.value) == [3, 4])
        #expect(
            session.factors.map { [$0.position.value] + $0.others.map(\.value) } == [
                [1, 2], [5, 6], [7, 8], [10],
            ])
        #expect(session.factors.map(\.channel) == [nil, .textMessage, .email, .email])
        #expect(session.factors.map(\.askedBy) == [nil, .entra, .manager, .manager])
    }

    @Test("the device manager's factor before Entra's is out of order; at one instant none is")
    func order() throws {
        for (first, second, isTold) in [(12, 13, true), (13, 13, false), (14, 13, false)] {
            var log = EnrolmentLog()
            log.append(EnrollmentEvents.requested, 10)
            log.factor(AuthenticationEvents.codeVerified, Int64(first), .email, .email, by: .manager)
            log.factor(
                AuthenticationEvents.satisfied, Int64(second), .authenticatorApp, .approval, by: .entra)
            #expect(log.deviations.contains(.factorsOutOfOrder) == isTold, "\(first) \(second)")
        }
    }

    @Test("factors that only the source counts are counted; without any step none is missed")
    func saidCount() throws {
        for (said, expected) in [(2, nil), (1, EnrolmentDeviation.Kind.tooFewFactors), (nil, nil)] {
            var log = EnrolmentLog()
            log.setWorkflow(.existing, 1)
            log.setFactors(.two, by: .manager, 2)
            log.setFactors(.single, by: .entra, 3)
            log.append(EnrollmentEvents.requested, 10) { $0.set(EnrollmentEvents.userKind, .entra) }
            log.append(EnrollmentEvents.completed, 20) {
                $0.set(EnrollmentEvents.factors, said.map(Int64.init))
            }
            let assessment = EnrolmentAssessment(try #require(log.only))
            #expect(assessment.deviations.map(\.kind) == (expected.map { [$0] } ?? []))
            #expect(
                assessment.undetermined.contains(
                    EnrolmentUndetermined(table: .factorCount, missing: [.authentication])) == (said == nil))
        }
    }

    @Test("a factor of the first revision tells its channel by its method")
    func firstRevision() throws {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10)
        log.change(0) { $0.correlation = 5 }
        var data = PublicData()
        data.set(AuthenticationEvents.method, .voiceCall)
        log.append(
            EnrolmentLog.Entry(
                definition: AuthenticationEvents.satisfied, at: seconds(12), source: EnrolmentLog.directory,
                correlation: 5, revision: SchemaRevision(1), data: data))
        #expect(log.only?.factors.map(\.channel) == [.call])
        log.append(
            EnrolmentLog.Entry(
                definition: AuthenticationEvents.satisfied, at: seconds(13), source: EnrolmentLog.directory,
                correlation: 5, revision: SchemaRevision(9), data: data))
        #expect(log.only?.factors.count == 1)
    }

    // MARK: - Endings

    @Test("a completion that is said again is proved by the first; a failure behind one leaves it told")
    func completions() throws {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10)
        log.append(EnrollmentEvents.failed, 11)
        log.append(EnrollmentEvents.completed, 12)
        log.append(EnrollmentEvents.completed, 20)
        let completed = try #require(log.only)
        #expect(completed.proof.occurred == seconds(12) && completed.completionBefore == nil)
        log.append(EnrollmentEvents.failed, 30)
        let failed = try #require(log.only)
        #expect(failed.outcome == .failed && failed.proof.occurred == seconds(30))
        #expect(failed.completionBefore?.occurred == seconds(20) && failed.hasKnownBeginning)
    }

    @Test("an enrolment of which an ending alone is known has no beginning that is known")
    func noBeginning() throws {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.completed, 20)
        #expect(try #require(log.only).hasKnownBeginning == false)
    }

    @Test("a setting that was changed while the enrolment went on is told to be")
    func changedMeanwhile() throws {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10)
        log.setWorkflow(.new, 11)
        log.append(EnrollmentEvents.passwordPassed, 12)
        let session = try #require(log.only)
        #expect(session.workflow.isChanged(after: session.began, through: session.decisive))
        #expect(!session.workflow.isChanged(after: seconds(11), through: session.decisive))
    }

    @Test("an enrolment stands by its last ending, unless it went on after a failure")
    func outcomes() {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10)
        #expect(log.only?.outcome == .open && log.only?.proof.position.value == 0)
        log.factor(AuthenticationEvents.codeRefused, 11, .email, .email, by: .manager)
        log.append(EnrollmentEvents.failed, 12)
        #expect(log.only?.outcome == .failed && log.only?.stumble?.kind == .codeRefused)
        log.factor(AuthenticationEvents.denied, 13, .email)
        #expect(log.only?.outcome == .failed && log.only?.proof.position.value == 2)
        log.append(EnrollmentEvents.passwordFailed, 14)
        #expect(log.only?.outcome == .open && log.only?.proof.position.value == 4)
        log.append(EnrollmentEvents.abandoned, 15)
        #expect(log.only?.outcome == .abandoned)
        log.append(EnrollmentEvents.completed, 16)
        log.append(EnrollmentEvents.redirected, 17)
        #expect(log.only?.outcome == .completed && log.only?.endings.count == 3)
    }
}
