import ArgumentParser
import DeterministicCBOR
import DurableIO
import EventCatalogue
import LedgerModel
import LogFormat
import LogStore
import RecordFormat
import StrictJSON

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Blocks and records of one segment file, for people.",
        discussion: """
            EXAMPLES
              probity inspect ledger/log/00000000000000000000.seg
              probity inspect ledger/log/00000000000000000000.seg --records --position 40
            """)

    @OptionGroup var output: JSONOption
    @Flag(name: .long, help: "The records too, in the diagnostic notation of CBOR.")
    var records = false
    @Option(name: .long, help: "Only the block that holds this record.")
    var position: UInt64?
    @Argument(help: "A segment file.")
    var segment: String

    func run() throws {
        try carryOut("inspecting \(segment)") {
            let hint = "the segments of a ledger are its files log/*.seg; probity status counts them"
            let file: any DurableIO.File
            do throws(DurableIOError) { file = try POSIXFileSystem().open(segment, .read) } catch {
                throw NotFound("\(error)", hint: hint)
            }
            let bytes = try file.bytes(at: 0, count: Int(min(UInt64(SegmentHeader.byteCount), file.size())))
            guard bytes.count > 4, let kind = StoreKind(rawValue: bytes[4]) else {
                throw NotFound("expected a segment of a ledger, found another kind of file", hint: hint)
            }
            let header = try bytes.withUnsafeBytes { try SegmentHeader($0, kind: kind) }
            let names = [
                "byte", "batch", "block", "first", "count", "raw", "stored", "codec", "recorded",
                "durableThrough", "privateThrough",
            ]
            var found: [[Rows.Cell]] = []
            if !output.json {
                Terminal.line(
                    "\(kind.name), ledger \(header.ledger), first \(header.first), "
                        + "generation \(header.generation), epoch \(header.epoch), created \(header.created)"
                )
            }
            var scanner = try SegmentScanner(OpenSegment(file: file, header: header))
            var damage: String?
            scan: while true {
                let place = scanner.offset
                switch try scanner.next() {
                case .end: break scan
                case .invalid(let error):
                    damage = "byte \(place): \(error)"
                    break scan
                case .block(let block):
                    let blockHeader = block.header
                    if let position,
                        !(blockHeader.first..<(blockHeader.first + UInt64(blockHeader.count))).contains(
                            position)
                    {
                        continue
                    }
                    found.append([
                        .number(place), .number(blockHeader.batch),
                        .text("\(blockHeader.blockIndex + 1) of \(blockHeader.blockCount)"),
                        .number(blockHeader.first),
                        .number(UInt64(blockHeader.count)), .number(UInt64(blockHeader.rawLength)),
                        .number(UInt64(blockHeader.storedLength)), .text("\(blockHeader.codec)"),
                        .text(blockHeader.earliest.description), .number(blockHeader.durableThrough),
                        .number(blockHeader.privateThrough),
                    ])
                    if records { try show(try block.decoded(), kind) }
                }
            }
            if !records || output.json {
                var rows = Rows(names, output.json ? .json : .table)
                for row in found { rows.add(row) }
                rows.end()
            }
            if let damage {
                Terminal.note("inspecting \(segment): \(damage)")
                Terminal.hint("probity verify checks the whole ledger")
                throw ExitCode(2)
            }
        }
    }

    private func show(_ block: DecodedBlock, _ kind: StoreKind) throws {
        for index in 0..<block.count {
            let number = block.header.first + UInt64(index)
            if let position, position != number { continue }
            let bytes = block.record(index)
            switch kind {
            case .log: Terminal.line("\(number)  \(Terminal.plain(try CBORDiagnostic.text(of: bytes)))")
            case .privateRecords, .identities, .quarantine:
                Terminal.line("\(number)  \(bytes.count) bytes, private")
            }
        }
    }
}
