import Probity

/// The fold that every program does: the latest compliance state of each device that the directory told of.
///
/// Of events of the type `compliance.observed`, in the order of their positions; the device is the last
/// component of the stream. Its digest is SHA-256 over the devices in the order of their ids, sixteen bytes
/// and the state each.
struct ObservedFold: Sendable {
    private var states: [Bits128: Bool] = [:]

    var count: Int { states.count }

    private static let type = Array("compliance.observed".utf8)
    private static let idBytes = 16

    /// Whether a record may say such a state.
    static func wants(_ head: RecordHead) -> Bool {
        head.type.count == type.count && head.type.elementsEqual(type)
    }

    /// The state that a record says; nil where it says none.
    static func state(_ view: RecordView) -> (device: Bits128, isCompliant: Bool)? {
        guard view.equals(view.typeRange, type) else { return nil }
        let stream = view.slice(view.streamRange)
        guard stream.count > idBytes, stream[stream.count - idBytes - 1] == 0x50,
            let isCompliant = PublicDataView(Array(view.slice(view.dataRange)))[ComplianceEvents.isCompliant]
        else { return nil }
        return (
            Bits128(UnsafeRawBufferPointer(rebasing: stream[(stream.count - idBytes)...])), isCompliant
        )
    }

    mutating func add(_ view: RecordView) {
        guard let (device, isCompliant) = Self.state(view) else { return }
        states[device] = isCompliant
    }

    /// Takes what was folded of later events.
    mutating func add(later other: ObservedFold) {
        states.merge(other.states) { _, later in later }
    }

    var digest: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(states.count * (Self.idBytes + 1))
        for (device, isCompliant) in states.sorted(by: { $0.key < $1.key }) {
            device.append(to: &bytes)
            bytes.append(isCompliant ? 1 : 0)
        }
        return SHA256.hash(of: bytes).hex
    }
}
