import StrictJSON
import StrictXML

/// A device manager's body, as JSON: its own, or what its XML says.
struct ManagerBody: Sendable {
    let root: JSONValue
    let record: [UInt8]
    private let xml: (document: XMLDocument, translation: XMLTranslation)?

    /// - Throws: where the record is neither.
    init(_ record: [UInt8]) throws(Rejection) {
        self.record = record
        guard Self.isXML(record) else {
            root = try EntraConnector.document(record).root
            xml = nil
            return
        }
        let document: XMLDocument
        do throws(XMLSyntaxError) {
            document = try XMLDocument(record)
        } catch {
            throw Rejection(error)
        }
        let translation = try XMLTranslation(document)
        root = translation.root
        xml = (document, translation)
    }

    /// The value of a page's element by its own bytes, as ``evidence(of:)`` gives them.
    static func element(_ record: [UInt8], of manager: ManagementVendor) throws(Rejection) -> JSONValue {
        guard isXML(record) else { return try EntraConnector.document(record).root }
        let document: XMLDocument
        do throws(XMLSyntaxError) {
            document = try XMLDocument(record)
        } catch {
            throw Rejection(error)
        }
        return try XMLTranslation(element: document, of: .ofPages(manager)).root
    }

    /// Whether the first byte of a record that is no white space begins XML.
    static func isXML(_ record: [UInt8]) -> Bool {
        XMLSplitter.mayBegin(ASCII.significant(record)) ?? false
    }

    /// The bytes of one value of the body: of JSON its own; of XML the element's, behind the declaration,
    /// which says how they are to be read.
    func evidence(of value: JSONValue) -> [UInt8] {
        guard let xml else { return value.rawBytes }
        guard let place = xml.translation.place(of: value) else { return record }
        return xml.document.declaration.map { Array(record[$0]) + Array(record[place]) }
            ?? Array(record[place])
    }
}

extension Rejection {
    init(_ error: XMLSyntaxError) {
        self.init(
            code: error.code.rawValue, expected: error.expected,
            found: "\(error.found), at byte \(error.byteOffset), line \(error.line)")
    }
}
