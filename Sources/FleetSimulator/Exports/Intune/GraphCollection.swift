import StrictJSON

/// A collection that was read from Graph, page by page: none where it has no element.
struct GraphCollection: Sendable {
    private let path: String
    private let address: String
    private let context: String
    private let numbersFirst: Bool
    private var file = TurningFile()
    private var count = 0
    private var page = 0

    static let pageSize = 1_000

    /// - Parameters:
    ///   - path: where its file stands, without its ending; later pages have their number behind it.
    ///   - address: the collection's name in Graph.
    ///   - numbersFirst: whether the first page has its number, too.
    init(path: String, address: String, version: String = "v1.0", numbersFirst: Bool = false) {
        self.path = path
        self.address = "https://graph.microsoft.com/\(version)/\(address)"
        context = "https://graph.microsoft.com/\(version)/$metadata#\(address)"
        self.numbersFirst = numbersFirst
    }

    mutating func add(_ element: [UInt8], _ chunks: inout [ExportChunk]) {
        if count == Self.pageSize {
            file.close(
                ending: Array("],\"@odata.nextLink\":\"\(address)?$skiptoken=page-\(page + 1)\"}\n".utf8),
                &chunks)
            count = 0
        }
        if count == 0 { page += 1 }
        let opening = "{\"@odata.context\":\"\(context)\",\"value\":["
        file.add(
            (count > 0 ? [UInt8(ascii: ",")] : []) + element, to: pagePath, opening: Array(opening.utf8),
            &chunks)
        count += 1
    }

    mutating func close(_ chunks: inout [ExportChunk]) { file.close(ending: Array("]}\n".utf8), &chunks) }

    private var pagePath: String {
        if numbersFirst { return "\(path)-\(SourceText.padded(page, 4)).json" }
        return page == 1 ? "\(path).json" : "\(path)-page-\(SourceText.padded(page, 4)).json"
    }
}
