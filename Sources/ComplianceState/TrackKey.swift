import LedgerModel

/// A track's name: a region, and the object where it has a track for each.
struct TrackKey: Hashable, Comparable {
    let region: Region
    let object: Bits128?

    init(_ region: Region, _ object: Bits128?) {
        self.region = region
        self.object = region.hasTrackPerObject ? object : nil
    }

    static func < (left: TrackKey, right: TrackKey) -> Bool {
        if left.region != right.region { return left.region.rawValue < right.region.rawValue }
        guard let right = right.object else { return false }
        return left.object.map { $0 < right } ?? true
    }
}
