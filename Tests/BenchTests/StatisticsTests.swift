import Testing

@testable import probity_bench

@Suite("Numbers about numbers")
struct StatisticsTests {
    @Test("the median is the middle, or the mean of both")
    func median() {
        #expect(Statistics.median([]) == nil)
        #expect(Statistics.median([3, 1, 2]) == 2)
        #expect(Statistics.median([4, 1, 3, 2]) == 2.5)
    }

    @Test("the spread is half of the range, of the median")
    func spread() {
        #expect(Statistics.spread([90, 100, 110]) == 0.1)
        #expect(Statistics.spread([5]) == 0)
        #expect(Statistics.spread([]) == nil && Statistics.spread([0, 0]) == nil)
    }

    @Test("latencies are told by shares, in microseconds")
    func latencies() throws {
        #expect(ProgramOutput.Latency(seconds: []) == nil)
        let all = try #require(ProgramOutput.Latency(seconds: (0..<1_000).map { Double($0) * 1e-6 }))
        #expect(abs(all.p50 - 500) < 1e-6 && abs(all.p90 - 900) < 1e-6 && abs(all.p99 - 990) < 1e-6)
        #expect(abs(all.p999 - 999) < 1e-6 && abs(all.max - 999) < 1e-6 && all.count == 1_000)
    }

    @Test("busy seconds are all but idle and waiting ones")
    func busy() {
        let text = "cpu  100 0 50 900 70 10 40 5 3 3\ncpu0 1 1 1 1\n"
        #expect(SystemLoad.busySeconds(text) == 2)
        #expect(SystemLoad.busySeconds("") == 0 && SystemLoad.busySeconds("cpu 1\n") == 0)
    }

    @Test("options have a value each, and are refused otherwise")
    func options() {
        #expect(BenchOptions(["--a", "1", "--b", "2", "--b", "3"])?.all("--b") == ["2", "3"])
        #expect(BenchOptions(["--a"]) == nil && BenchOptions(["a", "b"]) == nil)
    }
}
