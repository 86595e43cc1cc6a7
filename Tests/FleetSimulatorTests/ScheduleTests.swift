import Testing

@testable import FleetSimulator

struct ScheduleTests {
    @Test("elements leave in order of time, and equal ones in order of arrival")
    func order() {
        var random = SeededRandom(seed: 9)
        var schedule = Schedule<(time: Int, arrival: Int)>()
        for arrival in 0..<2_000 {
            let time = random.below(50)
            schedule.add((time, arrival), at: Int64(time))
        }
        var last = (time: -1, arrival: -1)
        var count = 0
        while let next = schedule.removeFirst() {
            #expect((last.time, last.arrival) < (next.time, next.arrival), "seed 9")
            last = next
            count += 1
        }
        #expect(count == 2_000)
        #expect(schedule.time == nil)
    }
}
