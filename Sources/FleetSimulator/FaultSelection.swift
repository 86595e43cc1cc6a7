/// Which faults to plant.
public struct FaultSelection: Hashable, Sendable {
    private var bits: UInt16

    public static let none = FaultSelection([])
    public static let all = FaultSelection(PlantedFault.allCases)

    public init(_ faults: some Sequence<PlantedFault>) {
        bits = 0
        for fault in faults { bits |= 1 << UInt16(fault.rawValue) }
    }

    /// Reads `none`, or ids of rules separated by commas; case and spaces around an id do not matter.
    ///
    /// - Throws: ``FaultSelectionError`` at the first id that the simulator does not know.
    public init(parsing text: String) throws(FaultSelectionError) {
        self.init([])
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0.filter { $0 != " " }).uppercased() }
        guard parts != ["NONE"] else { return }
        for (index, part) in parts.enumerated() {
            guard let fault = PlantedFault(id: part) else {
                throw FaultSelectionError(place: index + 1, length: part.utf8.count)
            }
            insert(fault)
        }
    }

    public var isEmpty: Bool { bits == 0 }

    public func contains(_ fault: PlantedFault) -> Bool { bits & 1 << UInt16(fault.rawValue) != 0 }

    /// The selected faults, in the order of their rules.
    public var faults: [PlantedFault] { PlantedFault.allCases.filter(contains) }

    mutating func insert(_ fault: PlantedFault) { bits |= 1 << UInt16(fault.rawValue) }
    mutating func remove(_ fault: PlantedFault) { bits &= ~(1 << UInt16(fault.rawValue)) }
}

/// An id that names no fault of the simulator.
public struct FaultSelectionError: Error, Hashable, Sendable {
    /// Which of the ids, from 1.
    public let place: Int
    /// How many bytes it has.
    public let length: Int
    /// All ids that are known.
    public var known: [String] { PlantedFault.allCases.map(\.id) }
}

extension FaultSelectionError: CustomStringConvertible {
    public var description: String {
        "reading the list of faults: id \(place), of \(length) bytes, is not known; "
            + "expected none, or a list of \(known.joined(separator: ", "))"
    }
}
