/// What a run of the benchmark measures: comparisons, each of Probity, the machine's limit and others on the
/// same work.
struct Plan: Sendable {
    enum Size: String, Sendable {
        /// Seconds; for the tests.
        case smoke
        case quick
        case full

        /// Events of the standard work.
        var events: Int {
            switch self {
            case .smoke: 2_000
            case .quick: 100_000
            case .full: 1_000_000
            }
        }

        var rounds: Int {
            switch self {
            case .smoke: 1
            case .quick: 3
            case .full: 5
            }
        }

        /// Within which the run ends, building left out.
        var seconds: Int {
            switch self {
            case .smoke: 60
            case .quick: 160
            case .full: 2_340
            }
        }

        /// Commits of one event that a program does at most in one run.
        var commits: Int {
            switch self {
            case .smoke: 50
            case .quick: 1_000
            case .full: 10_000
            }
        }

        /// Events of the works that tell how the cost grows.
        var series: [Int] {
            switch self {
            case .smoke: []
            case .quick: [10_000]
            case .full: [10_000, 100_000, 10_000_000]
            }
        }
    }

    /// Who does the work.
    enum Role: String, Codable, Sendable {
        case probity, limit, peer
    }

    /// One program that takes part.
    struct Contestant: Sendable {
        enum Command: Hashable, Sendable {
            case mode(Mode, cores: Int? = nil)
            /// A program of `Benchmarks/Limits`; words that begin with `%` are replaced.
            case limit(String, [String])
            /// A program of `Benchmarks/Peers`.
            case peer(String, [String])
        }

        var name: String
        var role: Role
        var command: Command
        /// What has happened when it says that an event is recorded, or how it reads.
        var terms: String
    }

    /// What is compared.
    struct Comparison: Sendable {
        var id: String
        var title: String
        var about: String
        /// What is counted.
        var unit = "events"
        /// At most so many units in one run; nil for the whole work.
        var most: Int?
        /// Events of the work.
        var events: Int
        /// Whether it stands in the series that tells how cost grows.
        var isOfSeries = false
        var contestants: [Contestant]
    }

    var size: Size
    var events: Int
    var comparisons: [Comparison]
    /// What belongs to the benchmark and cannot be measured yet, with the reason.
    var absent: [BenchReport.NotMeasured]

    init(_ size: Size, events: Int) {
        self.size = size
        self.events = events
        comparisons = []
        absent = []
        appendComparisons()
        appendReadings()
        appendImports()
        appendMachine()
        appendSeries()
        absent = [
            BenchReport.NotMeasured(
                name: "sealing", reason: "the library has no call yet that compresses sealed segments anew"),
            BenchReport.NotMeasured(
                name: "proofs", reason: "the library has no call yet that proves one event of a ledger"),
            BenchReport.NotMeasured(
                name: "device histories with a quarter of the log in the cache",
                reason: "the library has no setting yet for the size of its cache"),
            BenchReport.NotMeasured(
                name: "queries by time", reason: "the library has no index of times yet"),
        ]
    }

    private mutating func add(
        _ id: String, _ title: String, _ about: String, unit: String = "events", most: Int? = nil,
        _ contestants: [Contestant]
    ) {
        comparisons.append(
            Comparison(
                id: id, title: title, about: about, unit: unit, most: most, events: events,
                contestants: contestants))
    }

    private static func probity(
        _ mode: Mode, _ terms: String, cores: Int? = nil, as name: String = "Probity"
    ) -> Contestant {
        Contestant(name: name, role: .probity, command: .mode(mode, cores: cores), terms: terms)
    }

    private static func limit(
        _ program: String, _ arguments: [String], _ name: String, _ terms: String
    ) -> Contestant {
        Contestant(name: name, role: .limit, command: .limit(program, arguments), terms: terms)
    }

    /// What each of the peers promises where it is asked for the same; in the order in which they take turns.
    static let peers: [(program: String, name: String, terms: String)] = [
        (
            "sqlite", "SQLite",
            "WAL, synchronous FULL: one fdatasync a transaction; id and (stream, version) unique"
        ),
        (
            "rocksdb", "RocksDB",
            "write-ahead log synced with each batch; ids and streams as keys of their own"
        ),
        ("lmdb", "LMDB", "one transaction and sync a batch; ids and streams as tables of their own"),
        ("redis", "Redis streams", "appendfsync always: synced before the answer; nothing is unique"),
        ("postgresql", "PostgreSQL", "synchronous_commit on; id and (stream, position) unique"),
        (
            "eventsourcing", "Python eventsourcing",
            "its SQLite recorder, synchronous FULL; (originator, version) unique"
        ),
    ]

    private static func peers(_ verb: String, _ arguments: [String], but left: Set<String> = [])
        -> [Contestant]
    {
        peers.filter { !left.contains($0.program) }.map {
            Contestant(
                name: $0.name, role: .peer, command: .peer($0.program, [verb] + arguments), terms: $0.terms)
        }
    }

    private mutating func appendComparisons() {
        let durable = "on disk, its id known, indexed and in the tree, before its receipt"
        add(
            "append-1", "One event a commit, one caller",
            "Each event is waited for. The limit writes and syncs the same bytes and does nothing else.",
            most: min(events, size.commits),
            [
                Self.probity(.appendSingle, durable),
                Self.limit(
                    "append", ["%records", "%file", "1", "bare"], "bare write and fdatasync", "synced"),
                Self.limit(
                    "append", ["%records", "%file", "1"], "straight-line appender", "synced; no index"),
            ] + Self.peers("append", ["1"]))
        add(
            "append-callers", "One event a commit, 64 callers",
            "Sixty-four callers each append one event and wait for it.",
            most: min(events, size.commits * 10),
            [
                Self.probity(.appendCallers, durable),
                Self.limit(
                    "append", ["%records", "%file", "64"], "straight-line appender, 64 an append",
                    "synced; no index"),
            ])
        add(
            "append-100", "Batches of 100", "One caller, each batch waited for.",
            most: min(events, size.commits * 50),
            [
                Self.probity(.appendHundred, durable),
                Self.limit(
                    "append", ["%records", "%file", "100"], "straight-line appender", "synced; no index"),
            ] + Self.peers("append", ["100"]))
        add(
            "append-1000", "Batches of 1,000",
            "Each batch is synced. Probity has four of them on their way at a time; the straight-line appender "
                + "is one thread.",
            [
                Self.probity(.appendThousand, durable),
                Self.limit(
                    "append", ["%records", "%file", "1000"], "straight-line appender", "synced; no index"),
            ] + Self.peers("append", ["1000"]))
        add(
            "append-bulk", "Bulk",
            "As many events an append as each takes well; the peers make indexes last.",
            [
                Self.probity(.appendBulk, durable),
                Self.limit(
                    "append", ["%records", "%file", "16000"], "straight-line appender", "synced; no index"),
            ] + Self.peers("bulk", [], but: ["redis"]))
        add(
            "append-private", "Batches of 1,000 with private records of 1 KiB",
            "Each event has its evidence, stored apart and synced first; the records cite it by its digest.",
            [Self.probity(.appendThousandPrivate, durable)])
        add(
            "append-again", "The same events once more", "Batches of 1,000, each event a duplicate.",
            [
                Self.probity(
                    .appendAgain, "each is found by its key and content, and a receipt names the first")
            ])
    }

    private mutating func appendReadings() {
        add(
            "replay", "Replay with a fold, one core",
            "The latest compliance state of each device, read from the records' bytes. One digest for all.",
            [
                Self.probity(.replay, "blocks checked and decompressed, records found in them", cores: 1),
                Self.limit(
                    "replay", ["%log", "fold", "1"], "straight-line replayer", "the same, on its own log"),
            ] + Self.peers("replay", []))
        add(
            "replay-2", "Replay with a fold, two cores",
            "Probity folds half of the log on each of two threads.",
            [
                Self.probity(.replayTwo, "as on one core", cores: 2),
                Self.limit(
                    "replay", ["%log", "fold", "2"], "straight-line replayer", "the same, on two threads"),
            ])
        add(
            "replay-devices", "The whole fold of devices",
            "Every region and witness of each device, as a replay tells it.",
            [Self.probity(.replayDevices, "one core", cores: 1)])
        add(
            "verify", "Verify", "Everything is read, decompressed, decoded and hashed, and the root made.",
            [
                Self.probity(.verify, "all files of the ledger, identities included"),
                Self.limit(
                    "replay", ["%log", "verify", "2"], "straight-line verifier",
                    "checksums, leaves and root; two threads"),
            ])
        add(
            "histories", "Histories of random devices", "Every event of a device's stream, by its index.",
            unit: "histories", most: 5_000,
            [Self.probity(.histories, "the default cache; each event decoded")]
                + Self.peers("histories", [], but: ["redis"]))
        add(
            "tags", "Queries by tag", "The positions that may carry a random device's tag.", unit: "queries",
            most: 5_000, [Self.probity(.tags, "the index alone")])
        add(
            "open-clean", "Opening after a clean close", "For writing; `max` is the first of five.",
            unit: "openings", [Self.probity(.openClean, "clean")])
        add(
            "open-killed", "Opening after kill -9",
            "The process that appended the work was killed; the time is that of one opening.",
            [Self.probity(.openKilled, "the tail is scanned, written and synced once more")])
        add(
            "projections", "Read models catching up", "From nothing to the end of the log, in SQLite.",
            [
                Self.probity(
                    .projectionsCatchUp, "one transaction for some tens of thousands", as: "catching up"),
                Self.probity(
                    .projectionsRebuild, "beside the old ones, then put in their place", as: "rebuild"),
            ])
    }

    private mutating func appendImports() {
        for mode in Mode.allCases {
            guard let format = mode.importedFormat else { continue }
            add(
                mode.rawValue, "Import: \(format)",
                "`probity import` of the fleet's exports, read models included; bytes are those of the files.",
                unit: "records",
                [
                    Self.probity(
                        mode, "one command, or one for each instance of a manager; as its user calls it")
                ])
        }
    }

    private mutating func appendMachine() {
        let modes = [
            ("sync", "append 4 KiB and fdatasync"), ("write", "sequential write, synced at the end"),
            ("read", "sequential read, dropped from the page cache before"), ("lz4", "LZ4, one core"),
            ("sha256", "SHA-256, one core"), ("copy", "memory copy, one core"),
        ]
        add(
            "machine", "What the machine does with bytes", "Blocks of 64 KiB, and 4 KiB for syncs.",
            unit: "blocks",
            modes.map { Self.limit("machine", ["%records", "%file", $0.0], $0.0, $0.1) })
    }

    private mutating func appendSeries() {
        for events in size.series.filter({ $0 != events }) + (size == .smoke ? [] : [events]) {
            comparisons.append(
                Comparison(
                    id: "series-append-\(events)",
                    title: "Batches of 1,000, \(BenchReport.number(events)) events",
                    about: "As above, on a work of another size.", events: events, isOfSeries: true,
                    contestants: [
                        Self.probity(.appendThousand, "as above"),
                        Self.limit(
                            "append", ["%records", "%file", "1000"], "straight-line appender", "as above"),
                    ]))
        }
    }
}
