import CExpat

extension XMLTreeBuilder {
    /// Hands expat the functions to call, each with the builder.
    ///
    /// SAFETY: the parser is freed before the builder goes.
    func listen(to parser: XML_Parser) {
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { data, name, attributes in
                guard let name, let attributes else { return }
                XMLTreeBuilder.of(data)?.begin(name, attributes)
            },
            { data, _ in XMLTreeBuilder.of(data)?.end() })
        XML_SetCharacterDataHandler(parser) { data, characters, count in
            guard let characters, count > 0 else { return }
            XMLTreeBuilder.of(data)?.take(characters, Int(count))
        }
        XML_SetXmlDeclHandler(parser) { data, version, _, _ in
            XMLTreeBuilder.of(data)?.declare(version: version)
        }
        XML_SetStartDoctypeDeclHandler(parser) { data, name, system, publicID, hasSubset in
            XMLTreeBuilder.of(data)?.beginDocumentType(
                name, system: system, publicID: publicID, hasSubset: hasSubset != 0)
        }
        XML_SetStartNamespaceDeclHandler(parser) { data, _, uri in
            XMLTreeBuilder.of(data)?.beginNamespace(uri)
        }
        // Behind a document type that is not read, a reference to an entity is no error to expat.
        XML_SetSkippedEntityHandler(parser) { data, _, _ in XMLTreeBuilder.of(data)?.refuse(.entity) }
        // No document type that is read can declare an entity; expat asks before it reads any from outside.
        XML_SetExternalEntityRefHandler(parser) { _, _, _, _, _ in 0 }
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLTreeBuilder? {
        data.map { Unmanaged<XMLTreeBuilder>.fromOpaque($0).takeUnretainedValue() }
    }
}
