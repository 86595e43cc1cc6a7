import ArgumentParser
import EventCatalogue
import LedgerModel
import StrictJSON

struct CatalogueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue", abstract: "Event types, their fields, schemas and words.",
        discussion: """
            EXAMPLES
              probity catalogue
              probity catalogue access.granted
              probity catalogue --json > schemas.json
            """)

    @OptionGroup var output: JSONOption
    @Argument(help: "One type only.")
    var type: String?

    func run() throws { try carryOut("reading the catalogue") { try answer() } }

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
