/// Some regions, one bit each: asked for once a fact.
struct RegionSet {
    private var bits: (UInt64, UInt64) = (0, 0)

    /// - Precondition: numbers of regions are below 128.
    init(_ regions: [Region]) {
        for region in regions {
            precondition(region.rawValue < 128, "a region has a number below 128")
            let bit: UInt64 = 1 << UInt64(region.rawValue & 63)
            if region.rawValue < 64 { bits.0 |= bit } else { bits.1 |= bit }
        }
    }

    @inline(__always)
    func contains(_ region: Region) -> Bool {
        (region.rawValue < 64 ? bits.0 : bits.1) >> UInt64(region.rawValue & 63) & 1 != 0
    }
}
