import Testing

@testable import probity_bench

@Suite("What is measured")
struct PlanTests {
    @Test(
        "each comparison has its own name, Probity or the machine in it, and a text",
        arguments: [
            Plan.Size.smoke, .quick, .full,
        ])
    func comparisons(_ size: Plan.Size) {
        let plan = Plan(size, events: size.events)
        let names = plan.comparisons.map(\.id)
        #expect(Set(names).count == names.count && !names.isEmpty)
        for comparison in plan.comparisons {
            #expect(!comparison.title.isEmpty && !comparison.about.isEmpty)
            #expect(comparison.id == "machine" || comparison.contestants.first?.role == .probity)
            let programs = comparison.contestants.map(\.name)
            #expect(Set(programs).count == programs.count, "\(comparison.id)")
        }
    }

    @Test("every mode is measured, but the one that another one starts")
    func modes() {
        var measured: Set<Mode> = []
        for contestant in Plan(.quick, events: 100_000).comparisons.flatMap(\.contestants) {
            if case .mode(let mode, _) = contestant.command { measured.insert(mode) }
        }
        #expect(measured == Set(Mode.allCases).subtracting([.dieAppending]))
    }

    @Test("a full run tells how the cost grows to ten million events")
    func series() {
        let sizes = Plan(.full, events: 1_000_000).comparisons.filter(\.isOfSeries).map(\.events)
        #expect(sizes.sorted() == [10_000, 100_000, 1_000_000, 10_000_000])
    }
}
