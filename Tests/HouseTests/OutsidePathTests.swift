import Testing

@Suite("The repository speaks of itself alone")
struct OutsidePathTests {
    // Put together, so that this file is none of the places.
    private static let outside = ["/" + "work", "/" + "farm", ".." + "/shared"]

    @Test("no file names a place outside of the repository")
    func tree() throws {
        let paths = Repository.files(below: [""])
        #expect(paths.contains("README.md") && paths.contains(".ci/run"))
        for path in paths {
            let file = SourceFile(path: path, text: try Repository.text(path))
            guard file.mentions(Self.outside) else { continue }
            for (index, line) in file.lines.enumerated() {
                if let place = Self.place(in: line) { Issue.record("\(path):\(index + 1): \(place)") }
            }
        }
    }

    @Test("a planted place is found, and what only resembles one is not")
    func planted() {
        for place in Self.outside { #expect(Self.place(in: "see \(place)/a.md") == place) }
        #expect(Self.place(in: "cd " + "/" + "work") != nil)
        #expect(Self.place(in: "the net" + "/" + "working") == nil)
        #expect(Self.place(in: "https://example.com" + "/" + "work") == nil)
    }

    /// A place that a line names as the beginning of a path.
    private static func place(in line: String) -> String? {
        outside.first { place in
            line.ranges(of: place).contains { range in
                let before =
                    range.lowerBound == line.startIndex ? nil : line[line.index(before: range.lowerBound)]
                let after = range.upperBound == line.endIndex ? nil : line[range.upperBound]
                let isPart =
                    before.map { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" || $0 == "-" } ?? false
                return !isPart
                    && !(after.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" } ?? false)
            }
        }
    }
}
