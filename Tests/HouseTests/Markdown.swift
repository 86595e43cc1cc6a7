/// The parts of an article that tests compare with the code.
struct Markdown {
    let lines: [String]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The lines of the section under a heading, its own subsections included; empty where there is none.
    func section(_ heading: String) -> [String] {
        guard let start = lines.firstIndex(of: heading) else { return [] }
        let level = heading.prefix { $0 == "#" }.count
        let rest = lines[(start + 1)...]
        let end = rest.firstIndex { line in
            let depth = line.prefix { $0 == "#" }.count
            return depth > 0 && depth <= level && line.dropFirst(depth).first == " "
        }
        return Array(rest[..<(end ?? lines.endIndex)])
    }

    /// Cells of the table rows among lines, heading and rule left out.
    static func rows(_ lines: [String]) -> [[String]] {
        lines.filter { $0.hasPrefix("|") }.dropFirst(2).map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
                .map { $0.trimmed }
        }
    }

    /// The lines of each fenced block with exactly this info string.
    func blocks(_ info: String) -> [[String]] {
        var out: [[String]] = []
        var current: [String]?
        for line in lines {
            if line.hasPrefix("```") {
                if let block = current {
                    out.append(block)
                    current = nil
                } else if line == "```" + info {
                    current = []
                } else {
                    current = nil
                }
            } else {
                current?.append(line)
            }
        }
        return out
    }

    /// The bytes of hexadecimal lines, captions behind `;` left out; nil where something else stands there.
    static func bytes(_ lines: [String]) -> [UInt8]? {
        var digits: [UInt8] = []
        for line in lines {
            for character in line.prefix(while: { $0 != ";" }) where character != " " {
                guard let digit = character.hexDigitValue else { return nil }
                digits.append(UInt8(digit))
            }
        }
        guard digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

extension Substring {
    /// Without spaces at either end.
    var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
