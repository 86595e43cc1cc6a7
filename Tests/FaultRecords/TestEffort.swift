import Foundation

/// How much the tests of faults try: little on every change, everything in the night.
public enum TestEffort {
    /// Whether everything is tried: `PROBITY_TEST_EFFORT=nightly`.
    public static var isNightly: Bool {
        ProcessInfo.processInfo.environment["PROBITY_TEST_EFFORT"] == "nightly"
    }

    /// One of two counts.
    public static func count(_ usual: Int, nightly: Int) -> Int { isNightly ? nightly : usual }
}
