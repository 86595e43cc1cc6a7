public import ComplianceState

extension ProjectionReading {
    /// All sources of which an event was recorded, in the order of their names' bytes, with the hours in
    /// which they spoke. When they were reporting as of an instant is worked out of that.
    ///
    /// Cost: one pass over the hours of all feeds.
    public func sources() throws(ProjectionError) -> [SourceRecords] {
        let operation = "list sources"
        return try onDatabase(operation) {
            guard let found = try CoverageTable(database).read() else { throw Self.unreadable(operation) }
            return found
        }
    }
}
