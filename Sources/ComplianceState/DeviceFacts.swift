import LedgerModel
public import RecordFormat

/// The facts of one record about devices alone.
public enum DeviceFacts {
    /// Appends what the record says about each device that it names.
    ///
    /// Makes a reader for the one record; to read many, keep a ``FactReader``.
    public static func extract(from view: RecordView, into out: inout [(DeviceKey, Fact)]) {
        var reader = FactReader(.devices)
        var facts: [SubjectFact] = []
        var bindings: [Binding] = []
        reader.read(view, facts: &facts, bindings: &bindings)
        for entry in facts { if case .device(let key) = entry.subject { out.append((key, entry.fact)) } }
    }
}
