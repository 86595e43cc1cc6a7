import ArgumentParser
import ComplianceHistory
import EventCatalogue
import LedgerModel
import StrictJSON

struct CatalogueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue", abstract: "Event types, their fields, schemas and words; reference data.",
        discussion: """
            EXAMPLES
              probity catalogue
              probity catalogue access.granted
              probity catalogue --json > schemas.json
              probity catalogue --reference
              probity catalogue --reference minimumVersion --as-of 2022-06-01
            """)

    @OptionGroup var output: JSONOption
    @Flag(name: .long, help: "Dated reference data: what vendors' documents state, and since when.")
    var reference = false
    @Option(name: .long, help: "With --reference: only what was in force then, as a date or RFC 3339.")
    var asOf: String?
    @Argument(help: "One type only; with --reference, one kind.")
    var type: String?

    func run() throws {
        try carryOut("reading the catalogue") {
            if reference {
                try answerReference()
            } else if asOf != nil {
                throw ValidationError("--as-of goes with --reference")
            } else {
                try answer()
            }
        }
    }

    private func answerReference() throws {
        if let fault = ReferenceData.fault { throw fault }
        var instant: Timestamp?
        if let asOf {
            guard case .instant(let found) = TimeExpression(asOf) else {
                throw ValidationError("--as-of takes a date or a time as RFC 3339 has it")
            }
            instant = found
        }
        var chosen: ReferenceKind?
        if let type {
            guard let kind = ReferenceKind(rawValue: type) else {
                throw NotFound("there is no such kind", hint: "probity catalogue --reference lists all kinds")
            }
            chosen = kind
        }
        let view = ReferenceView(.current, kind: chosen, asOf: instant)
        if output.json { Terminal.json { view.write(to: &$0) } } else { view.print() }
    }

    private func answer() throws {
        let chosen = EventCatalogue.definitions.filter { definition in
            type.map { definition.type.bytes.elementsEqual($0.utf8) } ?? true
        }
        guard !chosen.isEmpty else {
            throw NotFound("there is no such type", hint: "probity catalogue lists all types")
        }
        if output.json {
            Terminal.json { CatalogueView.write(chosen, to: &$0) }
            return
        }
        if type == nil {
            Terminal.table(
                ["type", "about", "revision", "what"],
                chosen.map {
                    [$0.type.description, $0.subject.rawValue, String($0.revision.value), $0.summary]
                })
            return
        }
        for definition in chosen { CatalogueView.show(definition) }
    }
}
