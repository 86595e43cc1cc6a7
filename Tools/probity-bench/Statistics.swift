/// Numbers about numbers.
enum Statistics {
    /// The middle value, or the mean of both; nil of none.
    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// Half of the way from the smallest to the largest, of the median: 0.05 says within some five per cent.
    static func spread(_ values: [Double]) -> Double? {
        guard let median = median(values), median > 0, let least = values.min(), let largest = values.max()
        else {
            return nil
        }
        return (largest - least) / 2 / median
    }
}
