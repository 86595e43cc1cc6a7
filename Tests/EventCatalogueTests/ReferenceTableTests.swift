import LedgerModel
import Testing

@testable import EventCatalogue

/// The three tables of MaaS360's enrolment, cell by cell.
@Suite struct ReferenceTableTests {
    private let data = ReferenceData.current
    private let instant = Timestamp(nanoseconds: 1_700_000_000_000_000_000)

    typealias PageCell = (ReferenceData.Workflow, ReferenceData.Provider, [ReferenceData.Page])

    /// Pages of user name, domain and password, in this order.
    static let pages: [PageCell] = [
        (.existing, .activeDirectory, [.managerFirst, .managerFirst, .managerFirst]),
        (.existing, .entra, [.managerFirst, .managerFirst, .managerFirst]),
        (.new, .activeDirectory, [.managerFirst, .managerFirst, .managerNext]),
        (.new, .entra, [.microsoft, .microsoft, .microsoft]),
    ]

    @Test("pages by workflow and account", arguments: pages)
    func page(_ cell: PageCell) {
        for (input, page) in zip([ReferenceData.Input.userName, .domain, .password], cell.2) {
            let rows = data.page(workflow: cell.0, user: cell.1, input: input, at: instant)
            #expect(
                rows.filter { $0.value.reading == .table }.map(\.value.page) == [page], "\(cell) \(input)")
        }
    }

    @Test("the steps of the new workflow contradict its table where they ask for the name, and both stand")
    func pageConflict() {
        for input in [ReferenceData.Input.userName, .domain] {
            let rows = data.page(workflow: .new, user: .entra, input: input, at: instant)
            #expect(rows.map(\.value.page) == [.microsoft, .managerFirst])
            #expect(rows.map(\.value.reading) == [.table, .procedure])
            #expect(Set(rows.map(\.conflict)).count == 1 && rows[0].conflict != nil)
            #expect(rows[0].sources != rows[1].sources)
        }
        #expect(data.page(workflow: .new, user: .entra, input: .password, at: instant).count == 1)
        #expect(data.inputPages.count == 12 + 2)
    }

    typealias ChainCell = (
        ReferenceData.AuthenticationSetting, existing: [ReferenceData.Provider], new: [ReferenceData.Provider]
    )

    static let chains: [ChainCell] = [
        (.none, [], []),
        (.activeDirectory, [.activeDirectory], [.activeDirectory]),
        (.entra, [.entra], [.entra]),
        (.both, [.entra, .activeDirectory], [.entra]),
    ]

    @Test("providers by default setting: the new workflow falls back on nobody", arguments: chains)
    func chain(_ cell: ChainCell) {
        let existing = data.providers(workflow: .existing, setting: cell.0, at: instant)
        let new = data.providers(workflow: .new, setting: cell.0, at: instant)
        #expect(existing.map(\.value.providers) == [cell.existing])
        #expect(new.map(\.value.providers) == [cell.new])
        #expect(data.providerChains.count == 2 * Self.chains.count)
    }

    typealias FactorCell = (
        ReferenceData.ManagerFactors, ReferenceData.EntraFactors, existing: Int64, new: Int64
    )

    static let counts: [FactorCell] = [
        (.single, .single, 1, 1), (.single, .multi, 1, 1), (.two, .single, 2, 2), (.two, .multi, 2, 3),
    ]

    @Test("factors by both settings", arguments: counts)
    func factors(_ cell: FactorCell) {
        for (workflow, count) in [(ReferenceData.Workflow.existing, cell.existing), (.new, cell.new)] {
            let rows = data.factorsRequired(
                workflow: workflow, deviceManagerFactors: cell.0, entraFactors: cell.1, at: instant)
            let table = rows.filter { $0.value.reading == .table }
            #expect(table.map(\.value.count) == [count], "\(cell) \(workflow)")
        }
    }

    @Test("one cell contradicts the steps and the sum, and both readings stand")
    func factorConflict() {
        let rows = data.factorsRequired(
            workflow: .new, deviceManagerFactors: .single, entraFactors: .multi, at: instant)
        #expect(rows.map(\.value.count) == [1, 2])
        #expect(rows.map(\.value.reading) == [.table, .procedure])
        #expect(Set(rows.map(\.conflict)) == ["new-single-multi-factors"])
        #expect(data.factorCounts.filter { $0.conflict == nil }.count == 7)
    }

    @Test("Entra's factors come first, and each comes by its own channels")
    func channels() {
        let rows = data.factorChannels.inForce(at: instant).map(\.value).sorted { $0.order < $1.order }
        #expect(rows.map(\.provider) == [.entra, .entra, .entra, .deviceManager])
        #expect(
            Set(rows.filter { $0.provider == .entra }.map(\.method)) == [
                .authenticatorApp, .textMessage, .voiceCall,
            ])
        #expect(rows.last?.method == .email)
    }

    @Test("an account has the existing workflow until the other is turned on")
    func workflows() {
        #expect(data.workflows.map(\.value.workflow) == [.existing, .new])
        #expect(data.workflows.map(\.value.authenticator) == [.deviceManager, .entra])
        #expect(data.workflows.map(\.value.isDefault) == [true, false])
    }
}
