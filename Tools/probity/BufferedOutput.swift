/// Standard output, written in large pieces.
struct BufferedOutput {
    private static let piece = 65_536
    private var bytes: [UInt8] = []

    mutating func write(_ some: some Sequence<UInt8>) {
        bytes.append(contentsOf: some)
        if bytes.count >= Self.piece { flush() }
    }

    mutating func flush() {
        Terminal.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
