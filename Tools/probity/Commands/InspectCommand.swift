import ArgumentParser
import ComplianceLedger
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

            EXIT STATUS
              0  all blocks are whole, or what is not was never told to be durable
              2  corruption is proven
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
            var damage: (text: String, isProven: Bool)?
            var next = header.first
            scan: while true {
                let place = scanner.offset
                switch try scanner.next() {
                case .end: break scan
                case .invalid(let error):
                    let bound = DurableBytes(ofSegmentAt: segment, header, files: POSIXFileSystem())
                    damage = (
                        "byte \(place): \(error)",
                        try Self.provesDamage(at: place, next, bound: bound, &scanner)
                    )
                    break scan
                case .block(let block):
                    let blockHeader = block.header
                    next = blockHeader.first + UInt64(blockHeader.count)
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
                let what =
                    damage.isProven
                    ? "" : "; nobody was told of it: a batch that is being written, or what a crash left"
                Terminal.note("inspecting \(segment): \(damage.text)\(what)")
                Terminal.hint("probity verify checks the whole ledger")
                if damage.isProven { throw ExitCode(2) }
            }
        }
    }

    /// Whether what stands at a place was durable once: the ledger says so, or a block behind it that was
    /// written later. A torn batch may have whole blocks behind its first broken one.
    private static func provesDamage(
        at place: UInt64, _ number: UInt64, bound: DurableBytes, _ scanner: inout SegmentScanner
    ) throws -> Bool {
        if case .below(let end) = bound, place < end { return true }
        while try scanner.skipToNextBlock() != nil {
            guard let header = try scanner.headerHere() else { continue }
            if header.durableThrough > number { return true }
        }
        return false
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
