import Testing

@Suite("The changelog")
struct ChangelogTests {
    private let changelog: Markdown

    init() throws { changelog = Markdown(try Repository.text("CHANGELOG.md")) }

    @Test("it begins with its title, and what is not released stands first")
    func begins() {
        #expect(changelog.lines.first == "# Changelog")
        #expect(changelog.lines.first { $0.hasPrefix("## ") } == "## [Unreleased]")
    }

    @Test("releases have a number and a date")
    func releases() {
        for line in changelog.lines where line.hasPrefix("## ") && line != "## [Unreleased]" {
            #expect(line.wholeMatch(of: /## \[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}/) != nil, "\(line)")
        }
    }

    @Test("changes stand under the six headings, and each heading has some")
    func headings() {
        let allowed: Set = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
        let places = changelog.lines.indices.filter { changelog.lines[$0].hasPrefix("### ") }
        #expect(!places.isEmpty)
        for place in places {
            #expect(
                allowed.contains(String(changelog.lines[place].dropFirst(4))), "\(changelog.lines[place])")
            let next = changelog.lines[(place + 1)...].first { !$0.isEmpty }
            #expect(next?.hasPrefix("- ") == true, "\(changelog.lines[place]) has no entry")
        }
    }
}
