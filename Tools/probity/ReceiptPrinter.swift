import ComplianceLedger
import EventCatalogue
import LedgerModel
import StrictJSON

/// Prints the receipts of an append while it goes on, so that they need no memory: a line for each, or the
/// elements of a list in one JSON object.
struct ReceiptPrinter {
    enum Form {
        case none
        case lines
        /// `{"receipts":[…],` and then what ``end(_:)`` is given.
        case object
    }

    private let form: Form
    private var output = BufferedOutput()
    private var isFirst = true

    init(_ form: Form) {
        self.form = form
        if form == .object { output.write(#"{"receipts":["#.utf8) }
    }

    /// - Parameter id: the event's own, as it was submitted.
    mutating func add(_ receipt: AppendReceipt, at place: SourceRecordPlace, id: [UInt8]) {
        guard let event = receipt.eventIDs.first else { return }
        switch form {
        case .none: return
        case .lines:
            output.write("\(receipt.outcome.rawValue) \(receipt.positions.lowerBound) ".utf8)
            output.write(event.bits.guidBytes)
            output.write(" ".utf8)
            output.write(Self.printable(id))
            output.write("\n".utf8)
        case .object:
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("line")
            writer.uint64(place.line)
            writer.key("id")
            writer.string(bytes: id)
            writer.key("eventId")
            writer.string(bytes: event.bits.guidBytes)
            writer.key("position")
            writer.uint64(receipt.positions.lowerBound)
            writer.key("outcome")
            writer.string(receipt.outcome.rawValue)
            writer.endObject()
            output.write((isFirst ? "\n" : ",\n").utf8)
            isFirst = false
            output.write(writer.bytes)
        }
    }

    /// Writes what is there.
    mutating func flush() { output.flush() }

    /// Writes the rest; an object goes on with the members of `summary`.
    mutating func end(_ summary: (inout JSONWriter) -> Void) {
        if form == .object {
            var writer = JSONWriter()
            writer.beginObject()
            summary(&writer)
            writer.endObject()
            output.write("\n],".utf8)
            output.write(writer.bytes.dropFirst())
            output.write("\n".utf8)
        }
        output.flush()
    }

    /// An id of plain signs as it is; any other as a JSON string, so that a receipt is one line of four words
    /// and moves no cursor.
    private static func printable(_ id: [UInt8]) -> [UInt8] {
        if id.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\"") }) { return id }
        var writer = JSONWriter()
        writer.string(bytes: id)
        return Array(Terminal.plain(String(decoding: writer.bytes, as: UTF8.self)).utf8)
    }
}
