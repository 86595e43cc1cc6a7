import Glibc

// What libFuzzer calls. `Tools/fuzz` compiles this file with the targets; the tests do without it.

private let target: ParserTarget = {
    let name = getenv("PROBITY_FUZZ_PARSER").map { String(cString: $0) } ?? ""
    guard let target = ParserTarget.named(name) else {
        say("there is no parser \"\(name)\"")
        exit(2)
    }
    return target
}()

/// With `PROBITY_FUZZ_SEEDS`, writes the inputs to begin with to that folder, and ends.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
    _ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    if getenv("PROBITY_FUZZ_LIST") != nil {
        for target in ParserTarget.all { print(target.name) }
        exit(0)
    }
    guard let folder = getenv("PROBITY_FUZZ_SEEDS").map({ String(cString: $0) }) else { return 0 }
    guard let seeds = try? target.seeds() else { exit(2) }
    for (number, seed) in seeds.enumerated() {
        guard let file = fopen("\(folder)/seed-\(number)", "wb") else { exit(2) }
        fwrite(seed, 1, seed.count, file)
        fclose(file)
    }
    exit(0)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let problem = target.check(UnsafeRawBufferPointer(start: bytes, count: count)) else { return 0 }
    say("\(target.name): \(problem)")
    abort()
}

private func say(_ text: String) {
    let line = Array("fuzz: \(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
}
