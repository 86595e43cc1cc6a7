import EventCatalogue
import LedgerModel
import StrictJSON

/// The files of all instances of all products, and the poll that is being written.
struct ProductFiles: Sendable {
    private(set) var feeds: ProductFeeds
    /// The file of notifications of each instance.
    private var streams: [TurningFile]
    /// The same as XML, and the lines of its audit log.
    private var documents: [TurningFile]
    private var audits: [TurningFile]
    /// What is still to be asked of an instance, the last question first.
    private var open: [(place: Int, day: Int, turn: Int)] = []
    /// The answer that is being read.
    private var listing: ProductFeeds.Listing?

    /// The file that says of each source whose it is.
    static let sources = "sources.json"

    init(_ fleet: Fleet, _ formats: ExportFormats) {
        feeds = ProductFeeds(fleet, formats)
        streams = feeds.instances.map { _ in TurningFile() }
        documents = streams
        audits = streams
    }

    /// The instances that are written.
    var places: [Int] {
        feeds.instances.indices.filter {
            !feeds.formats.isDisjoint(with: feeds.instances[$0].product.formats)
        }
    }

    /// The instances that are asked for pages.
    var polled: [Int] { places.filter { feeds.formats.contains(feeds.instances[$0].product.format) } }

    mutating func add(_ fact: SimulatedFact) -> [(place: Int, piece: ProductPiece)] { feeds.add(fact) }

    /// Writes what has arrived.
    mutating func write(_ piece: ProductPiece, _ place: Int, _ chunks: inout [ExportChunk]) {
        let instance = feeds.instances[place]
        let formats = piece.formats(instance.product).intersection(feeds.formats)
        if formats.contains(instance.product.format) {
            let path = "\(instance.folder)/\(piece.name)"
            if piece.name.hasSuffix(".json") {
                chunks.append(ExportChunk(path: path, bytes: piece.bytes + [UInt8(ascii: "\n")]))
            } else {
                streams[place].add(piece.bytes, to: path, &chunks)
            }
        }
        if formats.contains(.xml) {
            let root: StaticString = instance.product == .jamf ? "JSSEvent" : "Eventlog"
            guard let body = XMLBody(piece.bytes, root: root) else { return }
            let name = piece.name.prefix { $0 != "." }
            documents[place].add(
                body.bytes + [UInt8(ascii: "\n")], to: "xml/\(instance.folder)/\(name).xml", &chunks)
        }
        if formats.contains(.cef) {
            audits[place].add(piece.bytes, to: "cef/\(instance.folder)/\(piece.name)", &chunks)
        }
    }

    /// Begins a poll of an instance.
    mutating func begin(_ place: Int, day: Int) {
        let turns = ProductFeeds.turns(feeds.instances[place].product)
        open = (0..<turns).reversed().map { (place, day, $0) }
    }

    var hasOpenPoll: Bool { !open.isEmpty || listing != nil }

    /// Writes a page of the poll that is open.
    mutating func writePage(_ chunks: inout [ExportChunk]) {
        guard var listing else {
            let next = open.popLast()
            listing = next.map { feeds.poll($0.place, day: $0.day, turn: $0.turn) }
            return
        }
        let page = feeds.nextPage(of: &listing)
        self.listing = page == nil ? nil : listing
        if let page { write(page, listing.place, &chunks) }
    }

    /// Sends what instances still keep for a message.
    mutating func finish(at time: Timestamp, _ chunks: inout [ExportChunk]) {
        for place in places {
            for piece in feeds.flushContacts(place, at: time, isForced: true) { write(piece, place, &chunks) }
            streams[place].close(&chunks)
            documents[place].close(&chunks)
            audits[place].close(&chunks)
        }
    }

    /// What `import --sources` reads.
    func sourcesFile() -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("sources")
        json.beginArray()
        for place in places {
            let instance = feeds.instances[place]
            json.beginObject()
            json.member("source", instance.source)
            json.member("tenant", instance.tenant.id)
            if instance.product == .jamf {
                json.key("complianceGroups")
                json.beginArray()
                json.int(ProductInstance.complianceGroups.computers)
                json.int(ProductInstance.complianceGroups.mobiles)
                json.endArray()
            }
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return JSONLine(json.bytes).bytes
    }
}
