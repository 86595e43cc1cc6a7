import Glibc

/// How much the random tests try: little on every change, much in the night.
enum TestEffort {
    /// One of two counts, by the variable `PROBITY_TEST_EFFORT`.
    static func count(_ usual: Int, nightly: Int) -> Int {
        guard let value = getenv("PROBITY_TEST_EFFORT") else { return usual }
        return String(cString: value).utf8.elementsEqual("nightly".utf8) ? nightly : usual
    }
}
