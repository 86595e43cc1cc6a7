import Testing

@Suite("catalogue --reference")
struct ReferenceTests {
    private func kinds(_ arguments: String...) -> [String: [[String: Any]]] {
        let shell = Shell()
        defer { shell.remove() }
        let answer = object(shell.run(["catalogue", "--reference", "--json"] + arguments))
        #expect(answer.number("edition") > 0)
        #expect((answer["digest"] as? String)?.utf8.count == 64)
        return answer["kinds"] as? [String: [[String: Any]]] ?? [:]
    }

    @Test("one object has every kind, each row with its period and its sources")
    func whole() {
        let kinds = kinds()
        #expect(kinds.count == 26)
        for (kind, rows) in kinds {
            #expect(!rows.isEmpty, "\(kind)")
            for row in rows {
                for key in ["id", "validFrom", "validTo", "sources", "note", "conflict"] {
                    #expect(row[key] != nil, "\(kind) \(key)")
                }
                #expect((row["sources"] as? [String])?.isEmpty == false, "\(row)")
            }
        }
    }

    @Test("--as-of leaves what was in force then; a date is its last instant")
    func asOf() {
        let open = kinds("cloud", "--as-of", "2021-10-29")
        let closed = kinds("cloud", "--as-of", "2021-10-30T00:00:00Z")
        #expect(open.keys.sorted() == ["cloud"])
        #expect(open["cloud"]?.contains { $0["cloud"] as? String == "germany" } == true)
        #expect(closed["cloud"]?.contains { $0["cloud"] as? String == "germany" } == false)
        #expect((closed["cloud"]?.count ?? 0) == (open["cloud"]?.count ?? 0) - 1)
    }

    @Test("for people: a table for each kind, both sides of a conflict, and the documents")
    func people() {
        let shell = Shell()
        defer { shell.remove() }
        let run = shell.probity("catalogue", "--reference", "minimumVersion")
        #expect(run.status == 0)
        #expect(run.text.contains("minimumVersion: ") && !run.text.contains("factorCount: "))
        for text in ["10.11", "10.12", "jamf-macos-minimum", "before 2025-01-31", "S004.16", "10.76"] {
            #expect(run.text.contains(text), "\(text): \(run.text)")
        }
        #expect(run.text.contains("Azure Tenant (MobileIron Core 11.0.0.0)"))
        #expect(!run.text.contains("graph-clouds"), "a document that no row cites is left out")
    }

    @Test("a kind that is not there, and what does not go together, are refused")
    func refused() {
        let shell = Shell()
        defer { shell.remove() }
        let none = shell.probity("catalogue", "--reference", "weather")
        #expect(none.status == 1 && none.errors.contains("hint: probity catalogue --reference"))
        #expect(shell.probity("catalogue", "--as-of", "2021-10-29").status == 64)
        for instant in ["yesterday", "-3d", "@7", "2021-13-01"] {
            let run = shell.run(["catalogue", "--reference", "--as-of=\(instant)"])
            #expect(run.status == 64 && run.errors.contains("--as-of"), "\(instant): \(run.errors)")
        }
    }

    @Test("without --reference the catalogue gives the events, and no reference data")
    func events() {
        let shell = Shell()
        defer { shell.remove() }
        let answer = object(shell.probity("catalogue", "--json"))
        #expect(answer.keys.sorted() == ["enumerations", "personalFields", "types"])
    }
}
