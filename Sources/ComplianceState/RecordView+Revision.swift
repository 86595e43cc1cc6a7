import EventCatalogue
import RecordFormat

extension RecordView {
    /// Calls `body` with a view of the same record by the current revision of its type. Of a newer one
    /// nothing is known, so that `body` is not called.
    func withCurrent(_ body: (RecordView) -> Void) {
        switch EventCatalogue.standing(ofType: slice(typeRange), revision: schemaRevision) {
        case .current: body(self)
        case .earlier: withCurrentData(body)
        case .newer, .unknown: break
        }
    }

    /// Calls `body` with a view of the same record whose data are those of the current revision of its type.
    ///
    /// The data are the last element of a record, so all before them stays where it is. Where the current
    /// revision cannot be told, `body` is not called.
    func withCurrentData(_ body: (RecordView) -> Void) {
        let current = EventCatalogue.upcast(
            Array(slice(dataRange)), ofType: slice(typeRange), revision: schemaRevision)
        guard let current else { return }
        var record = Array(slice(0..<dataRange.lowerBound))
        record += current
        record.withUnsafeBytes { bytes in
            guard let view = try? RecordView(bytes, at: position) else { return }
            body(view)
        }
    }
}
